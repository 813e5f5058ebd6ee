// One photo in the grid: a button that opens it, a box that selects it, rank and match.

import { number, percent, t } from "../lib/i18n.js";

/**
 * A photo as the grid shows it.
 * @typedef {Partial<import("../worker/ranking.js").Entry<any>> & {photo: import("../gallery/photos.js").Photo}} Entry
 */

/** A tile; `element` is the list item, `button` opens the photo, `box` selects it. */
export class Tile {
  #photo;
  #state = "new";
  /** @type {number[] | null} */
  #region = null;
  #size = { width: 1, height: 1 };

  /** Which edition of the grid it was written for. */
  edition = -1;

  /**
   * @param {import("../gallery/photos.js").Photo} photo
   * @param {{onShape: (shape: number) => void}} listeners
   */
  constructor(photo, { onShape }) {
    this.#photo = photo;
    this.onShape = onShape;
    this.element = document.createElement("li");
    this.element.className = "tile";
    this.element.dataset.file = photo.path;
    this.moving = part("div", "tile-body");
    this.button = document.createElement("button");
    this.button.className = "open";
    this.button.type = "button";
    this.button.title = photo.path;
    this.image = document.createElement("img");
    this.image.alt = "";
    this.image.decoding = "async";
    this.image.addEventListener("load", () => {
      this.image.classList.add("there");
      this.onShape(this.image.naturalWidth / this.image.naturalHeight);
      this.#frame();
    });
    // An address may have been given back before the image came to use it.
    this.image.addEventListener("error", () => (this.#state === "asked" ? this.#open("again") : this.#fail()));
    this.frame = part("span", "frame");
    this.box = document.createElement("input");
    this.box.type = "checkbox";
    this.box.className = "pick";
    this.badge = part("span", "badge");
    this.match = part("span", "match");
    this.value = part("span", "value");
    this.match.append(part("span", "meter"), this.value);
    this.nobody = part("span", "nobody");
    // The button's label says the same in words.
    for (const silent of [this.badge, this.match, this.nobody, this.frame]) silent.setAttribute("aria-hidden", "true");
    this.button.append(this.image, this.frame);
    this.moving.append(this.button, this.box, this.badge, this.nobody, this.match);
    this.element.append(this.moving);
  }

  /**
   * Shows an entry at its place.
   * @param {Entry} entry
   * @param {object} how
   * @param {number} how.index
   * @param {number} how.total
   * @param {{x: number, y: number}} how.place
   * @param {{width: number, height: number}} how.size
   * @param {boolean} how.selected
   * @param {boolean} how.active
   */
  write({ score, probability, region }, { index, total, place, size, selected, active }) {
    const ranked = score !== undefined;
    const { element } = this;
    if (ranked) element.dataset.score = String(score);
    else delete element.dataset.score;
    element.dataset.index = String(index);
    element.setAttribute("aria-setsize", String(total));
    element.setAttribute("aria-posinset", String(index + 1));
    element.style.setProperty("transform", `translate(${place.x}px, ${place.y}px)`);
    this.badge.textContent = number(index + 1);
    this.badge.hidden = !ranked;
    this.match.hidden = probability === undefined;
    if (probability !== undefined) {
      this.value.textContent = percent(probability);
      this.match.style.setProperty("--share", String(probability));
    }
    const { path: name, people } = this.#photo;
    element.dataset.people = String(people);
    this.nobody.hidden = people !== 0;
    this.nobody.textContent = t("tile.nobody");
    const key = probability !== undefined ? "tile.match" : ranked ? "tile.rank" : "tile.plain";
    const label = t(key, { rank: index + 1, name, percent: percent(probability ?? 0) });
    this.button.setAttribute("aria-label", people === 0 ? `${label}, ${t("tile.nobody")}` : label);
    this.box.setAttribute("aria-label", t("select", { name }));
    this.box.checked = selected;
    element.classList.toggle("selected", selected);
    this.reach(active);
    this.#region = region ?? null;
    if (region) element.dataset.region = region.join(" ");
    else delete element.dataset.region;
    this.#size = size;
    this.#frame();
  }

  /**
   * Whether the Tab key stops here.
   * @param {boolean} yes
   */
  reach(yes) {
    this.button.tabIndex = this.box.tabIndex = yes ? 0 : -1;
  }

  /** Opens the photo, once. */
  load() {
    if (this.#state !== "new") return;
    this.#open("asked");
  }

  /** @param {string} state */
  async #open(state) {
    this.#state = state;
    try {
      this.image.src = await this.#photo.address();
    } catch {
      this.#fail();
    }
  }

  #fail() {
    this.#state = "broken";
    this.element.classList.add("broken");
  }

  /** Frames the person that the photo counts by, and moves it into sight. */
  #frame() {
    const { naturalWidth, naturalHeight } = this.image;
    this.frame.hidden = !this.#region || !naturalWidth;
    if (!this.#region || !naturalWidth) {
      this.image.style.removeProperty("object-position");
      return;
    }
    const { width, height } = this.#size;
    const [x, y, w, h] = this.#region;
    const scale = Math.max(width / naturalWidth, height / naturalHeight);
    const [wide, high] = [naturalWidth * scale, naturalHeight * scale];
    /** @type {(room: {tile: number, photo: number}, centre: number) => number} */
    const centred = (room, centre) => Math.min(0, Math.max(room.tile - room.photo, room.tile / 2 - centre));
    const left = centred({ tile: width, photo: wide }, (x + w / 2) * wide);
    const top = centred({ tile: height, photo: high }, (y + h / 2) * high);
    this.image.style.setProperty("object-position", `${left}px ${top}px`);
    const place = { left: left + x * wide, top: top + y * high, width: w * wide, height: h * high };
    for (const [name, value] of Object.entries(place)) this.frame.style.setProperty(name, `${value}px`);
  }
}

/**
 * @param {string} tag
 * @param {string} className
 */
function part(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
