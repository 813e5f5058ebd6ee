// Why a photo matched: the words of the query, and for each where in the photo it looks.

import { drawHeat, isEven, meanMap } from "./heat.js";
import { lay } from "./lay.js";
import { t } from "../lib/i18n.js";
import { noteCause } from "../lib/trouble.js";

/** @typedef {import("./tile.js").Entry} Entry */
/** @typedef {import("../worker/engine.js").ReplyData<"explained">} Explained */

/** Fills `panel` with words and draws on `canvas`, which is laid over the part of the photo that was compared. */
export class ExplainPanel {
  #turn = 0;
  /** @type {{each: number[][], rows: number, columns: number} | null} */
  #maps = null;
  /** @type {number | null} */
  #pinned = null;

  /**
   * @param {HTMLElement} panel
   * @param {HTMLCanvasElement} canvas
   * @param {(entry: Entry, query: string) => Promise<Explained>} explain
   */
  constructor(panel, canvas, explain) {
    this.panel = panel;
    this.canvas = canvas;
    this.explain = explain;
    this.words = /** @type {HTMLElement} */ (panel.querySelector("[data-words]"));
    this.hint = /** @type {HTMLElement} */ (panel.querySelector("[data-hint]"));
    const ways = /** @type {const} */ ([["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]);
    for (const [event, enters] of ways) {
      this.words.addEventListener(event, (/** @type {PointerEvent | FocusEvent} */ { target, relatedTarget }) => {
        const word = wordOf(target);
        if (!word || (relatedTarget instanceof Node && word.contains(relatedTarget))) return;
        this.#light(enters ? Number(word.dataset.word) : this.#pinned);
      });
    }
    this.words.addEventListener("click", ({ target }) => {
      const word = wordOf(target);
      if (word) this.#pin(Number(word.dataset.word));
    });
  }

  /**
   * Explains an entry by a query; an empty query has nothing to explain.
   * @param {Entry} entry
   * @param {string} query
   */
  async show(entry, query) {
    const turn = ++this.#turn;
    this.#maps = null;
    this.#pinned = null;
    this.words.replaceChildren();
    this.#light(null);
    this.panel.hidden = !query;
    if (!query) return;
    this.hint.textContent = t("explain.looking");
    let answer;
    try {
      answer = await this.explain(entry, query);
    } catch (error) {
      noteCause("explain.failed", error);
      if (turn === this.#turn) this.hint.textContent = t("explain.failed");
      return;
    }
    if (turn === this.#turn) this.#fill(answer);
  }

  /** @param {Explained} explained */
  #fill({ words, wanted, rows, columns, maps, region }) {
    const size = rows * columns;
    const each = words.map((_, i) => Array.from(maps.subarray(i * size, (i + 1) * size)));
    this.#maps = { each, rows, columns };
    lay(this.canvas, region);
    this.hint.textContent = t(each.every(isEven) ? "explain.even" : "explain.hint");
    const buttons = words.map((text, i) => wordButton(text, i, wanted[i] ? "" : "unwanted"));
    if (words.length > 1) buttons.push(wordButton(t("explain.all"), words.length, "all"));
    if (words.length > 1) each.push(meanMap(each));
    this.words.replaceChildren(...buttons);
  }

  /** @param {number} word */
  #pin(word) {
    this.#pinned = this.#pinned === word ? null : word;
    for (const button of this.words.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.word) === this.#pinned));
    }
    this.#light(this.#pinned);
  }

  /** @param {number | null} word */
  #light(word) {
    const maps = this.#maps;
    const map = word === null ? undefined : maps?.each[word];
    this.canvas.classList.toggle("lit", map !== undefined);
    if (maps && map) drawHeat(this.canvas, map, maps.rows, maps.columns);
  }
}

/**
 * The word's button that an event comes from.
 * @param {EventTarget | null} target
 */
const wordOf = (target) => (target instanceof Element ? target.closest("button") : null);

/**
 * @param {string} text
 * @param {number} number
 * @param {string} className
 */
function wordButton(text, number, className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `word ${className}`;
  button.dataset.word = String(number);
  button.setAttribute("aria-pressed", "false");
  button.textContent = text;
  return button;
}
