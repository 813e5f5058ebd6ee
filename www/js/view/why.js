// Why a photo matched: the words of the query, and for each where in the photo it looks.

import { drawHeat, isEven, meanMap } from "./heat.js";
import { t } from "../lib/i18n.js";
import { noteCause } from "../lib/trouble.js";

/** Fills `panel` with words and draws on `canvas`, which covers the part of the photo that was compared. */
export class Why {
  #turn = 0;
  #maps = null;
  #pinned = null;

  constructor(panel, canvas, explain) {
    Object.assign(this, { panel, canvas, explain });
    this.words = panel.querySelector("[data-words]");
    this.hint = panel.querySelector("[data-hint]");
    for (const [event, enters] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      this.words.addEventListener(event, ({ target, relatedTarget }) => {
        const word = target.closest("button");
        if (!word || word.contains(relatedTarget)) return;
        this.#light(enters ? Number(word.dataset.word) : this.#pinned);
      });
    }
    this.words.addEventListener("click", ({ target }) => {
      const word = target.closest("button");
      if (word) this.#pin(Number(word.dataset.word));
    });
  }

  /** Explains an entry by a query; an empty query has nothing to explain. */
  async show(entry, query) {
    const turn = ++this.#turn;
    this.#maps = null;
    this.#pinned = null;
    this.words.replaceChildren();
    this.#light(null);
    this.panel.hidden = !query;
    if (!query) return;
    this.hint.textContent = t("why.looking");
    let answer;
    try {
      answer = await this.explain(entry, query);
    } catch (error) {
      noteCause("why.failed", error);
      if (turn === this.#turn) this.hint.textContent = t("why.failed");
      return;
    }
    if (turn === this.#turn) this.#fill(answer);
  }

  #fill({ words, wanted, rows, columns, maps }) {
    const size = rows * columns;
    const each = words.map((_, i) => Array.from(maps.subarray(i * size, (i + 1) * size)));
    this.#maps = { each, rows, columns };
    this.hint.textContent = t(each.every(isEven) ? "why.even" : "why.hint");
    const buttons = words.map((text, i) => wordButton(text, i, wanted[i] ? "" : "unwanted"));
    if (words.length > 1) buttons.push(wordButton(t("why.all"), words.length, "all"));
    if (words.length > 1) each.push(meanMap(each));
    this.words.replaceChildren(...buttons);
  }

  #pin(word) {
    this.#pinned = this.#pinned === word ? null : word;
    for (const button of this.words.children) {
      button.setAttribute("aria-pressed", Number(button.dataset.word) === this.#pinned);
    }
    this.#light(this.#pinned);
  }

  #light(word) {
    const map = word === null ? undefined : this.#maps?.each[word];
    this.canvas.classList.toggle("lit", map !== undefined);
    if (map) drawHeat(this.canvas, map, this.#maps.rows, this.#maps.columns);
  }
}

function wordButton(text, number, className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `word ${className}`;
  button.dataset.word = number;
  button.setAttribute("aria-pressed", "false");
  button.textContent = text;
  return button;
}
