// The folder that the visitor gives: taken, compared with what is kept of it, and read to its end, with the words for it.

import { EngineLost } from "../worker/engine.js";
import { setUpFilePicker } from "../gallery/file-picker.js";
import { galleryOf, keepHandle, noteGallery } from "../gallery/saved-galleries.js";
import { addSkipped, clearSkipped } from "../gallery/skipped.js";
import { showStorage } from "../gallery/storage.js";
import { t } from "../lib/i18n.js";
import { part } from "../lib/part.js";
import { isDoing, note, remark, say } from "../lib/status.js";
import { noteCause } from "../lib/trouble.js";
import { hideProgress, setUpProgress, showIndexing } from "./progress.js";

/** Milliseconds between two looks at what is kept while photos are read. */
const ACCOUNT_EVERY = 10_000;

/**
 * Wires the ways in, the gallery while it is read, and the buttons beside its progress.
 * @param {object} page
 * @param {import("../gallery/gallery.js").Gallery} page.gallery
 * @param {ReturnType<typeof import("../view/results.js").setUpResults>} page.results
 * @param {ReturnType<typeof import("../view/people.js").setUpPeople>} page.people
 */
export function setUpReading({ gallery, results, people }) {
  let takes = 0;
  /** Files of the folder that are no photos. @type {import("../gallery/skipped.js").LeftOut[]} */
  let others = [];
  /** Whether everything in the folder was read. */
  let isComplete = true;
  /** When what is kept was last looked at. */
  let accounted = 0;

  // ---- the folder

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
    enter();
    if (isDoing("ready")) index();
    else say("status.waiting", { n: found.photos.length });
  }

  /** Shows the gallery in place of the welcome. */
  function enter() {
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

  setUpFilePicker(take, () => isDoing("ready") && !isDoing("indexing") && say("status.noneChosen"));

  // ---- its photos

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
    sayEnd();
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

  /** Says how far the folder was read. */
  function sayEnd() {
    const n = gallery.known.length;
    if (n === 0 && isComplete) say("status.noneReadable", {}, "warn");
    else if (isComplete) say("status.indexed", { n }, "good");
    else say("status.stopped", { n, total: gallery.size });
  }

  return {
    take,
    enter,
    index,
    /** Says what is there, unless photos are being read. */
    sayThere: () => !gallery.indexing && sayEnd(),
  };
}
