// The page: wires the ways in, the worker, the search and the grid.

import { askedDevice, setUpDeviceLinks, showDevice, showNoDevice } from "./device.js";
import { Engine, EngineLost } from "./engine.js";
import { setUpExamples } from "./examples.js";
import { Gallery } from "./gallery.js";
import { Grid } from "./grid.js";
import { LANGUAGES, currentLanguage, preferredLanguage, useLanguage } from "./i18n.js";
import { setUpIntake } from "./intake.js";
import { openLightbox } from "./lightbox.js";
import { hideProgress, setUpProgress, showDownload, showIndexing, showWaiting } from "./progress.js";
import { Search } from "./search.js";
import { addSkipped, clearSkipped } from "./skipped.js";
import { isDoing, note, say } from "./status.js";
import { setUpTheme } from "./theme.js";

/** While photos come in, a shown ranking is refreshed this often, in milliseconds. */
const REFRESH = 3000;

const part = (id) => document.getElementById(id);
const results = part("results");
const box = part("query");

const engine = new Engine();
const gallery = new Gallery(engine);
const search = new Search(engine, part("search-form"), box);
const grid = new Grid(results, part("more"), (index) =>
  openLightbox(grid.entries, index, (last) => grid.focus(last)),
);

let batch = 8;
let takes = 0;
/** Files of the folder that are no photos. */
let others = [];
let refreshed = 0;
/** Why the worker was started again on the CPU. */
let crash = null;

// ---- the worker

engine.addEventListener("download", ({ detail }) => showDownload(detail));
engine.addEventListener("starting", () => {
  showWaiting();
  say("status.starting");
});

engine.addEventListener("ready", ({ detail }) => {
  batch = detail.batch;
  showDevice({ ...detail, fallback: crash ?? detail.fallback });
  hideProgress();
  note({ ready: true });
  if (gallery.photos.length) index();
  else say("status.ready");
});

engine.addEventListener("failed", ({ detail }) => {
  hideProgress();
  note({ searching: false, ready: false });
  const onCpu = document.body.dataset.device === "cpu" || askedDevice() === "cpu";
  if ((detail.stage === "panic" || detail.stage === "compute") && !onCpu && !crash) {
    crash = { reason: "crashed", detail: detail.values.message };
    say("fallback.crashed", {}, "warn");
    engine.start("cpu");
    return;
  }
  gallery.stop();
  note({ failed: true, indexing: false });
  showNoDevice();
  for (const button of document.querySelectorAll(".choose, #load-sample")) button.disabled = true;
  say(detail.key, detail.values, "error");
});

// ---- photos

setUpIntake(take);

async function take(coming, { sample = false } = {}) {
  // Without a model there is nothing that photos could be given to; the reason stays on the page.
  if (isDoing("failed")) return;
  const turn = ++takes;
  const busy = gallery.indexing !== null;
  note({ indexing: true });
  say("status.looking");
  let found;
  try {
    found = await coming;
  } catch (error) {
    note({ indexing: busy });
    say(sample ? "error.sample" : "error.folder", { message: error.message }, "warn");
    return;
  }
  if (turn !== takes) return;
  const strangers = found.others.map((path) => ({ path, reason: "not-image", detail: "" }));
  if (found.photos.length === 0) {
    // The gallery that is shown stays.
    if (gallery.photos.length === 0) {
      clearSkipped();
      addSkipped(strangers);
    }
    note({ indexing: busy });
    say("status.noPhotos", { n: strangers.length }, "warn");
    return;
  }
  search.forget();
  note({ searching: false });
  gallery.replace(found.photos);
  others = strangers;
  clearSkipped();
  addSkipped(others);
  grid.clear();
  showOrder("", false);
  enterGallery();
  if (isDoing("ready")) index();
  else say("status.waiting", { n: found.photos.length });
}

function enterGallery() {
  if (document.body.dataset.view === "gallery") return;
  document.body.dataset.view = "gallery";
  part("welcome").hidden = true;
  // The input stays in reach of automation when the welcome goes.
  document.querySelector("main").prepend(part("folder-input"));
  part("search").hidden = false;
  part("another").hidden = false;
  if (!matchMedia("(pointer: coarse)").matches) box.focus();
}

async function index() {
  note({ indexing: true });
  showIndexing({ done: 0, total: gallery.photos.length });
  say("status.indexing", { n: gallery.photos.length });
  grid.clear();
  clearSkipped();
  addSkipped(others);
  try {
    await gallery.index(batch);
  } catch (error) {
    // A lost worker has told its own story.
    if (!(error instanceof EngineLost)) throw error;
  }
}

gallery.addEventListener("batch", ({ detail: { entries, skipped } }) => {
  addSkipped(skipped);
  if (!search.text) grid.append(entries.map((photo) => ({ photo })));
  else if (!isDoing("searching") && performance.now() - refreshed > REFRESH) search.now();
});

gallery.addEventListener("progress", ({ detail }) => {
  showIndexing(detail);
  // The batch that was under way when the button was pressed has come in.
  if (gallery.indexing.isPaused) say("status.paused", { n: gallery.known.length });
});

gallery.addEventListener("end", ({ detail: { complete } }) => {
  hideProgress();
  note({ indexing: false });
  sayGallery(complete);
  if (search.text && gallery.known.length) search.now();
});

setUpProgress({
  isPaused: () => gallery.indexing?.isPaused ?? false,
  pause: () => {
    gallery.indexing?.pause();
    say("status.paused", { n: gallery.known.length });
  },
  resume: () => {
    gallery.indexing?.resume();
    say("status.indexing", { n: gallery.photos.length });
  },
  cancel: () => gallery.indexing?.cancel(),
});

function sayGallery(complete) {
  const n = gallery.known.length;
  if (n === 0 && complete) say("status.noneReadable", {}, "warn");
  else if (complete) say("status.indexed", { n }, "good");
  else say("status.stopped", { n, total: gallery.photos.length });
}

// ---- search

search.addEventListener("search", () => {
  refreshed = performance.now();
  note({ searching: true });
  say("status.searching");
});

search.addEventListener("ranking", ({ detail: { text, ranked } }) => {
  const { order, scores, reranked, probabilities, last } = ranked;
  const entries = Array.from(order, (place, rank) => ({
    photo: gallery.known[place],
    score: scores[rank],
    probability: rank < reranked ? probabilities[rank] : undefined,
  }));
  grid.show(entries);
  showOrder(text, reranked > 0);
  const total = entries.length;
  if (total === 0) say("status.nothingYet", {}, "warn");
  else if (reranked > 0) say("status.reranked", { n: reranked, total }, "good");
  else say("status.first", { n: Math.min(32, total), total });
  if (last) note({ searching: false });
});

search.addEventListener("refused", ({ detail: { message } }) => {
  note({ searching: false });
  say("status.refused", { message }, "warn");
});

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
  grid.show(gallery.known.map((photo) => ({ photo })));
  showOrder("", false);
  if (!gallery.indexing) sayGallery(gallery.known.length === gallery.photos.length);
}

/** Notes which query the order on the page belongs to. */
function showOrder(query, reranked) {
  results.dataset.query = query;
  results.dataset.reranked = reranked;
  results.classList.toggle("ranked", query !== "");
}

setUpExamples(part("examples"), (text) => {
  box.value = text;
  search.now();
});

// ---- language, light, device; then start

const languages = part("language");
languages.append(...Object.entries(LANGUAGES).map(([code, name]) => new Option(name, code)));
languages.addEventListener("change", () => useLanguage(languages.value, { keep: true }));
document.addEventListener("language", () => (languages.value = currentLanguage()));

setUpTheme(part("theme"));
setUpDeviceLinks();
window.biirra = Object.freeze({ features: () => engine.features() });

// A popover closes when one goes on elsewhere.
addEventListener("click", ({ target }) => {
  for (const open of document.querySelectorAll("details.popover[open]")) {
    if (!open.contains(target)) open.open = false;
  }
});
addEventListener("keydown", ({ key }) => {
  const open = key === "Escape" && document.querySelector("details.popover[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

engine.start(askedDevice());
await useLanguage(preferredLanguage());
