// The photos that were picked, and what can be done with them.

import { t } from "../lib/i18n.js";
import { copyText } from "../lib/clipboard.js";
import { savePhotos } from "../lib/saving.js";

/** Events: `change`. The bar is hidden while nothing is picked. */
export class Selection extends EventTarget {
  #picked = new Map();
  #anchor = 0;

  constructor(bar) {
    super();
    this.bar = bar;
    const button = (name) => bar.querySelector(`[data-do="${name}"]`);
    button("save").addEventListener("click", () => this.save());
    button("copy").addEventListener("click", () => copyText(this.paths.join("\n")));
    button("clear").addEventListener("click", () => this.clear());
    document.addEventListener("language", () => this.#draw());
  }

  /** The picked photos, in the order of picking. */
  get photos() {
    return [...this.#picked.values()];
  }

  get paths() {
    return [...this.#picked.keys()];
  }

  has = (photo) => this.#picked.has(photo.path);

  /** Picks or drops one entry, or with `range` picks all from the last one to it. */
  toggle(entries, index, range) {
    if (range) {
      const [from, to] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
      for (const { photo } of entries.slice(from, to + 1)) this.#picked.set(photo.path, photo);
    } else {
      const { photo } = entries[index];
      if (!this.#picked.delete(photo.path)) this.#picked.set(photo.path, photo);
    }
    this.#anchor = index;
    this.#changed();
  }

  /** Picks these entries. */
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
    this.bar.ariaBusy = "true";
    await savePhotos(this.photos);
    this.bar.ariaBusy = "false";
  }

  #changed() {
    this.#draw();
    this.dispatchEvent(new CustomEvent("change"));
  }

  #draw() {
    const n = this.#picked.size;
    this.bar.hidden = n === 0;
    this.bar.querySelector("[data-count]").textContent = t("selected", { n });
  }
}
