// Small pictures in the browser's storage, and their addresses for <img>.

/** The folder of everything that this page keeps; src/web/storage.rs writes it. */
export const TOP = "bi-irra";

/** One file of small pictures, which the worker writes and the page reads. */
export class Thumbnails {
  /** @type {Promise<File> | null} */
  #file = null;

  /**
   * @param {string} gallery name of the folder
   * @param {string} name name of the file
   */
  constructor(gallery, name) {
    this.gallery = gallery;
    this.name = name;
  }

  /**
   * The bytes from `offset` on, as a blob of their own.
   * @param {number} offset
   * @param {number} length
   */
  async read(offset, length) {
    for (let tries = 0; ; tries++) {
      try {
        // The file is seen as it was when it was opened: what was written since needs another look.
        const isStale = tries > 0 || !this.#file || (await this.#file).size < offset + length;
        const file = isStale || !this.#file ? (this.#file = this.#open()) : this.#file;
        const bytes = await (await file).slice(offset, offset + length).arrayBuffer();
        if (bytes.byteLength === length) return new Blob([bytes]);
        throw new Error("the small picture is cut off");
      } catch (error) {
        this.#file = null;
        if (tries >= 3) throw error;
      }
    }
  }

  async #open() {
    const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(TOP);
    const folder = await top.getDirectoryHandle(this.gallery);
    return (await folder.getFileHandle(this.name)).getFile();
  }
}

/** Addresses in use at most; tiles beyond that ask again. */
const MOST = 2000;

/** Addresses of blobs that are read when they are needed; the longest unused ones are given back. */
export class Addresses {
  /** @type {Map<unknown, Promise<string>>} */
  #known = new Map();

  /**
   * The address for `owner`, whose blob `read` gives.
   * @param {unknown} owner
   * @param {() => Promise<Blob>} read
   */
  of(owner, read) {
    const known = this.#known.get(owner) ?? read().then((blob) => URL.createObjectURL(blob));
    // Put at the end: the first of the map is the longest unused.
    this.#known.delete(owner);
    this.#known.set(owner, known);
    known.catch(() => this.#known.delete(owner));
    if (this.#known.size > MOST) this.forget(this.#known.keys().next().value);
    return known;
  }

  /**
   * Gives an address back.
   * @param {unknown} owner
   */
  forget(owner) {
    this.#known.get(owner)?.then(URL.revokeObjectURL, () => {});
    this.#known.delete(owner);
  }
}
