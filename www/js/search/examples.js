// Sentences to try, in the language of the interface: those that fit the photos that are there.

import { currentLanguage, englishQueries, list } from "../lib/i18n.js";

/** Sentences shown at once. */
const SHOWN = 4;

/**
 * Says which photo fits each text best, and how well.
 * @typedef {(texts: string[]) => Promise<{indices: ArrayLike<number>, leads: ArrayLike<number>}>} Suggest
 */

/**
 * Fills `box` with example queries; `search(text)` is called with the chosen one. The answer is a function that chooses
 * again: `fit(suggest)` with `suggest(texts)` resolving to `{indices, leads}`, or nothing to go back to the first ones;
 * `fit.languages(codes)` says which languages the model knows.
 * @param {HTMLElement} box
 * @param {(text: string) => void} search
 */
export function setUpExamples(box, search) {
  /** @type {Suggest | null} */
  let suggest = null;
  let turn = 0;
  /** @type {string[] | null} */
  let known = null;
  const show = (/** @type {string[]} */ texts) =>
    box.replaceChildren(
      ...texts.map((text) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "chip";
        chip.textContent = text;
        chip.addEventListener("click", () => search(text));
        return chip;
      }),
    );
  const fill = async () => {
    // A language that the model does not know is none to search in.
    const texts = known && !known.includes(currentLanguage()) ? englishQueries : list("exampleQueries");
    const mine = ++turn;
    if (!suggest) return show(texts.slice(0, SHOWN));
    if (!box.childElementCount) show(texts.slice(0, SHOWN));
    try {
      const { indices, leads } = await suggest(texts);
      if (mine === turn) show(choose(texts, indices, leads));
    } catch {
      // The worker is gone; the sentences stay what they were.
    }
  };
  document.addEventListener("language", () => {
    box.replaceChildren();
    fill();
  });
  const fit = (/** @type {Suggest | null} */ ask) => {
    suggest = ask;
    return fill();
  };
  fit.languages = (/** @type {string[]} */ codes) => {
    known = codes;
    box.replaceChildren();
    return fill();
  };
  return fit;
}

/**
 * The sentences that stand out most, each for another photo.
 * @param {string[]} texts
 * @param {ArrayLike<number>} indices
 * @param {ArrayLike<number>} leads
 */
export function choose(texts, indices, leads) {
  const order = texts.map((_, i) => i).filter((i) => !Number.isNaN(leads[i]));
  order.sort((a, b) => leads[b] - leads[a]);
  const taken = new Set();
  const best = order.filter((i) => !taken.has(indices[i]) && taken.add(indices[i]));
  const rest = order.filter((i) => !best.includes(i));
  return [...best, ...rest].slice(0, SHOWN).map((i) => texts[i]);
}
