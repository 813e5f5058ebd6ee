// The photos that were picked, and what can be done with them.

import { t } from "../lib/i18n.js";
import { copyText } from "../lib/clipboard.js";
import { Talker } from "../lib/talker.js";
import { savePhotos } from "../lib/saving.js";

/** @typedef {import("../gallery/photos.js").Photo} Photo */
/** @typedef {{photo: Photo}} Entry */

/**
 * The bar is hidden while nothing is picked.
 * @extends {Talker<{change: undefined}>}
 */
export class Selection extends Talker {
  /** @type {Map<string, Photo>} */
  #picked = new Map();
  #anchor = 0;

  /** @param {HTMLElement} bar */
  constructor(bar) {
    super();
    this.bar = bar;
    /** @type {(name: string, act: () => void) => void} */
    const on = (name, act) => bar.querySelector(`[data-do="${name}"]`)?.addEventListener("click", act);
    on("save", () => this.save());
    on("copy", () => copyText(this.paths.join("\n")));
    on("clear", () => this.clear());
    document.addEventListener("language", () => this.#draw());
  }

  /** The picked photos, in the order of picking. */
  get photos() {
    return [...this.#picked.values()];
  }

  get paths() {
    return [...this.#picked.keys()];
  }

  has = (/** @type {Photo} */ photo) => this.#picked.has(photo.path);

  /**
   * Picks or drops one entry, or with `range` picks all from the last one to it.
   * @param {Entry[]} entries
   * @param {number} index
   * @param {boolean} range
   */
  toggle(entries, index, range) {
    const [from, to] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    this.#anchor = index;
    if (range) this.add(entries.slice(from, to + 1));
    else this.flip(entries[index].photo);
  }

  /**
   * Picks or drops one photo.
   * @param {Photo} photo
   */
  flip(photo) {
    if (!this.#picked.delete(photo.path)) this.#picked.set(photo.path, photo);
    this.#changed();
  }

  /**
   * Picks these entries.
   * @param {Entry[]} entries
   */
  add(entries) {
    for (const { photo } of entries) this.#picked.set(photo.path, photo);
    this.#changed();
  }

  clear() {
    this.#picked.clear();
    this.#anchor = 0;
    this.#changed();
  }

  async save() {
    this.bar.setAttribute("aria-busy", "true");
    await savePhotos(this.photos);
    this.bar.setAttribute("aria-busy", "false");
  }

  #changed() {
    this.#draw();
    this.tell("change", undefined);
  }

  #draw() {
    const n = this.#picked.size;
    this.bar.hidden = n === 0;
    const count = this.bar.querySelector("[data-count]");
    if (count) count.textContent = t("selected", { n });
  }
}
