// A ranking as a table for other programs.

/**
 * A photo in the list that is saved.
 * @typedef {{photo: {path: string}, score?: number, probability?: number, region?: number[]}} Row
 */

/** What spreadsheets take for the beginning of a formula; the wide forms are those of East Asian ones. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;

/**
 * A text as a cell that every spreadsheet shows as it is: never a formula, never more than one cell.
 * @param {string} text
 */
function cell(text) {
  const neutral = FORMULA.test(text) ? `'${text}` : text;
  return /[",;'\s]/u.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

/**
 * A table: rank, file, score, match probability and the person as left, top, width and height in shares, empty for a
 * photo as a whole.
 * @param {Row[]} entries
 */
export function asCsv(entries) {
  const row = (/** @type {Row} */ { photo, score, probability, region }, /** @type {number} */ place) =>
    [place + 1, cell(photo.path), score ?? "", probability ?? "", region ? region.join(" ") : ""].join(",");
  // Spreadsheets take a file without this mark for an old Western one, and names in other scripts break.
  return "\ufeff" + ["rank,file,score,match,box", ...entries.map(row)].join("\r\n") + "\r\n";
}

/**
 * The same with the query.
 * @param {Row[]} entries
 * @param {unknown} query
 */
export function asJson(entries, query) {
  const results = entries.map(({ photo, score, probability, region }, place) => ({
    rank: place + 1,
    file: photo.path,
    score,
    match: probability,
    box: region,
  }));
  return JSON.stringify({ query, results }, null, 1);
}
