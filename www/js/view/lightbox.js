// One photo, large: its path, why it matched, what can be done with it. The arrow keys walk through the grid's order.

import { canCopyPhotos, copyPhoto, copyText } from "../lib/clipboard.js";
import { OutOfReach } from "../gallery/photos.js";
import { number, percent, t } from "../lib/i18n.js";
import { lay } from "./lay.js";
import { part } from "../lib/part.js";
import { savePhotos } from "../lib/saving.js";
import { Talker } from "../lib/talker.js";
import { noteCause } from "../lib/trouble.js";
import { ExplainPanel } from "./explain.js";

/** A small photo is enlarged up to this much; beyond, it would be nothing but squares. */
const LARGEST = 4;

/** @typedef {import("./tile.js").Entry} Entry */

/**
 * The viewer tells the entry whose like is wanted, which was picked, and on which it was closed. Places would mean nothing:
 * the list that it was opened on may have given way to another.
 * @extends {Talker<{similar: {entry: Entry}, select: {entry: Entry}, close: {entry: Entry}}>}
 */
export class Lightbox extends Talker {
  /** @type {Entry[]} */
  #entries = [];
  #index = 0;
  #query = "";

  /**
   * @param {object} page
   * @param {(entry: Entry, query: string) => Promise<import("./explain.js").Explained>} page.explain
   * @param {(photo: import("../gallery/photos.js").Photo) => boolean} page.isSelected
   */
  constructor({ explain, isSelected }) {
    super();
    this.isSelected = isSelected;
    this.dialog = part("lightbox");
    this.image = part("lightbox-image");
    this.frame = part("lightbox-frame");
    this.stage = part("lightbox-stage");
    /** What the stage has room in. */
    this.room = /** @type {HTMLElement} */ (this.stage.parentElement);
    this.picked = part("lightbox-pick");
    this.explainPanel = new ExplainPanel(part("explain"), part("heat"), explain);
    this.#wire();
  }

  /**
   * Opens on an entry of the list; `query` is what it was found by, if by words.
   * @param {Entry[]} entries
   * @param {number} index
   * @param {string} query
   */
  open(entries, index, query) {
    this.#entries = entries;
    this.#query = query;
    this.dialog.showModal();
    this.#show(index);
  }

  get isOpen() {
    return this.dialog.open;
  }

  #wire() {
    const entry = () => this.#entries[this.#index];
    /** @type {(id: string, act: () => void) => void} */
    const on = (id, act) => part(id).addEventListener("click", act);
    on("previous", () => this.#step(-1));
    on("next", () => this.#step(1));
    on("lightbox-copy-path", () => copyText(entry().photo.path));
    part("lightbox-copy").hidden = !canCopyPhotos();
    on("lightbox-copy", () => copyPhoto(entry().photo));
    on("lightbox-save", () => savePhotos([entry().photo]));
    on("lightbox-similar", () => {
      const chosen = entry();
      this.dialog.close();
      this.tell("similar", { entry: chosen });
    });
    this.picked.addEventListener("change", () => this.tell("select", { entry: entry() }));
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") this.#step(-1);
      if (event.key === "ArrowRight") this.#step(1);
    });
    // A click beside the photo closes, as everyone expects.
    this.dialog.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.matches("#lightbox, figure, .room")) this.dialog.close();
    });
    this.dialog.addEventListener("close", () => {
      this.image.removeAttribute("src");
      this.tell("close", { entry: entry() });
    });
    this.image.addEventListener("load", () => this.#fit());
    this.image.addEventListener("error", () => this.#fail("photo.gone"));
    new ResizeObserver(() => this.#fit()).observe(this.room);
    document.addEventListener("language", () => this.isOpen && this.#describe());
  }

  /** @param {number} index */
  async #show(index) {
    this.#index = index;
    const entry = this.#entries[index];
    part("previous").disabled = index === 0;
    part("next").disabled = index === this.#entries.length - 1;
    this.stage.hidden = true;
    this.#describe();
    this.explainPanel.show(entry, this.#query);
    const current = () => this.isOpen && this.#entries[this.#index] === entry;
    try {
      const address = await entry.photo.fullAddress();
      if (current()) this.image.src = address;
    } catch (error) {
      noteCause("photo.gone", error);
      if (current()) this.#fail(error instanceof OutOfReach ? "photo.away" : "photo.gone");
    }
  }

  /** @param {string} key the text that says why there is no photo to be seen */
  #fail(key) {
    if (this.isOpen) part("lightbox-score").textContent = t(key);
  }

  #describe() {
    const { photo, score, probability } = this.#entries[this.#index];
    const rank = this.#index + 1;
    part("lightbox-name").textContent = photo.name;
    part("lightbox-path").textContent = photo.path;
    this.image.alt = photo.path;
    part("lightbox-score").textContent =
      probability !== undefined
        ? t("score.match", { rank, percent: percent(probability) })
        : score !== undefined
          ? t("score.similar", { rank, value: number(score, { maximumFractionDigits: 2 }) })
          : "";
    const people = part("lightbox-people");
    people.hidden = photo.people !== 0 && !photo.leftOut;
    people.textContent = photo.leftOut
      ? t("photo.crowd", { n: photo.people + photo.leftOut })
      : t("photo.nobody");
    this.picked.checked = this.isSelected(photo);
  }

  /** Makes the stage as large as the photo is shown, so that everything laid over it can speak in shares of it. */
  #fit() {
    const { naturalWidth: width, naturalHeight: height } = this.image;
    if (!this.isOpen || !width) return;
    const scale = Math.min(this.room.clientWidth / width, this.room.clientHeight / height, LARGEST);
    this.stage.style.setProperty("width", `${width * scale}px`);
    this.stage.style.setProperty("height", `${height * scale}px`);
    const region = this.#entries[this.#index].region;
    this.frame.hidden = !region;
    if (region) lay(this.frame, region);
    this.stage.hidden = false;
  }

  /** @param {number} by */
  #step(by) {
    const place = this.#index + by;
    if (place >= 0 && place < this.#entries.length) this.#show(place);
  }
}
