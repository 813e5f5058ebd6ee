// Where every tile of the grid is: in rows as wide as the list, with lines of text between groups of them. Numbers alone;
// what is drawn at them is the grid's business.

/**
 * A line before the entry `at`.
 * @typedef {{at: number, text: string}} Line
 */
/**
 * Entries between two lines; `y` is the height of the line before them or, where there is none, of the first tile.
 * @typedef {{from: number, to: number, y: number, text: string}} Group
 */

/** Height of a line between tiles, in pixels. */
const LINE = 52;
/** A window that is not wider than this is a phone's. */
const NARROW = 620;
/** Width over height above which a tile is a picture of a scene and not of one person. */
const WIDE = 0.9;

/** The rows of a list. */
export class Rows {
  /** Size of a tile, and the gap between two. */
  size = { width: 100, height: 160, gap: 10 };

  #columns = 1;
  #count = 0;
  /** @type {Line[]} */
  #breaks = [];
  /** @type {Group[]} */
  #groups = [];

  /** The groups that begin with a line. */
  get lines() {
    return this.#groups.filter(({ text }) => text);
  }

  /** Height of everything. */
  get height() {
    return this.#count ? this.place(this.#count - 1).y + this.size.height : 0;
  }

  /**
   * Chooses columns and tiles for a list and a window of these widths.
   * @param {number} width
   * @param {number} windowWidth
   * @param {number} shape width of a tile over its height
   */
  fit(width, windowWidth, shape) {
    const narrow = windowWidth <= NARROW;
    const least = Math.min(148, Math.max(104, windowWidth * 0.11)) * (shape > WIDE ? 1.5 : 1);
    const gap = narrow ? 8 : Math.min(14, Math.max(8, windowWidth * 0.01));
    this.#columns = narrow
      ? shape > WIDE ? 2 : 3
      : Math.max(1, Math.floor((width + gap) / (least + gap)));
    const tile = (width - gap * (this.#columns - 1)) / this.#columns;
    this.size = { width: tile, height: tile / shape, gap };
    this.#group();
  }

  /**
   * Arranges so many entries, with these lines between them.
   * @param {number} count
   * @param {Line[]} breaks
   */
  arrange(count, breaks) {
    this.#count = count;
    this.#breaks = breaks.filter(({ at }) => at < count);
    this.#group();
  }

  /**
   * Makes it so many entries; those that are new follow the last one, without a line.
   * @param {number} count
   */
  extend(count) {
    this.#count = count;
    this.#group();
  }

  #group() {
    this.#groups = [];
    let y = 0;
    let from = 0;
    let text = "";
    const close = (/** @type {number} */ to) => {
      if (to > from || text) this.#groups.push({ from, to, y, text });
      y += (text ? LINE : 0) + Math.ceil((to - from) / this.#columns) * this.#step;
    };
    for (const line of this.#breaks) {
      close(line.at);
      from = line.at;
      text = line.text;
    }
    close(this.#count);
  }

  /** From the top of a row to that of the next. */
  get #step() {
    return this.size.height + this.size.gap;
  }

  /**
   * The place of an entry's tile.
   * @param {number} index
   */
  place(index) {
    const group = this.#groups.find(({ from, to }) => index >= from && index < to) ?? { from: 0, y: 0, text: "" };
    const inside = index - group.from;
    return {
      x: (inside % this.#columns) * (this.size.width + this.size.gap),
      y: group.y + (group.text ? LINE : 0) + Math.floor(inside / this.#columns) * this.#step,
    };
  }

  /**
   * The entries whose tiles lie between two heights of the list: the first, and the one behind the last.
   * @param {number} top
   * @param {number} bottom
   * @returns {[first: number, end: number]}
   */
  between(top, bottom) {
    const spans = [];
    for (const { from, to, y, text } of this.#groups) {
      const start = y + (text ? LINE : 0);
      const first = from + Math.max(0, Math.floor((top - start) / this.#step)) * this.#columns;
      const end = from + Math.max(0, Math.ceil((bottom - start) / this.#step)) * this.#columns;
      if (first < Math.min(end, to)) spans.push([first, Math.min(end, to)]);
    }
    return spans.length ? [spans[0][0], spans[spans.length - 1][1]] : [0, 0];
  }

  /**
   * Where a key leads from an entry, be there one or not; undefined for a key that leads nowhere.
   * @param {string} key
   * @param {number} index
   * @param {number} windowHeight
   * @returns {number | undefined}
   */
  walk(key, index, windowHeight) {
    const page = Math.max(1, Math.floor(windowHeight / this.#step)) * this.#columns;
    const last = this.#count - 1;
    /** @type {Record<string, number>} */
    const ways = {
      ArrowLeft: index - 1,
      ArrowRight: index + 1,
      ArrowUp: index - this.#columns,
      ArrowDown: index + this.#columns,
      PageUp: Math.max(0, index - page),
      PageDown: Math.min(last, index + page),
      Home: 0,
      End: last,
    };
    return ways[key];
  }
}
