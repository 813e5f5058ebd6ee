// The photos on the page: tiles in rows, of which only those near the window exist. The first tiles always do, in their
// order, for whoever reads the page without looking at it.

import { Talker } from "../lib/talker.js";
import { Tile } from "./tile.js";

/** @typedef {import("./tile.js").Entry} Entry */
/** @typedef {import("../gallery/photos.js").Photo} Photo */
/** @typedef {{at: number, text: string}} Line a line before the entry `at` */

/** Tiles that exist wherever the page is scrolled to. */
const PINNED = 60;
/** How much is prepared above and below, in heights of the window. */
const AHEAD = 0.8;
/** Height of a line between tiles, in pixels. */
const LINE = 52;
/** Photos whose shape decides the shape of the tiles. */
const SHAPES = 9;
/** Tiles that glide to their new place when an order changes; more would be noise. */
const GLIDING = 40;
/** While the window moves faster than this, in pixels per millisecond, no photo is opened. */
const FAST = 4;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Shows entries, and tells which is to be opened and which are picked.
 * @extends {Talker<{open: {index: number}, select: {index: number, range: boolean}}>}
 */
export class Grid extends Talker {
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Line[]} */
  #breaks = [];
  /** @type {Map<Photo, Tile>} */
  #tiles = new Map();
  /** @type {number[]} */
  #shapes = [];
  #shape = 0.6;
  #columns = 1;
  #size = { width: 100, height: 160, gap: 10 };
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
    const before = calm.matches ? new Map() : this.#places();
    const focused = this.list.contains(document.activeElement) ? this.#entries[this.#active]?.photo : null;
    this.#entries = entries;
    this.#breaks = breaks.filter(({ at }) => at < entries.length);
    this.#active = Math.max(0, focused ? entries.findIndex(({ photo }) => photo === focused) : 0);
    this.#layOut();
    this.#glide(before);
  }

  /**
   * Adds entries at the end.
   * @param {Entry[]} entries
   */
  append(entries) {
    for (const entry of entries) this.#entries.push(entry);
    this.#layOut();
  }

  /** Forgets all photos. */
  clear() {
    this.#entries = [];
    this.#breaks = [];
    this.#active = 0;
    this.#tiles.clear();
    this.#shapes = [];
    this.#shape = 0.6;
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
    const { y } = this.#place(index);
    const top = this.list.getBoundingClientRect().top + y;
    const hidden = this.#covered();
    if (top < hidden || top + this.#size.height > innerHeight) {
      scrollBy({ top: top - hidden - (innerHeight - hidden - this.#size.height) / 2, behavior: "instant" });
    }
    this.#render();
    this.#tiles.get(this.#entries[index].photo)?.button.focus({ preventScroll: true });
  }

  // ---- where everything is

  #measure() {
    const width = this.list.clientWidth;
    if (!width) return;
    const narrow = innerWidth <= 620;
    const least = Math.min(148, Math.max(104, innerWidth * 0.11)) * (this.#shape > 0.9 ? 1.5 : 1);
    const gap = narrow ? 8 : Math.min(14, Math.max(8, innerWidth * 0.01));
    this.#columns = narrow
      ? this.#shape > 0.9 ? 2 : 3
      : Math.max(1, Math.floor((width + gap) / (least + gap)));
    const tile = (width - gap * (this.#columns - 1)) / this.#columns;
    this.#size = { width: tile, height: tile / this.#shape, gap };
    this.#layOut();
  }

  #layOut() {
    const { width, height, gap } = this.#size;
    const end = this.#entries.length ? this.#place(this.#entries.length - 1).y + height : 0;
    for (const [name, value] of Object.entries({ "--tile-width": width, "--tile-height": height, height: end })) {
      this.list.style.setProperty(name, `${value}px`);
    }
    this.list.style.setProperty("--gap", `${gap}px`);
    this.#edition += 1;
    this.#shown = "";
    this.#render();
  }

  /** The groups of entries between lines: `{from, to, y, text}`, y being that of the line or of the first tile. */
  #groups() {
    const row = this.#size.height + this.#size.gap;
    /** @type {{from: number, to: number, y: number, text: string}[]} */
    const groups = [];
    let y = 0;
    let from = 0;
    let text = "";
    const close = (/** @type {number} */ to) => {
      if (to > from || text) groups.push({ from, to, y, text });
      y += (text ? LINE : 0) + Math.ceil((to - from) / this.#columns) * row;
    };
    for (const line of this.#breaks) {
      close(line.at);
      from = line.at;
      text = line.text;
    }
    close(this.#entries.length);
    return groups;
  }

  /** @param {number} index */
  #place(index) {
    const { width, height, gap } = this.#size;
    const group = this.#groups().find(({ from, to }) => index >= from && index < to) ?? { from: 0, y: 0, text: "" };
    const inside = index - group.from;
    return {
      x: (inside % this.#columns) * (width + gap),
      y: group.y + (group.text ? LINE : 0) + Math.floor(inside / this.#columns) * (height + gap),
    };
  }

  /**
   * The entries whose tiles lie between two heights of the list: the first, and the one behind the last.
   * @param {number} top
   * @param {number} bottom
   * @returns {[first: number, end: number]}
   */
  #between(top, bottom) {
    const row = this.#size.height + this.#size.gap;
    const spans = [];
    for (const { from, to, y, text } of this.#groups()) {
      const start = y + (text ? LINE : 0);
      const first = from + Math.max(0, Math.floor((top - start) / row)) * this.#columns;
      const end = from + Math.max(0, Math.ceil((bottom - start) / row)) * this.#columns;
      if (first < Math.min(end, to)) spans.push([first, Math.min(end, to)]);
    }
    return spans.length ? [spans[0][0], spans[spans.length - 1][1]] : [0, 0];
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
    const [first, end] = this.#between(top - innerHeight * AHEAD, top + innerHeight * (1 + AHEAD));
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
    const lines = this.#groups().filter(({ text }) => text);
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
          place: this.#place(index),
          size: this.#size,
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
    const tile = new Tile(photo, { onShape: (shape) => this.#learnShape(shape) });
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

  /**
   * Cut-outs of single people are tall, holiday photos are wide: the first photos decide what fits.
   * @param {number} shape
   */
  #learnShape(shape) {
    if (this.#shapes.length >= SHAPES) return;
    this.#shapes.push(shape);
    const sorted = [...this.#shapes].sort((a, b) => a - b);
    const median = Math.min(1.25, Math.max(0.5, sorted[Math.floor(sorted.length / 2)]));
    if (Math.abs(median - this.#shape) < 0.01) return;
    this.#shape = median;
    this.#measure();
  }

  // ---- keyboard and motion

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
    const page = Math.max(1, Math.floor(innerHeight / (this.#size.height + this.#size.gap))) * this.#columns;
    const last = this.#entries.length - 1;
    /** @type {Record<string, number>} */
    const ways = {
      ArrowLeft: this.#active - 1,
      ArrowRight: this.#active + 1,
      ArrowUp: this.#active - this.#columns,
      ArrowDown: this.#active + this.#columns,
      PageUp: Math.max(0, this.#active - page),
      PageDown: Math.min(last, this.#active + page),
      Home: 0,
      End: last,
    };
    const to = ways[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to >= 0 && to <= last) this.focus(to);
  }

  #places() {
    const tiles = [...this.#tiles.values()].slice(0, GLIDING);
    return new Map(tiles.map((tile) => [tile, tile.element.getBoundingClientRect()]));
  }

  /** @param {Map<Tile, DOMRect>} before */
  #glide(before) {
    for (const tile of [...this.#tiles.values()].slice(0, GLIDING)) {
      const old = before.get(tile);
      const now = tile.element.getBoundingClientRect();
      if (!old) {
        if (before.size) tile.button.animate({ opacity: [0, 1] }, { duration: 250, easing: "ease-out" });
      } else if (old.x !== now.x || old.y !== now.y) {
        const from = `translate(${old.x - now.x}px, ${old.y - now.y}px)`;
        tile.moving.animate({ transform: [from, "none"] }, { duration: 380, easing: "cubic-bezier(.2,.8,.2,1)" });
      }
    }
  }
}

/**
 * The tile that an event comes from.
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
const tileOf = (target) => (target instanceof Element ? target.closest(".tile") : null);
