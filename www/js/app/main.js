// The page: wires the ways in, the worker, the search and the grid.

import { askedDevice, setUpDeviceLinks, showDevice, showNoDevice } from "./device.js";
import { Engine, EngineLost } from "../worker/engine.js";
import { Gallery } from "../gallery/gallery.js";
import { LANGUAGES, currentLanguage, preferredLanguage, t, useLanguage } from "../lib/i18n.js";
import { givesFolders, setUpFilePicker } from "../gallery/file-picker.js";
import { setUpOffline } from "./offline.js";
import { fromDirectoryHandle } from "../gallery/photos.js";
import { setUpPrivacy } from "./privacy.js";
import { setUpProfile } from "./profile.js";
import { hideProgress, setUpProgress, showDownload, showIndexing, showWaiting } from "./progress.js";
import { setUpPeople } from "../view/people.js";
import { setUpResults } from "../view/results.js";
import { galleries, galleryOf, handleOf, keepHandle, noteGallery } from "../gallery/saved-galleries.js";
import { addSkipped, clearSkipped } from "../gallery/skipped.js";
import { isDoing, note, remark, say } from "../lib/status.js";
import { part } from "../lib/part.js";
import { noteCause, whyNotKept } from "../lib/trouble.js";
import { noteTrouble, setUpStorage, showStorage } from "../gallery/storage.js";
import { setUpTheme } from "./theme.js";

/** @typedef {import("../gallery/saved-galleries.js").SavedGallery} SavedGallery */
/** @typedef {FileSystemDirectoryHandle & {queryPermission?: Function, requestPermission?: Function}} Folder */

const engine = new Engine();
const gallery = new Gallery(engine);
const results = setUpResults({ engine, gallery, onAll: () => !gallery.indexing && sayGallery(isComplete) });
const people = setUpPeople();

let takes = 0;
/** Files of the folder that are no photos. @type {import("../gallery/skipped.js").LeftOut[]} */
let others = [];
/** Whether everything in the folder was read. */
let isComplete = true;
/** Why the worker was started again on the CPU. @type {{reason: "crashed", detail: string} | null} */
let crash = null;
/** How often the GPU was lost. */
let losses = 0;
/** The way back to the folder of the kept gallery, which the visitor has to allow. @type {Folder | null} */
let folderHandle = null;
/** Milliseconds between two looks at what is kept while photos are read. */
const ACCOUNT_EVERY = 10_000;
/** When that was. */
let accounted = 0;
/** Milliseconds until a gallery that another tab has open is asked for again. */
const KNOCK_AGAIN = 2000;
/** Whether another tab has the kept gallery open, which was to be shown here. */
let isElsewhere = false;

// ---- the worker

engine.addEventListener("download", ({ detail }) => showDownload(detail));
engine.addEventListener("starting", () => {
  showWaiting();
  if (!gallery.known.length) say("status.starting");
});

// A new worker knows nothing: a kept gallery is opened while the model is on its way.
engine.addEventListener("started", () => {
  gallery.forgetWorker();
  const saved = gallery.saved ?? (gallery.photos ? null : galleries()[0]);
  if (saved) openKept(saved);
});

engine.addEventListener("ready", ({ detail }) => {
  results.languages(detail.languages);
  showDevice({ ...detail, fallback: crash ?? detail.fallback });
  hideProgress();
  people.finds(detail.findsPeople);
  note({ ready: true });
  if (gallery.photos) index();
  else if (gallery.known.length) {
    sayKept();
    results.complete();
  } else say("status.ready");
  setUpOffline();
});

engine.addEventListener("failed", ({ detail }) => {
  hideProgress();
  note({ searching: false, ready: false });
  if (goesOn(detail)) return;
  gallery.stop();
  note({ failed: true, indexing: false });
  showNoDevice();
  for (const button of document.querySelectorAll("button.choose, #load-sample")) button.setAttribute("disabled", "");
  say(detail.key, detail.values ?? {}, "error");
});

/**
 * After trouble with the GPU: tries it once more when it was lost, then goes on with the processor.
 * @param {{stage: string}} failure
 */
function goesOn({ stage }) {
  const onCpu = document.body.dataset.device === "cpu" || askedDevice() === "cpu";
  if (stage === "device-lost" && ++losses === 1) {
    remark("fallback.lost");
    engine.start(askedDevice());
    return true;
  }
  if (!["panic", "compute", "device-lost"].includes(stage) || onCpu || crash) return false;
  crash = { reason: "crashed", detail: "" };
  say("fallback.crashed", {}, "warn");
  engine.start("cpu");
  return true;
}

// ---- galleries of earlier visits

/**
 * Opens a kept gallery; its photos show at once.
 * @param {SavedGallery} saved
 */
async function openKept(saved) {
  try {
    await gallery.open(saved);
  } catch (error) {
    if (!(error instanceof EngineLost)) throw error;
  }
}

gallery.addEventListener("restored", ({ detail: { entries, skipped } }) => {
  const isFirst = gallery.known.length === entries.length;
  if (isFirst) clearSkipped();
  addSkipped(skipped);
  if (entries.length === 0) return;
  enterGallery();
  people.count(gallery.people);
  if (isFirst) results.restart();
  results.added(entries);
});

gallery.addEventListener("opened", async ({ detail: { trouble, damage, outdated } }) => {
  const elsewhere = trouble?.kind === "gallery-in-use";
  noteTrouble(trouble ?? null);
  const { saved } = gallery;
  if (!saved) return;
  if (elsewhere) remark("kept.elsewhere", { name: saved.name });
  else if (isElsewhere) remark(null);
  isElsewhere = elsewhere;
  if (damage) {
    noteCause("kept.damaged", damage);
    remark("kept.damaged");
  }
  if (outdated) remark("kept.outdated");
  if (trouble && gallery.photos && !elsewhere) remark("kept.unkept", { why: whyNotKept(trouble) });
  if (gallery.photos) return;
  if (elsewhere) {
    setTimeout(() => isElsewhere && !gallery.photos && gallery.isOpen(saved) && openKept(saved), KNOCK_AGAIN);
    return;
  }
  if (gallery.known.length) {
    sayKept();
    noteGallery(saved, gallery.known.length, gallery.known);
  }
  folderHandle = await handleOf(saved.id);
  if (saved !== gallery.saved || gallery.photos) return;
  // A browser that remembers the permission needs no question.
  if ((await folderHandle?.queryPermission?.({ mode: "read" })) === "granted") goBack();
  else part("refresh").hidden = !folderHandle && (givesFolders || !gallery.known.length);
});

gallery.addEventListener("outdated", () => {
  results.restart();
  clearSkipped();
  remark("kept.outdated");
});

engine.addEventListener("storage-failed", ({ detail: { trouble } }) => {
  remark("kept.unkept", { why: whyNotKept(trouble) });
  noteTrouble(trouble);
});

part("refresh").addEventListener("click", async () => {
  // Files leave no way back: their folder is chosen again, and known by its name.
  if (!folderHandle) part("folder-input").click();
  else if ((await folderHandle.requestPermission?.({ mode: "read" })) === "granted") goBack();
});

function goBack() {
  if (!folderHandle) return;
  part("refresh").hidden = true;
  take(fromDirectoryHandle(folderHandle));
}

const sayKept = () =>
  say("status.kept", { n: gallery.known.length, name: gallery.saved?.name }, isDoing("ready") ? "good" : "info");

setUpStorage({
  current: () => gallery.saved,
  // A worker that is gone has closed what it had open.
  close: () => engine.close().catch((error) => {
    if (!(error instanceof EngineLost)) throw error;
  }),
  // What is in memory is of no use without the photos: the page starts again.
  cleared: () => location.reload(),
  exportGallery: () => engine.exportGallery(),
  importGallery: (id, file) => engine.importGallery(id, file),
  open: (saved) => {
    results.forget();
    part("refresh").hidden = true;
    remark(null);
    noteGallery(saved, saved.count ?? 0);
    openKept(saved);
  },
});

// ---- photos

setUpFilePicker(take, () => isDoing("ready") && !isDoing("indexing") && say("status.noneChosen"));

/** @type {import("../gallery/file-picker.js").Take} */
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
    noteCause("error.folder", error);
    say(sample ? "error.sample" : "error.folder", {}, "warn");
    return;
  }
  if (turn !== takes) return;
  /** @type {typeof others} */
  const strangers = found.others.map((path) => ({ path, reason: "not-image", detail: "" }));
  if (found.photos.length === 0) {
    // The gallery that is shown stays.
    if (gallery.size === 0) {
      clearSkipped();
      addSkipped(strangers);
    }
    note({ indexing: busy });
    say(strangers.length ? "status.noPhotos" : "status.noneChosen", { n: strangers.length }, "warn");
    return;
  }
  const saved = found.name === null ? null : await galleryOf(found.name || t("results"), found);
  if (turn !== takes) return;
  if (saved && found.handle) keepHandle(saved.id, found.handle);
  remark(null);
  part("refresh").hidden = true;
  others = strangers;
  if (!gallery.isOpen(saved)) results.forget();
  gallery.replace(found.photos, saved);
  clearSkipped();
  addSkipped(others);
  enterGallery();
  if (isDoing("ready")) index();
  else say("status.waiting", { n: found.photos.length });
}

function enterGallery() {
  if (document.body.dataset.view === "gallery") return;
  document.body.dataset.view = "gallery";
  part("welcome").hidden = true;
  // The input stays in reach of automation when the welcome goes.
  document.querySelector("main")?.prepend(part("folder-input"));
  part("search").hidden = false;
  part("another").hidden = false;
  part("result-bar").hidden = false;
  if (!matchMedia("(pointer: coarse)").matches) results.box.focus();
}

async function index() {
  note({ indexing: true });
  say(gallery.saved ? "status.looking" : "status.indexing", { n: gallery.size });
  if (!gallery.known.length || !gallery.saved) results.restart();
  clearSkipped();
  addSkipped(others);
  try {
    await gallery.index();
  } catch (error) {
    // A lost worker has told its own story.
    if (!(error instanceof EngineLost)) throw error;
  }
}

gallery.addEventListener("compared", ({ detail: { fresh, gone, skipped } }) => {
  clearSkipped();
  addSkipped([...others, ...skipped]);
  if (gallery.saved) noteGallery(gallery.saved, gallery.known.length, gallery.known);
  people.count(gallery.people);
  if (gone) results.moved();
  // For automation: how many photos the folder has that were not known.
  document.body.dataset.fresh = String(fresh);
  if (fresh === 0) return;
  showIndexing({ done: 0, total: fresh });
  if (gallery.known.length) say("status.updating", { n: fresh, known: gallery.known.length });
  else say("status.indexing", { n: fresh });
});

gallery.addEventListener("batch", ({ detail: { entries, skipped } }) => {
  addSkipped(skipped);
  people.count(gallery.people);
  results.added(entries);
});

gallery.addEventListener("progress", ({ detail }) => {
  showIndexing(detail);
  if (gallery.saved && performance.now() - accounted > ACCOUNT_EVERY) {
    accounted = performance.now();
    noteGallery(gallery.saved, gallery.known.length);
    // An open list is being read, and would lose the focus.
    if (!part("saved").open) showStorage();
  }
  // The batch that was under way when the button was pressed has come in.
  if (gallery.indexing?.isPaused) say("status.paused", { n: gallery.known.length });
});

gallery.addEventListener("end", ({ detail: { complete } }) => {
  isComplete = complete;
  hideProgress();
  note({ indexing: false });
  if (gallery.saved) noteGallery(gallery.saved, gallery.known.length, gallery.known);
  showStorage();
  sayGallery(complete);
  results.complete();
});

setUpProgress({
  isPaused: () => gallery.indexing?.isPaused ?? false,
  pause: () => {
    gallery.indexing?.pause();
    say("status.paused", { n: gallery.known.length });
  },
  resume: () => {
    gallery.indexing?.resume();
    say("status.indexing", { n: gallery.size });
  },
  cancel: () => gallery.indexing?.cancel(),
});

/** @param {boolean} complete whether everything in the folder was read */
function sayGallery(complete) {
  const n = gallery.known.length;
  if (n === 0 && complete) say("status.noneReadable", {}, "warn");
  else if (complete) say("status.indexed", { n }, "good");
  else say("status.stopped", { n, total: gallery.size });
}

// ---- language, light, device; then start

const languages = part("language");
languages.append(...Object.entries(LANGUAGES).map(([code, name]) => new Option(name, code)));
languages.addEventListener("change", () => useLanguage(languages.value, { keep: true }));
document.addEventListener("language", () => (languages.value = currentLanguage()));

setUpTheme(part("theme"));
setUpPrivacy();
setUpProfile(engine, gallery);
setUpDeviceLinks((device) => {
  crash = null;
  losses = 0;
  note({ ready: false, searching: false });
  engine.start(device);
});
Object.assign(window, {
  biirra: Object.freeze({
    features: () => engine.features(),
    people: () => engine.people(),
    exportGallery: async () => (await engine.exportGallery()).file,
  }),
});

/** @returns {NodeListOf<HTMLDetailsElement>} */
const openPopovers = () => document.querySelectorAll("details.popover[open]");

// A popover closes when one goes on elsewhere.
addEventListener("click", ({ target }) => {
  for (const popover of openPopovers()) if (!(target instanceof Node && popover.contains(target))) popover.open = false;
});
addEventListener("keydown", ({ key }) => {
  const [popover] = openPopovers();
  if (key !== "Escape" || !popover) return;
  popover.open = false;
  popover.querySelector("summary")?.focus();
});

engine.start(askedDevice());
await useLanguage(preferredLanguage());
showStorage();
