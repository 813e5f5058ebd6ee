// Everything about results: the query box with its history and examples, the grid, the viewer, what was picked.

import { setUpExamples } from "../search/examples.js";
import { Grid } from "./grid.js";
import { History } from "../search/history.js";
import { currentLanguage, namesOf, t } from "../lib/i18n.js";
import { Lightbox } from "./lightbox.js";
import { part } from "../lib/part.js";
import { fitting, isLikely, judged, linesOf } from "../search/relevance.js";
import { saveRanking } from "../lib/saving.js";
import { Search } from "../search/search.js";
import { Selection } from "./selection.js";
import { isDoing, note, say } from "../lib/status.js";

/** While photos come in, a shown ranking is refreshed this often, in milliseconds. */
const REFRESH = 3000;

/**
 * @typedef {import("./tile.js").Entry} Entry
 * @typedef {import("../gallery/photos.js").Photo} Photo
 * @typedef {import("../worker/protocol").Refused} Refused
 */

/**
 * Wires the results; `onAll` is called when the query is gone and the folder is shown in its own order again.
 * @param {object} page
 * @param {import("../worker/engine.js").Engine} page.engine
 * @param {import("../gallery/gallery.js").Gallery} page.gallery
 * @param {() => void} page.onAll
 */
export function setUpResults({ engine, gallery, onAll }) {
  const results = part("results");
  const box = part("query");
  const search = new Search(engine, part("search-form"), box, (photo) => gallery.known.indexOf(photo));
  const selection = new Selection(part("selection"));
  const grid = new Grid(results, { isSelected: selection.has });
  const history = new History(box, part("history"), () => search.now());
  const lightbox = new Lightbox({
    isSelected: selection.has,
    explain: (entry, text) => engine.explain(entry, text),
  });
  const fitExamples = setUpExamples(part("examples"), (text) => {
    box.value = text;
    search.now();
  });
  let refreshed = 0;
  /** The description that was sent by Enter or by the button. */
  let sent = "";
  /** The viewer has asked for this ranking: the keyboard goes to its first photo. */
  let landing = false;
  /** @type {import("../search/search.js").Answer | null} */
  let shown = null;
  /** Why the text in the box has no ranking. @type {Refused | null} */
  let refusal = null;
  /** Codes of the languages that the model knows. @type {string[]} */
  let languages = [];

  // ---- a search

  search.addEventListener("search", ({ detail: { depth } }) => {
    refreshed = performance.now();
    refusal = null;
    // Another question came between: the keyboard stays where one types.
    if (!search.similar) landing = false;
    note({ searching: true });
    say(search.similar ? "status.searching" : depth > 32 ? "status.deeper" : "status.searching", { n: depth });
  });

  search.addEventListener("ranking", ({ detail }) => {
    const { text, similar, ranking } = detail;
    const { entries, last } = ranking;
    // An open viewer keeps the list that it was opened on.
    grid.show(entries, linesOf(entries));
    shown = detail;
    if (landing) {
      landing = false;
      scrollTo({ top: 0, behavior: "instant" });
      grid.focus(0);
    }
    showOrder(text, ranking.reranked > 0);
    results.dataset.similar = similar?.photo.path ?? "";
    sayRanking(detail);
    if (last) note({ searching: false });
    if (!last || !text) return;
    if (text === sent) history.add(text);
    else keepLater(text);
  });

  /** @param {import("../search/search.js").Answer} answer */
  function sayRanking({ similar, ranking, depth }) {
    const { entries, last } = ranking;
    const total = entries.length;
    const n = fitting(entries);
    if (total === 0) say("status.nothingYet", {}, "warn");
    else if (similar) say("status.similar", { name: similar.photo.name });
    else if (n === null && last) say("status.ordered", { n: total });
    else if (n === null) say("status.first", { n: Math.min(depth, gallery.known.length), total });
    else say(!n ? "status.none" : isLikely(entries) ? "status.likely" : "status.maybe", { n, total }, "good");
  }

  /**
   * The words of the query that the model does not know.
   * @param {string[]} words
   */
  function showUnknown(words) {
    const line = part("unknown-words");
    line.hidden = words.length === 0;
    if (line.hidden) return;
    const [before, after] = t("unknown").split("{words}");
    const marks = words.flatMap((word, place) => {
      const mark = document.createElement("mark");
      mark.textContent = word;
      return place ? [" ", mark] : [mark];
    });
    line.replaceChildren(before, ...marks, after);
  }

  search.addEventListener("refused", ({ detail: { reason } }) => {
    showAll();
    refusal = reason;
    sayRefusal();
  });

  function sayRefusal() {
    results.dataset.refused = refusal ?? "";
    if (refusal) say(`refused.${refusal}`, { languages: namesOf(languages) }, "warn");
  }

  search.addEventListener("clear", showAll);
  search.addEventListener("empty", () => {
    showAll();
    say("query.empty", {}, "warn");
    box.focus();
  });

  /** No query: the folder in its own order. */
  function showAll() {
    note({ searching: false });
    if (document.body.dataset.view !== "gallery") return;
    shown = null;
    grid.show(gallery.known.map((photo) => ({ photo })));
    showOrder("", false);
    onAll();
  }

  /**
   * Notes which query the order on the page belongs to, and offers what goes with it.
   * @param {string} query
   * @param {boolean} reranked
   */
  function showOrder(query, reranked) {
    results.dataset.query = query;
    results.dataset.reranked = String(reranked);
    results.dataset.similar = "";
    const similar = search.similar;
    results.classList.toggle("ranked", shown !== null);
    part("ranking-bar").hidden = shown === null || grid.entries.length === 0;
    part("deeper").hidden = !reranked || judged(grid.entries) >= gallery.known.length;
    part("deeper").textContent = t("deeper", { n: Math.min(search.nextDepth, gallery.known.length) });
    part("pick-likely").hidden = !fitting(grid.entries);
    part("pick-likely").textContent = t("select.likely", { n: fitting(grid.entries) ?? 0 });
    showUnknown(shown?.ranking.unknown ?? []);
    results.dataset.refused = "";
    part("similar-note").hidden = !similar;
    if (similar) showSimilar(similar);
  }

  /** @param {Entry} entry */
  async function showSimilar({ photo }) {
    part("similar-name").textContent = t("similar.title", { name: photo.name });
    part("similar-end").textContent = t(search.text ? "similar.back" : "similar.end");
    const address = await photo.address().catch(() => "icon.svg");
    if (search.similar?.photo === photo) part("similar-image").src = address;
  }

  /** A description is worth keeping when it has an answer, and one has sent it, stays with it or opens a photo by it. */
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let keeping;
  /** @param {string} text */
  function keepLater(text) {
    clearTimeout(keeping);
    keeping = setTimeout(() => search.text === text && history.add(text), 2000);
  }
  part("search-form").addEventListener("submit", () => (sent = search.text));

  // ---- photos under one's hands

  grid.addEventListener("open", ({ detail: { index } }) => {
    if (!search.similar) history.add(search.text);
    lightbox.open(grid.entries, index, shown && !shown.similar ? shown.text : "");
  });
  grid.addEventListener("select", ({ detail: { index, range } }) => selection.toggle(grid.entries, index, range));
  lightbox.addEventListener("select", ({ detail: { entry } }) => selection.flip(entry.photo));
  lightbox.addEventListener("close", ({ detail: { entry } }) => {
    grid.focus(grid.entries.findIndex(({ photo }) => photo === entry.photo));
  });
  lightbox.addEventListener("similar", ({ detail: { entry } }) => {
    landing = true;
    search.like(entry);
  });
  selection.addEventListener("change", () => grid.refresh());

  part("deeper").addEventListener("click", () => search.deeper());
  part("pick-likely").addEventListener("click", () => selection.add(grid.entries.slice(0, fitting(grid.entries) ?? 0)));
  part("similar-end").addEventListener("click", () => search.now());
  for (const format of /** @type {const} */ (["csv", "json"])) {
    part(`export-${format}`).addEventListener("click", () => {
      const query = shown?.similar ? { similar: shown.similar.photo.path } : shown?.text;
      saveRanking(format, grid.entries, query);
    });
  }
  /** Where the model does not know the language of the page, the box says which ones it knows. */
  function askIn() {
    if (!languages.length || languages.includes(currentLanguage())) return;
    box.placeholder = t("query.languages", { languages: namesOf(languages) });
  }
  document.addEventListener("language", () => {
    askIn();
    sayRefusal();
    if (!shown) return;
    grid.show(grid.entries, linesOf(grid.entries));
    showOrder(shown.text, shown.ranking.reranked > 0);
  });

  return {
    box,
    /**
     * The model is there and knows these languages.
     * @param {string[]} codes
     */
    languages(codes) {
      languages = codes;
      askIn();
      fitExamples.languages(codes);
    },
    /** Another folder: nothing of the old one stays. */
    forget() {
      search.forget();
      selection.clear();
      note({ searching: false });
      shown = null;
      grid.clear();
      showOrder("", false);
      fitExamples(null);
    },
    /** Photos were taken out: the others have other indices. */
    moved() {
      if (search.isOn && gallery.known.length) search.again();
      else showAll();
    },
    /**
     * New photos are there.
     * @param {Photo[]} photos
     */
    added(photos) {
      if (!search.isOn) grid.append(photos.map((photo) => ({ photo })));
      else if (!isDoing("searching") && performance.now() - refreshed > REFRESH) search.again();
    },
    /** All photos are there. */
    complete() {
      if (!gallery.known.length) return;
      if (search.isOn) search.again();
      fitExamples((texts) => engine.suggest(texts));
    },
    /** The worker starts over: its indices mean nothing any more. */
    restart() {
      shown = null;
      grid.clear();
      if (search.similar) search.forget();
    },
  };
}
