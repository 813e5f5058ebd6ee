// Which galleries are kept on this computer, and the way back to their folders.
//
// The galleries themselves lie in the browser's private storage, one folder each; here is the list of them. Folder handles
// can only be kept in IndexedDB; with one, a later visit asks for the folder again by a single click.

import { recall, remember } from "../lib/memory.js";
import { recognise, sampleOf } from "./identity.js";
import { TOP } from "./thumbnails.js";

const KEY = "galleries";
const DATABASE = "bi-irra";
const HANDLES = "folders";

/**
 * The kept galleries `{id, name, folder, count, used, sample}`, the last used first. `name` is for people, `folder` that of
 * the folder, `sample` what it is known again by.
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

const write = (list) => remember(KEY, list.length ? JSON.stringify(list) : null);

/** The gallery of the folder `{photos, handle}` with this name; begins one if there is none. */
export async function galleryOf(folder, found) {
  const all = galleries();
  const namesakes = all.filter((known) => (known.folder ?? known.name) === folder);
  const known = await recognise(
    namesakes.map((gallery) => ({ ...gallery, handle: () => handleOf(gallery.id) })),
    found,
  );
  if (known) return all.find(({ id }) => id === known.id);
  const isTaken = (name) => all.some((other) => other.name === name);
  let name = folder;
  for (let number = 2; isTaken(name); number++) name = `${folder} (${number})`;
  return { id: newId(), name, folder, count: 0, used: 0 };
}

/**
 * Notes that a gallery was used and how many photos it has; it becomes the last used. `photos` are what it is known again
 * by; without them that stays as it is.
 */
export function noteGallery({ id, name, folder }, count, photos = []) {
  const all = galleries();
  const before = all.find((known) => known.id === id);
  const sample = photos.length ? sampleOf(photos) : before?.sample;
  const noted = { id, name, folder: folder ?? before?.folder ?? name, count, used: Date.now(), sample };
  write([noted, ...all.filter((known) => known.id !== id)]);
}

/** Keeps the way back to a gallery's folder. */
export async function keepHandle(id, handle) {
  await transact("readwrite", (store) => store.put(handle, id)).catch(() => {});
}

/** The handle of a gallery's folder, or null. */
export async function handleOf(id) {
  return (await transact("readonly", (store) => store.get(id)).catch(() => null)) ?? null;
}

/** Removes everything that is kept of all galleries. The worker must have closed its own. */
export async function clearShelf() {
  write([]);
  await transact("readwrite", (store) => store.clear()).catch(() => {});
  const top = await navigator.storage?.getDirectory?.().catch(() => null);
  await top?.removeEntry(TOP, { recursive: true }).catch((error) => {
    if (error.name !== "NotFoundError") throw error;
  });
}

/** Removes one gallery. */
export async function removeGallery(id) {
  write(galleries().filter((known) => known.id !== id));
  await transact("readwrite", (store) => store.delete(id)).catch(() => {});
  const top = await navigator.storage.getDirectory();
  const folder = await top.getDirectoryHandle(TOP);
  await folder.removeEntry(id, { recursive: true });
}

/** Bytes that all galleries take, or null where the browser does not say. */
export async function bytesUsed() {
  try {
    const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(TOP);
    return await sizeOf(top);
  } catch (error) {
    return error.name === "NotFoundError" ? 0 : null;
  }
}

async function sizeOf(folder) {
  let total = 0;
  for await (const handle of folder.values()) {
    total += handle.kind === "directory" ? await sizeOf(handle) : (await handle.getFile()).size;
  }
  return total;
}

function transact(mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(HANDLES);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(HANDLES, mode);
      const request = act(transaction.objectStore(HANDLES));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}
