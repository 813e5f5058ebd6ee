// Several files as one ZIP archive. Photos are compressed already, so they are only strung together, and stay on the
// disk until the browser writes the archive.

/** The format's own limit without its extension for large files. */
const LIMIT = 0xffffffff;
/** The photos are more than an archive can hold. */
export class TooLarge extends Error {}

/** Names are in UTF-8. */
const FLAGS = 0x0800;
/** 1 January 1980, the beginning of the format's time: a photo keeps its own date inside. */
const DATE = 0x0021;

/**
 * An archive of photos, under their paths.
 * @param {{path: string, open: () => Promise<Blob>}[]} photos
 */
export async function archive(photos) {
  /** @type {BlobPart[]} */
  const parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = [];
  let place = 0;
  for (const photo of photos) {
    const file = await photo.open();
    const name = new TextEncoder().encode(photo.path);
    const sum = crc32(new Uint8Array(await file.arrayBuffer()));
    const about = [20, FLAGS, 0, 0, DATE].map((value) => [value, 2]).concat(
      [[sum, 4], [file.size, 4], [file.size, 4], [name.length, 2], [0, 2]],
    );
    const head = bytes([[0x04034b50, 4], ...about]);
    directory.push(bytes([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [place, 4]]), name);
    parts.push(head, name, file);
    place += head.length + name.length + file.size;
    if (place > LIMIT || photos.length > 0xffff) throw new TooLarge();
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = photos.length;
  const end = [[0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [place, 4], [0, 2]];
  return new Blob([...parts, ...directory, bytes(end)], { type: "application/zip" });
}

/**
 * Numbers of given lengths, the lowest byte first.
 * @param {number[][]} fields
 */
function bytes(fields) {
  const out = [];
  for (const [value, length] of fields) {
    for (let i = 0; i < length; i++) out.push(Math.floor(value / 2 ** (8 * i)) & 0xff);
  }
  return Uint8Array.from(out);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * The check sum of the format.
 * @param {Uint8Array} data
 */
export function crc32(data) {
  let sum = 0xffffffff;
  for (const byte of data) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
