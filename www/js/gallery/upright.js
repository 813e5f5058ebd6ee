// Photos as they are searched: upright. Browsers turn a JPEG as its camera says, but not every browser does that for
// WebP and PNG; such a photo is turned here, once and by the same rule for all of them.

const EXIF_FLAG = 0x08;
const SIDEWAYS = 5;

/**
 * @param {DataView} view
 * @param {number} at
 */
const name = (view, at) => String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));

/**
 * How a TIFF block says that the picture is turned; 1 where it does not say.
 * @param {DataView} view
 */
function orientationOf(view) {
  const little = name(view, 0) === "II*\0";
  if (!little && name(view, 0) !== "MM\0*") return 1;
  const first = view.getUint32(4, little);
  for (let entry = 0; entry < view.getUint16(first, little); entry++) {
    const at = first + 2 + entry * 12;
    const isOrientation = view.getUint16(at, little) === 0x112 && view.getUint16(at + 2, little) === 3;
    if (isOrientation && view.getUint32(at + 4, little) === 1) return view.getUint16(at + 8, little);
  }
  return 1;
}

/**
 * Where the EXIF chunk of a WebP or PNG lies; null where there is none.
 * @typedef {{at: number, tiff: number, end: number}} Chunk
 * @param {DataView} view
 * @returns {Chunk | null}
 */
function exifOf(view) {
  if (name(view, 0) === "RIFF") {
    for (let at = 12; at + 8 <= view.byteLength; ) {
      const length = view.getUint32(at + 4, true);
      const end = at + 8 + length;
      if (name(view, at) === "EXIF") {
        // Some programs write the prefix of JPEG's segment here, too.
        const tiff = length > 6 && name(view, at + 8) === "Exif" ? at + 14 : at + 8;
        return { at, tiff, end };
      }
      at = end + (length % 2);
    }
  } else {
    for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
      const length = view.getUint32(at);
      if (name(view, at + 4) === "eXIf") return { at, tiff: at + 8, end: at + 8 + length };
    }
  }
  return null;
}

/**
 * The file without its word about how it is turned, so that every browser gives it as it is stored.
 * @param {DataView<ArrayBuffer>} view
 * @param {Chunk} chunk
 * @param {string} type
 */
function stored(view, { at, end }, type) {
  const bytes = new Uint8Array(view.buffer);
  if (name(view, 0) !== "RIFF") return new Blob([bytes.subarray(0, at), bytes.subarray(end + 4)], { type });
  const copy = bytes.slice();
  copy[20] &= ~EXIF_FLAG;
  copy[at] = "X".charCodeAt(0);
  return new Blob([copy], { type });
}

/**
 * Where the corners of the stored picture go, as a canvas's matrix, for a picture of this size.
 * @param {number} orientation
 * @param {number} width
 * @param {number} height
 */
function matrix(orientation, width, height) {
  /** @type {Record<number, [number, number, number, number, number, number]>} */
  const all = {
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, height, 0],
    7: [0, -1, -1, 0, height, width],
    8: [0, -1, 1, 0, 0, width],
  };
  return all[orientation];
}

/**
 * Whether a file may be a WebP or PNG that says how it is turned: most need not be read for that.
 * @param {Blob} file
 */
async function mayBeTurned(file) {
  const head = new DataView(await file.slice(0, 32).arrayBuffer());
  if (head.byteLength < 32) return false;
  if (name(head, 0) === "RIFF") return name(head, 12) === "VP8X" && (head.getUint8(20) & EXIF_FLAG) !== 0;
  return name(head, 0) === "\x89PNG";
}

/**
 * A blob that every browser shows upright: the file itself, wherever it needs no help.
 * @param {Blob} file
 */
export async function upright(file) {
  try {
    if (!(await mayBeTurned(file))) return file;
    const view = new DataView(await file.arrayBuffer());
    const exif = exifOf(view);
    if (!exif) return file;
    const orientation = orientationOf(new DataView(view.buffer, exif.tiff, exif.end - exif.tiff));
    if (!(orientation > 1 && orientation <= 8)) return file;
    const type = name(view, 0) === "RIFF" ? "image/webp" : "image/png";
    const picture = await createImageBitmap(stored(view, exif, type));
    const { width, height } = picture;
    const [across, down] = orientation >= SIDEWAYS ? [height, width] : [width, height];
    const canvas = new OffscreenCanvas(across, down);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.setTransform(...matrix(orientation, width, height));
    context.drawImage(picture, 0, 0);
    picture.close();
    return await canvas.convertToBlob({ type: "image/png" });
  } catch {
    // Damaged, or too large for a canvas: the browser shows it as it can.
    return file;
  }
}
