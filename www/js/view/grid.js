// The photos on the page: tiles in rows, of which only those near the window exist. The first tiles always do, in their
// order, for whoever reads the page without looking at it.

import { Talker } from "../lib/talker.js";
import { glide, placesOf } from "./gliding.js";
import { Rows } from "./rows.js";
import { TileShape } from "./tile-shape.js";
import { Tile } from "./tile.js";

/** @typedef {import("./tile.js").Entry} Entry */
/** @typedef {import("../gallery/photos.js").Photo} Photo */
/** @typedef {import("./rows.js").Line} Line */

/** Tiles that exist wherever the page is scrolled to. */
const PINNED = 60;
/** How much is prepared above and below, in heights of the window. */
const AHEAD = 0.8;
/** While the window moves faster than this, in pixels per millisecond, no photo is opened. */
const FAST = 4;

/**
 * Shows entries, and tells which is to be opened and which are picked.
 * @extends {Talker<{open: {index: number}, select: {index: number, range: boolean}}>}
 */
export class Grid extends Talker {
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Map<Photo, Tile>} */
  #tiles = new Map();
  #rows = new Rows();
  #shape = new TileShape();
  #shown = "";
  /** Rises with everything that changes tiles which stay where they are. */
  #edition = 0;
  #active = 0;
  #pending = 0;
  #last = { y: 0, time: 0 };

  /**
   * @param {HTMLElement} list
   * @param {{isSelected?: (photo: Photo) => boolean}} [page]
   */
  constructor(list, { isSelected = () => false } = {}) {
    super();
    this.list = list;
    this.isSelected = isSelected;
    addEventListener("scroll", () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#measure()).observe(list);
    list.addEventListener("keydown", (event) => this.#walk(event));
    list.addEventListener("focusin", ({ target }) => {
      const tile = tileOf(target);
      if (tile) this.#activate(Number(tile.dataset.index));
    });
    document.addEventListener("language", () => this.refresh());
  }

  get entries() {
    return this.#entries;
  }

  /**
   * Shows these entries in this order, with lines between them.
   * @param {Entry[]} entries
   * @param {Line[]} [breaks]
   */
  show(entries, breaks = []) {
    const before = placesOf(this.#tiles.values());
    const focused = this.list.contains(document.activeElement) ? this.#entries[this.#active]?.photo : null;
    this.#entries = entries;
    this.#rows.arrange(entries.length, breaks);
    this.#active = Math.max(0, focused ? entries.findIndex(({ photo }) => photo === focused) : 0);
    this.#layOut();
    glide(this.#tiles.values(), before);
  }

  /**
   * Adds entries at the end.
   * @param {Entry[]} entries
   */
  append(entries) {
    for (const entry of entries) this.#entries.push(entry);
    this.#rows.extend(this.#entries.length);
    this.#layOut();
  }

  /** Forgets all photos. */
  clear() {
    this.#entries = [];
    this.#rows.arrange(0, []);
    this.#active = 0;
    this.#tiles.clear();
    this.#shape.forget();
    this.list.replaceChildren();
    this.#measure();
  }

  /** Rewrites all that is shown: another language, another selection. */
  refresh() {
    this.#edition += 1;
    this.#shown = "";
    this.#render();
  }

  /**
   * Puts the keyboard on an entry's tile.
   * @param {number} index
   */
  focus(index) {
    if (!this.#entries[index]) return;
    this.#activate(index);
    const { height } = this.#rows.size;
    const { y } = this.#rows.place(index);
    const top = this.list.getBoundingClientRect().top + y;
    const hidden = this.#covered();
    if (top < hidden || top + height > innerHeight) {
      scrollBy({ top: top - hidden - (innerHeight - hidden - height) / 2, behavior: "instant" });
    }
    this.#render();
    this.#tiles.get(this.#entries[index].photo)?.button.focus({ preventScroll: true });
  }

  // ---- where everything is

  #measure() {
    const width = this.list.clientWidth;
    if (!width) return;
    this.#rows.fit(width, innerWidth, this.#shape.value);
    this.#layOut();
  }

  #layOut() {
    const { width, height, gap } = this.#rows.size;
    for (const [name, value] of Object.entries({ "--tile-width": width, "--tile-height": height, height: this.#rows.height })) {
      this.list.style.setProperty(name, `${value}px`);
    }
    this.list.style.setProperty("--gap", `${gap}px`);
    this.#edition += 1;
    this.#shown = "";
    this.#render();
  }

  /** Height of what sticks to the top of the window and hides tiles. */
  #covered() {
    const bar = document.getElementById("search");
    return bar && !bar.hidden ? bar.getBoundingClientRect().bottom : 0;
  }

  // ---- what exists

  #soon() {
    if (this.#pending) return;
    this.#pending = requestAnimationFrame(() => {
      this.#pending = 0;
      this.#render();
    });
  }

  #render() {
    const top = -this.list.getBoundingClientRect().top;
    const [first, end] = this.#rows.between(top - innerHeight * AHEAD, top + innerHeight * (1 + AHEAD));
    const now = performance.now();
    const speed = Math.abs(top - this.#last.y) / Math.max(1, now - this.#last.time);
    this.#last = { y: top, time: now };
    const shown = `${first} ${end} ${this.#active}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#build(first, end);
    }
    if (speed > FAST) setTimeout(() => this.#soon(), 120);
    else for (const tile of this.#tiles.values()) tile.load();
  }

  /**
   * @param {number} first
   * @param {number} end
   */
  #build(first, end) {
    // Moving an element takes the keyboard away from what is in it.
    const focused = document.activeElement;
    const held = focused instanceof HTMLElement && this.list.contains(focused) ? focused : null;
    const total = this.#entries.length;
    const wanted = new Set();
    for (let i = 0; i < Math.min(PINNED, total); i++) wanted.add(i);
    for (let i = first; i < end; i++) wanted.add(i);
    if (this.#active < total) wanted.add(this.#active);
    const order = [...wanted].sort((a, b) => a - b);

    const old = this.#tiles;
    this.#tiles = new Map();
    let cursor = this.list.firstChild;
    const put = (/** @type {Element} */ element) => {
      if (cursor === element) cursor = cursor.nextSibling;
      else this.list.insertBefore(element, cursor);
    };
    const { lines } = this.#rows;
    for (const index of order) {
      for (; lines.length && lines[0].from <= index; lines.shift()) put(this.#line(lines[0]));
      const entry = this.#entries[index];
      const tile = old.get(entry.photo) ?? this.#make(entry.photo);
      old.delete(entry.photo);
      this.#tiles.set(entry.photo, tile);
      if (tile.edition !== this.#edition) {
        tile.edition = this.#edition;
        tile.write(entry, {
          index,
          total,
          place: this.#rows.place(index),
          size: this.#rows.size,
          selected: this.isSelected(entry.photo),
          active: index === this.#active,
        });
      }
      put(tile.element);
    }
    while (cursor) {
      const next = cursor.nextSibling;
      cursor.remove();
      cursor = next;
    }
    if (held?.isConnected && held !== document.activeElement) held.focus({ preventScroll: true });
  }

  /** @param {Photo} photo */
  #make(photo) {
    const tile = new Tile(photo, { onShape: (shape) => this.#shape.learn(shape) && this.#measure() });
    const index = () => Number(tile.element.dataset.index);
    tile.button.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey) this.tell("select", { index: index(), range: false });
      else if (event.shiftKey) this.tell("select", { index: index(), range: true });
      else this.tell("open", { index: index() });
    });
    tile.box.addEventListener("click", (event) => this.tell("select", { index: index(), range: event.shiftKey }));
    return tile;
  }

  /** @param {{y: number, text: string}} line */
  #line({ y, text }) {
    const line = document.createElement("li");
    line.className = "divider";
    line.textContent = text;
    line.style.setProperty("transform", `translateY(${y}px)`);
    return line;
  }

  // ---- the keyboard

  /** @param {number} index */
  #activate(index) {
    if (index === this.#active) return;
    for (const place of [this.#active, index]) {
      this.#tiles.get(this.#entries[place]?.photo)?.reach(place === index);
    }
    this.#active = index;
  }

  /**
   * Arrow keys walk over the tiles; one stop of the Tab key is enough for all of them.
   * @param {KeyboardEvent} event
   */
  #walk(event) {
    if (!tileOf(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = this.#rows.walk(event.key, this.#active, innerHeight);
    if (to === undefined) return;
    event.preventDefault();
    this.focus(to);
  }
}

/**
 * The tile that an event comes from.
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
const tileOf = (target) => (target instanceof Element ? target.closest(".tile") : null);
