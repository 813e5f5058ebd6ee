// From whatever a visitor gives us - a file input, a drop, a folder handle, the sample - to one list of photos. Nothing
// is read here: a photo knows how to open itself when its turn comes.

import { yielder, sortCalmly } from "../lib/scheduler.js";
import clutter from "./clutter.js";
import { isPicture } from "./kind.js";
import { Addresses } from "./thumbnails.js";
import { upright } from "./upright.js";

/** Names that are believed until the file is read; of all others the content is looked at first. */
const IMAGE = /\.(jpe?g?|jfif|png|webp|gif|bmp|avif|hei[cf])$/i;
/** Files looked into side by side. */
const SIDE_BY_SIDE = 64;

/** The photo is known from an earlier visit, and its folder was not chosen in this one. */
export class OutOfReach extends Error {}

/** Addresses of small pictures; the longest unused are given back. */
const addresses = new Addresses();

/** @typedef {() => Promise<Blob>} Open gives a file */
/**
 * What a visitor gave: photos, paths of other files, the name of the folder (null for what is never kept), and its handle.
 * @typedef {{photos: Photo[], others: string[], name: string | null, handle?: FileSystemDirectoryHandle | null}} Found
 */

/** A photo in the chosen folder, or one that is known from an earlier visit. */
export class Photo {
  /** @type {Open | null} */
  #open;
  /** Where it lies on a server; null for a file. @type {string | null} */
  #address;
  /** An address of the file that was made for this page. @type {Promise<string> | null} */
  #made = null;

  /** Size of the file that was read into the index. @type {number | null} */
  size = null;
  /** Time of its last change. @type {number | null} */
  modified = null;
  /** How many people in it are searched; 0 if nobody was found, -1 if it is searched as a whole for another reason. */
  people = -1;
  /** How many more were found than are searched. */
  leftOut = 0;
  /** Gives the kept small picture; null where there is none. @type {Open | null} */
  thumbnail = null;

  /**
   * @param {string} path
   * @param {Open | null} open null where the file is out of reach
   * @param {string | null} [address]
   */
  constructor(path, open, address = null) {
    this.path = path;
    this.#open = open;
    this.#address = address;
  }

  /** The name without its folders. */
  get name() {
    return this.path.slice(this.path.lastIndexOf("/") + 1);
  }

  /** Whether the file itself can be opened in this visit. */
  get inReach() {
    return this.#open !== null;
  }

  /**
   * Takes the way to the file from another photo of the same path.
   * @param {Photo} other
   */
  reach(other) {
    this.#open = other.#open;
    this.#address ??= other.#address;
  }

  /**
   * The file.
   * @returns {Promise<Blob>}
   */
  open() {
    return this.#open ? this.#open() : Promise.reject(new OutOfReach(this.path));
  }

  /** The file, or the small picture where the file is out of reach. */
  async openOrThumbnail() {
    try {
      return await this.open();
    } catch (error) {
      if (!this.thumbnail) throw error;
      return this.thumbnail();
    }
  }

  /** An address that an <img> in a tile can show: the small picture where there is one. */
  async address() {
    return this.thumbnail ? addresses.of(this, this.thumbnail) : this.#fileAddress();
  }

  /** An address of the photo in its full size, as far as it is in reach. */
  async fullAddress() {
    if (!this.inReach) return this.address();
    try {
      return await this.#fileAddress();
    } catch {
      return this.address();
    }
  }

  /** One address however often it is asked for: each that is made must be given back. */
  #fileAddress() {
    if (this.#address) return this.#address;
    const making = (this.#made ??= this.open().then(upright).then((file) => URL.createObjectURL(file)));
    // The file may be there again when it is asked for once more.
    making.catch(() => this.#made === making && (this.#made = null));
    return making;
  }

  /** Gives the addresses back when the photo leaves the page. */
  release() {
    this.#made?.then(URL.revokeObjectURL, () => {});
    this.#made = null;
    addresses.forget(this);
  }
}

/**
 * A pattern of the list as a regular expression.
 * @param {string} pattern
 */
const expression = (pattern) =>
  pattern.replace(/[\\^$.+()[\]{}|]/g, "\\$&").replaceAll("*", "[^/]*").replaceAll("?", "[^/]");
const CLUTTER = new RegExp(`(^|/)(${clutter.map(expression).join("|")})(/|$)`, "is");

/**
 * Whether a path within the chosen folder leads to what systems leave there: it is passed over without a word.
 * @param {string} path
 */
export const isClutter = (path) => CLUTTER.test(path);

/**
 * By code point: the same order on every machine.
 * @param {string} a
 * @param {string} b
 */
const inOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Sorts paths, each with the way to its file, into photos and other files.
 * @param {Iterable<[string, Open]> | AsyncIterable<[string, Open]>} found
 */
async function sortOut(found) {
  /** @type {Photo[]} */
  const photos = [];
  /** @type {string[]} */
  const others = [];
  /** @type {[string, Open][]} */
  const uncertain = [];
  const yieldIfDue = yielder();
  for await (const [path, open] of found) {
    await yieldIfDue();
    if (isClutter(path)) continue;
    if (IMAGE.test(path)) photos.push(new Photo(path, open));
    else uncertain.push([path, open]);
  }
  for (let first = 0; first < uncertain.length; first += SIDE_BY_SIDE) {
    const portion = uncertain.slice(first, first + SIDE_BY_SIDE);
    const pictures = await Promise.all(portion.map(([, open]) => open().then(isPicture, () => false)));
    for (const [place, [path, open]] of portion.entries()) {
      if (pictures[place]) photos.push(new Photo(path, open));
      else others.push(path);
    }
    await yieldIfDue();
  }
  return {
    photos: await sortCalmly(photos, (a, b) => inOrder(a.path, b.path)),
    others: await sortCalmly(others, inOrder),
  };
}

/** @param {string} path */
const topOf = (path) => path.slice(0, Math.max(0, path.indexOf("/")));
/** @param {string} path */
const withoutTop = (path) => path.slice(path.indexOf("/") + 1);

/**
 * The files of a file input; their paths begin below the chosen folder.
 * @param {File[]} files
 * @returns {Promise<Found>}
 */
export async function fromFileList(files) {
  /** @returns {Generator<[string, Open]>} */
  const paths = function* () {
    for (const file of files) {
      yield [file.webkitRelativePath ? withoutTop(file.webkitRelativePath) : file.name, async () => file];
    }
  };
  return { ...(await sortOut(paths())), name: topOf(files[0]?.webkitRelativePath ?? "") };
}

/**
 * The files below a folder handle.
 * @param {FileSystemDirectoryHandle} top
 * @returns {Promise<Found>}
 */
export async function fromDirectoryHandle(top) {
  /** @returns {AsyncGenerator<[string, Open]>} */
  async function* found() {
    /** @type {[string, FileSystemDirectoryHandle][]} */
    const folders = [["", top]];
    for (let next = folders.pop(); next; next = folders.pop()) {
      const [path, folder] = next;
      for await (const [name, handle] of folder.entries()) {
        const inside = path + name;
        // A NAS has more thumbnails than photos: not even listed.
        if (handle.kind !== "directory") yield [inside, () => /** @type {FileSystemFileHandle} */ (handle).getFile()];
        else if (!isClutter(inside)) folders.push([`${inside}/`, /** @type {FileSystemDirectoryHandle} */ (handle)]);
      }
    }
  }
  return { ...(await sortOut(found())), name: top.name, handle: top };
}

/**
 * What was dropped: a folder, several, or single files. Call it within the event, before anything is awaited.
 * @param {DataTransfer} transfer
 * @returns {Promise<Found>}
 */
export async function fromDrop(transfer) {
  /** @typedef {DataTransferItem & {getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>}} Item */
  const items = /** @type {Item[]} */ (Array.from(transfer.items));
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null).filter((entry) => entry !== null);
  // A single folder is the chosen folder; of several, each keeps its name in the paths.
  const strip = entries.length === 1 && entries[0].isDirectory;
  // A handle lets a later visit ask for the same folder again.
  const handle = strip ? items[0].getAsFileSystemHandle?.().catch(() => null) : null;
  /** @returns {AsyncGenerator<[string, Open]>} */
  async function* found() {
    const waiting = [...entries];
    for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
      const path = entry.fullPath.replace(/^\//, "");
      const inside = strip ? withoutTop(path) : path;
      if (entry.isDirectory) {
        const isTop = strip && entry === entries[0];
        if (isTop || !isClutter(inside)) waiting.push(...(await childrenOf(/** @type {FileSystemDirectoryEntry} */ (entry))));
      } else {
        const file = /** @type {FileSystemFileEntry} */ (entry);
        yield [inside, () => new Promise((open, fail) => file.file(open, fail))];
      }
    }
  }
  const top = /** @type {FileSystemDirectoryHandle | null | undefined} */ (await handle);
  return { ...(await sortOut(found())), name: strip ? entries[0].name : "", handle: top };
}

/**
 * All children of a folder; the browser hands them out in portions. A folder that cannot be read has none.
 * @param {FileSystemDirectoryEntry} folder
 */
async function childrenOf(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const children = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const portion = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (portion.length === 0) return children;
    children.push(...portion);
  }
}

/**
 * The sample gallery that lies beside the page.
 * @returns {Promise<Found>}
 */
export async function fromSample() {
  const folder = new URL("sample/", document.baseURI);
  const response = await fetch(new URL("sample.json", folder));
  if (!response.ok) throw new Error(`sample.json: ${response.status}`);
  /** @type {{files: string[]}} */
  const { files } = await response.json();
  const photos = files.map((path) => {
    const address = new URL(path, folder).href;
    const open = async () => {
      const photo = await fetch(address);
      if (!photo.ok) throw new Error(`${photo.status}`);
      return photo.blob();
    };
    return new Photo(path, open, address);
  });
  return { photos, others: [], name: null };
}
