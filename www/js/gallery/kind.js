// Whether a file holds a picture, told by its first bytes as src/image/kind.rs does: names mean nothing. What kind it is,
// and whether it can be decoded, is judged when it is read.

const HEAD = 64;

const text = (bytes, from, to) => String.fromCharCode(...bytes.subarray(from, to));

/** Brands of the ISO base media format that are pictures. */
const BRANDS = new Set([
  ..."avif avis heic heix heim heis hevc hevx hevm hevs mif1 msf1".split(" "),
  "crx ",
  "jp2 ",
]);

/** First bytes of pictures; `at` is 0 unless given. */
const MARKS = [
  { mark: "\xff\xd8\xff" },
  { mark: "\x89PNG\r\n\x1a\n" },
  { mark: "WEBP", at: 8 },
  { mark: "GIF8" },
  { mark: "\xff\x0a" },
  { mark: "JXL \r\n\x87\n", at: 4 },
  { mark: "jP  \r\n\x87\n", at: 4 },
  { mark: "II*\0" },
  { mark: "MM\0*" },
  { mark: "8BPS" },
  { mark: "FUJIFILMCCD-RAW" },
];

function isPictureHead(bytes) {
  if (text(bytes, 4, 8) === "ftyp") return BRANDS.has(text(bytes, 8, 12));
  // Two letters are little evidence: the size of the second header tells a bitmap from a text.
  if (text(bytes, 0, 2) === "BM") return [12, 16, 40, 52, 56, 64, 108, 124].includes(bytes[14]) && text(bytes, 15, 18) === "\0\0\0";
  return MARKS.some(({ mark, at = 0 }) => text(bytes, at, at + mark.length) === mark);
}

/** Whether the content is a picture; of a file that cannot be read nobody knows. */
export async function isPicture(file) {
  try {
    return isPictureHead(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  } catch {
    return false;
  }
}
