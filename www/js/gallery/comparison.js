// A folder compared with what is kept of it: what is to be read, what went, and what need not be looked at again.

import { yielder } from "../lib/scheduler.js";

/**
 * @typedef {import("./photos.js").Photo} Photo
 * @typedef {import("../worker/protocol").Skipped} Skipped
 */
/**
 * @typedef {object} Comparison
 * @property {Photo[]} fresh to be read: they are new, or have changed
 * @property {Map<Photo, number>} gone those with their indices that are no longer in the folder, or have changed
 * @property {Skipped[]} skipped files that were left out, and would be again
 * @property {string[]} forgotten paths of such files that are no longer in the folder, or get another try
 */

/** Files looked at side by side. */
const SIDE_BY_SIDE = 64;
/** Reasons that another visit may see otherwise: the browser learned a kind, the file can be read again. */
const AGAIN = new Set(["foreign", "unreadable"]);

/**
 * Compares the photos of a folder with those that are known, in the order of their indices, and the files that were left
 * out, by their paths. Resolves to null as soon as the answer is wanted no more.
 * @param {Photo[]} photos
 * @param {{known: Photo[], leftOut: Map<string, Skipped>}} kept
 * @param {() => boolean} isWanted
 * @returns {Promise<Comparison | null>}
 */
export async function compare(photos, { known, leftOut }, isWanted) {
  const yieldIfDue = yielder();
  // What is left here at the end was removed from the folder, or changed and is read again.
  const gone = new Map(known.map((photo, index) => [photo, index]));
  /** @type {Photo[]} */
  const fresh = [];
  /** @type {Skipped[]} */
  const skipped = [];
  for (let first = 0; first < photos.length; first += SIDE_BY_SIDE) {
    const portion = photos.slice(first, first + SIDE_BY_SIDE);
    // Only what is kept has something to be compared with.
    const files = await Promise.all(
      portion.map((photo) => (gone.has(photo) || leftOut.has(photo.path) ? photo.open().catch(() => null) : null)),
    );
    for (const [index, photo] of portion.entries()) {
      const file = files[index];
      const before = leftOut.get(photo.path);
      if (gone.has(photo)) {
        if (!isUnchanged(file, photo)) fresh.push(photo);
        else gone.delete(photo);
      } else if (before && isUnchanged(file, before) && !AGAIN.has(before.reason)) skipped.push(before);
      else fresh.push(photo);
    }
    await yieldIfDue();
    if (!isWanted()) return null;
  }
  const there = new Set(photos.map(({ path }) => path));
  const forgotten = [...leftOut.values()].filter(({ path, reason }) => !there.has(path) || AGAIN.has(reason));
  return { fresh, gone, skipped, forgotten: forgotten.map(({ path }) => path) };
}

/**
 * Whether a file is still what is known of it.
 * @param {Blob | null} file
 * @param {{size: number | null, modified: number | null}} known
 */
function isUnchanged(file, { size, modified }) {
  return file !== null && file.size === size && (file instanceof File ? file.lastModified : 0) === modified;
}
