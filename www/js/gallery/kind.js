// Whether a file holds a picture, told by its first bytes as src/image/kind.rs does: names mean nothing. What kind it is,
// and whether it can be decoded, is judged when it is read.

const HEAD = 64;

/**
 * @param {Uint8Array} bytes
 * @param {number} from
 * @param {number} to
 */
const text = (bytes, from, to) => String.fromCharCode(...bytes.subarray(from, to));

/** Brands of the ISO base media format that are pictures. */
const BRANDS = new Set([
  ..."avif avis heic heix heim heis hevc hevx hevm hevs mif1 msf1".split(" "),
  "crx ",
  "jp2 ",
]);

/** First bytes of pictures. */
const MARKS = [
  "\xff\xd8\xff",
  "\x89PNG\r\n\x1a\n",
  "GIF87a",
  "GIF89a",
  "\xff\x0a",
  "\xff\x4f\xff\x51",
  ..."II*\0 MM\0* II+\0 MM\0+ IIRO IIU\0 FOVb 8BPS FUJIFILMCCD-RAW".split(" "),
];
/** The same, behind the size of the first box. */
const BOXES = ["JXL \r\n\x87\n", "jP  \r\n\x87\n"];

/** @param {Uint8Array} bytes */
export function isPictureHead(bytes) {
  if (text(bytes, 4, 8) === "ftyp") return BRANDS.has(text(bytes, 8, 12));
  // Two letters are little evidence: the size of the second header tells a bitmap from a text.
  if (text(bytes, 0, 2) === "BM") return [12, 16, 40, 52, 56, 64, 108, 124].includes(bytes[14]) && text(bytes, 15, 18) === "\0\0\0";
  if (text(bytes, 0, 4) === "RIFF") return text(bytes, 8, 12) === "WEBP";
  /** @type {(marks: string[], at: number) => boolean} */
  const has = (marks, at) => marks.some((mark) => text(bytes, at, at + mark.length) === mark);
  return has(MARKS, 0) || has(BOXES, 4);
}

/**
 * Whether the content is a picture; of a file that cannot be read nobody knows.
 * @param {Blob} file
 */
export async function isPicture(file) {
  try {
    return isPictureHead(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  } catch {
    return false;
  }
}
