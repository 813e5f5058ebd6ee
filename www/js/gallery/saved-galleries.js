// Which galleries are kept on this computer, and the way back to their folders.
//
// The galleries themselves lie in the browser's private storage, one folder each; here is the list of them. Folder handles
// can only be kept in IndexedDB; with one, a later visit asks for the folder again by a single click.

import { recall, remember } from "../lib/preferences.js";
import { recognise, sampleOf } from "./identity.js";
import { TOP } from "./thumbnails.js";

const KEY = "galleries";
const DATABASE = "bi-irra";
const HANDLES = "folders";

/**
 * A kept gallery.
 * @typedef {object} SavedGallery
 * @property {string} id
 * @property {string} name for people
 * @property {string} [folder] the name of its folder
 * @property {number} [count] how many photos it has
 * @property {number} [used] when it was used last
 * @property {import("./identity.js").Sample} [sample] what it is known again by
 */

/**
 * The kept galleries, the last used first.
 * @returns {SavedGallery[]}
 */
export function galleries() {
  try {
    const list = JSON.parse(recall(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter(({ id, name }) => typeof id === "string" && typeof name === "string") : [];
  } catch {
    return [];
  }
}

/** An identifier for a new gallery. `crypto.randomUUID` is not there for pages without a secure address. */
export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, "0")).join("-");

/** @param {SavedGallery[]} list */
const write = (list) => remember(KEY, list.length ? JSON.stringify(list) : null);

/**
 * The gallery of the folder with this name; begins one if there is none.
 * @param {string} folder
 * @param {Parameters<typeof recognise>[1]} found
 * @returns {Promise<SavedGallery>}
 */
export async function galleryOf(folder, found) {
  const all = galleries();
  const namesakes = all.filter((known) => (known.folder ?? known.name) === folder);
  const known = await recognise(
    namesakes.map((gallery) => ({ ...gallery, handle: () => handleOf(gallery.id) })),
    found,
  );
  const same = known && all.find(({ id }) => id === known.id);
  if (same) return same;
  const isTaken = (/** @type {string} */ name) => all.some((other) => other.name === name);
  let name = folder;
  for (let number = 2; isTaken(name); number++) name = `${folder} (${number})`;
  return { id: newId(), name, folder, count: 0, used: 0 };
}

/**
 * Notes that a gallery was used and how many photos it has; it becomes the last used. `photos` are what it is known again
 * by; without them that stays as it is.
 * @param {SavedGallery} gallery
 * @param {number} count
 * @param {{path: string, size: number | null}[]} [photos]
 */
export function noteGallery({ id, name, folder }, count, photos = []) {
  const all = galleries();
  const before = all.find((known) => known.id === id);
  const sample = photos.length ? sampleOf(photos) : before?.sample;
  const noted = { id, name, folder: folder ?? before?.folder ?? name, count, used: Date.now(), sample };
  write([noted, ...all.filter((known) => known.id !== id)]);
}

/**
 * Keeps the way back to a gallery's folder.
 * @param {string} id
 * @param {FileSystemDirectoryHandle} handle
 */
export async function keepHandle(id, handle) {
  await transact("readwrite", (store) => store.put(handle, id)).catch(() => {});
}

/**
 * The handle of a gallery's folder, or null.
 * @param {string} id
 * @returns {Promise<FileSystemDirectoryHandle | null>}
 */
export async function handleOf(id) {
  return (await transact("readonly", (store) => store.get(id)).catch(() => null)) ?? null;
}

/** The private storage; null where the browser has none for this page. */
async function storage() {
  return (await navigator.storage?.getDirectory?.().catch(() => null)) ?? null;
}

/** That something is not there is what a removal is for. @param {Error} error */
const unlessAbsent = (error) => {
  if (error.name !== "NotFoundError") throw error;
};

/**
 * Removes everything that is kept of all galleries. The worker must have closed its own. The list goes last: what could not
 * be removed can be tried again.
 */
export async function clearSavedGalleries() {
  await (await storage())?.removeEntry(TOP, { recursive: true }).catch(unlessAbsent);
  await transact("readwrite", (store) => store.clear()).catch(() => {});
  write([]);
}

/**
 * Removes one gallery.
 * @param {string} id
 */
export async function removeGallery(id) {
  try {
    const folder = await (await storage())?.getDirectoryHandle(TOP);
    await folder?.removeEntry(id, { recursive: true });
  } catch (error) {
    unlessAbsent(/** @type {Error} */ (error));
  }
  await transact("readwrite", (store) => store.delete(id)).catch(() => {});
  write(galleries().filter((known) => known.id !== id));
}

/** Bytes that all galleries take, or null where the browser keeps nothing for this page. */
export async function bytesUsed() {
  const all = await storage();
  if (!all) return null;
  try {
    return await sizeOf(await all.getDirectoryHandle(TOP));
  } catch {
    // Nothing was kept yet, or it was just removed.
    return 0;
  }
}

/**
 * @param {FileSystemDirectoryHandle} folder
 * @returns {Promise<number>}
 */
async function sizeOf(folder) {
  let total = 0;
  for await (const handle of folder.values()) {
    try {
      if (handle.kind === "directory") total += await sizeOf(/** @type {FileSystemDirectoryHandle} */ (handle));
      else total += (await /** @type {FileSystemFileHandle} */ (handle).getFile()).size;
    } catch (error) {
      // Not every browser lets a file be looked at while the worker writes it: then it is there, however large.
      if (/** @type {Error} */ (error).name !== "NotFoundError") total += 1;
    }
  }
  return total;
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<any>}
 */
function transact(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(HANDLES);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      try {
        const transaction = database.transaction(HANDLES, mode);
        const request = act(transaction.objectStore(HANDLES));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      } catch (error) {
        // Not everything can be kept, and the store may be another's of that name.
        reject(error);
      } finally {
        // Waits for what is under way.
        database.close();
      }
    };
  });
}
