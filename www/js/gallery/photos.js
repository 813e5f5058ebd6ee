// From whatever a visitor gives us - a file input, a drop, a folder handle, the sample - to one list of photos. Nothing
// is read here: a photo knows how to open itself when its turn comes.

import { breather, sortCalmly } from "../lib/breathe.js";
import { t } from "../lib/i18n.js";
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

/** A photo in the chosen folder, or one that is known from an earlier visit. */
export class Photo {
  #open;
  #address;
  #full = null;

  constructor(path, open, address = null) {
    this.path = path;
    this.#open = open;
    this.#address = address;
    /** Size and time of the file that was read into the index. */
    this.size = this.modified = null;
    /** Gives the kept small picture as a blob; null where there is none. */
    this.thumbnail = null;
  }

  /** The name without its folders. */
  get name() {
    return this.path.slice(this.path.lastIndexOf("/") + 1);
  }

  /** Whether the file itself can be opened in this visit. */
  get inReach() {
    return this.#open !== null;
  }

  /** Takes the way to the file from another photo of the same path. */
  reach(other) {
    this.#open = other.#open;
    this.#address ??= other.#address;
  }

  /** The file. */
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
    if (this.thumbnail) return addresses.of(this, this.thumbnail);
    this.#address ??= URL.createObjectURL(await upright(await this.open()));
    return this.#address;
  }

  /** An address of the photo in its full size, as far as it is in reach. */
  async fullAddress() {
    if (this.#address || !this.inReach) return this.address();
    try {
      this.#full ??= URL.createObjectURL(await upright(await this.open()));
      return this.#full;
    } catch {
      return this.address();
    }
  }

  /** Gives the addresses back when the photo leaves the page. */
  release() {
    for (const address of [this.#address, this.#full]) if (address?.startsWith("blob:")) URL.revokeObjectURL(address);
    this.#address = this.#full = null;
    addresses.forget(this);
  }
}

/** A pattern of the list as a regular expression. */
const expression = (pattern) =>
  pattern.replace(/[\\^$.+()[\]{}|]/g, "\\$&").replaceAll("*", "[^/]*").replaceAll("?", "[^/]");
const CLUTTER = new RegExp(`(^|/)(${clutter.map(expression).join("|")})(/|$)`, "is");

/** Whether a path within the chosen folder leads to what systems leave there: it is passed over without a word. */
export const isClutter = (path) => CLUTTER.test(path);

/** By code point: the same order on every machine. */
const inOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts `[path, open]` pairs into photos and other files. */
async function sortOut(found) {
  const photos = [];
  const others = [];
  const uncertain = [];
  const breathe = breather();
  for await (const [path, open] of found) {
    await breathe();
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
    await breathe();
  }
  return {
    photos: await sortCalmly(photos, (a, b) => inOrder(a.path, b.path)),
    others: await sortCalmly(others, inOrder),
  };
}

const topOf = (path) => path.slice(0, Math.max(0, path.indexOf("/")));
const withoutTop = (path) => path.slice(path.indexOf("/") + 1);

/** The files of a file input; their paths begin below the chosen folder. */
export async function fromFileList(files) {
  const paths = function* () {
    for (const file of files) {
      yield [file.webkitRelativePath ? withoutTop(file.webkitRelativePath) : file.name, async () => file];
    }
  };
  return { ...(await sortOut(paths())), name: topOf(files[0]?.webkitRelativePath ?? "") };
}

/** The files below a folder handle. */
export async function fromDirectoryHandle(top) {
  async function* found() {
    const folders = [["", top]];
    for (let next = folders.pop(); next; next = folders.pop()) {
      const [path, folder] = next;
      for await (const [name, handle] of folder.entries()) {
        const inside = path + name;
        // A NAS has more thumbnails than photos: not even listed.
        if (handle.kind === "directory") isClutter(inside) || folders.push([`${inside}/`, handle]);
        else yield [inside, () => handle.getFile()];
      }
    }
  }
  return { ...(await sortOut(found())), name: top.name, handle: top };
}

/** What was dropped: a folder, several, or single files. Call it within the event, before anything is awaited. */
export async function fromDrop(transfer) {
  const items = Array.from(transfer.items);
  const entries = items.map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  // A single folder is the chosen folder; of several, each keeps its name in the paths.
  const strip = entries.length === 1 && entries[0].isDirectory;
  // A handle lets a later visit ask for the same folder again.
  const handle = strip ? items[0].getAsFileSystemHandle?.().catch(() => null) : null;
  async function* found() {
    const waiting = [...entries];
    for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
      const path = entry.fullPath.replace(/^\//, "");
      const inside = strip ? withoutTop(path) : path;
      if (entry.isDirectory) {
        if (entry === entries[0] || !isClutter(inside)) waiting.push(...(await childrenOf(entry)));
      } else {
        const file = entry;
        yield [inside, () => new Promise((open, fail) => file.file(open, fail))];
      }
    }
  }
  return { ...(await sortOut(found())), name: strip ? entries[0].name : "", handle: await handle };
}

/** All children of a folder; the browser hands them out in portions. A folder that cannot be read has none. */
async function childrenOf(folder) {
  const reader = folder.createReader();
  const children = [];
  for (;;) {
    const portion = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (portion.length === 0) return children;
    children.push(...portion);
  }
}

/** The sample gallery that lies beside the page. */
export async function fromSample() {
  const folder = new URL("sample/", document.baseURI);
  const response = await fetch(new URL("sample.json", folder));
  if (!response.ok) throw new Error(`sample.json: ${response.status}`);
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
