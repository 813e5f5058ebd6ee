// Downloads: single photos as they are, several as one archive, rankings as tables.

import { TooLarge, archive } from "./archive.js";
import { flash } from "./flash.js";
import { noteCause } from "./trouble.js";

/** Offers a file for download. */
export function saveFile(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then; until it has, the address must live.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Downloads photos. */
export async function savePhotos(photos) {
  try {
    if (photos.length === 1) saveFile(photos[0].name, await photos[0].open());
    else if (photos.length > 1) saveFile("photos.zip", await archive(photos));
  } catch (error) {
    noteCause("saveFailed", error);
    flash(error instanceof TooLarge ? "saveTooLarge" : "saveFailed");
  }
}

/** Downloads a ranking as `csv` or `json`. */
export function saveRanking(format, entries, query) {
  const text = format === "csv" ? asCsv(entries) : asJson(entries, query);
  saveFile(`ranking.${format}`, new Blob([text], { type: format === "csv" ? "text/csv" : "application/json" }));
}

/** What spreadsheets take for the beginning of a formula; the wide forms are those of East Asian ones. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;

/** A text as a cell that every spreadsheet shows as it is: never a formula, never more than one cell. */
function cell(text) {
  const neutral = FORMULA.test(text) ? `'${text}` : text;
  return /[",;'\s]/u.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

/** A table: rank, file, score, match probability and the window as shares, empty where there is none. */
export function asCsv(entries) {
  const row = ({ photo, score, probability, box }, place) =>
    [place + 1, cell(photo.path), score ?? "", probability ?? "", box ? box.join(" ") : ""].join(",");
  // Spreadsheets take a file without this mark for an old Western one, and names in other scripts break.
  return "\ufeff" + ["rank,file,score,match,window", ...entries.map(row)].join("\r\n") + "\r\n";
}

/** The same with the query. */
export function asJson(entries, query) {
  const results = entries.map(({ photo, score, probability, box }, place) => ({
    rank: place + 1,
    file: photo.path,
    score,
    match: probability,
    window: box,
  }));
  return JSON.stringify({ query, results }, null, 1);
}
