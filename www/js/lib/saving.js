// Downloads: single photos as they are, several as one archive, rankings as tables.

import { TooLarge, archive } from "./archive.js";
import { toast } from "./toast.js";
import { asCsv, asJson } from "./table.js";
import { noteCause } from "./trouble.js";

/**
 * Offers a file for download.
 * @param {string} name
 * @param {Blob} blob
 */
export function saveFile(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then; until it has, the address must live.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Downloads photos.
 * @param {import("../gallery/photos.js").Photo[]} photos
 */
export async function savePhotos(photos) {
  try {
    if (photos.length === 1) saveFile(photos[0].name, await photos[0].open());
    else if (photos.length > 1) saveFile("photos.zip", await archive(photos));
  } catch (error) {
    noteCause("saveFailed", error);
    toast(error instanceof TooLarge ? "saveTooLarge" : "saveFailed");
  }
}

/**
 * Downloads a ranking.
 * @param {"csv" | "json"} format
 * @param {import("./table.js").Row[]} entries
 * @param {unknown} query
 */
export function saveRanking(format, entries, query) {
  const text = format === "csv" ? asCsv(entries) : asJson(entries, query);
  saveFile(`ranking.${format}`, new Blob([text], { type: format === "csv" ? "text/csv" : "application/json" }));
}
