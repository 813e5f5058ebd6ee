// Galleries of earlier visits: their photos show at once, from what is kept, and the way back to their folder brings what
// is new in it.

import { EngineLost } from "../worker/engine.js";
import { givesFolders } from "../gallery/file-picker.js";
import { fromDirectoryHandle } from "../gallery/photos.js";
import { handleOf, noteGallery } from "../gallery/saved-galleries.js";
import { addSkipped, clearSkipped } from "../gallery/skipped.js";
import { noteTrouble, setUpStorage } from "../gallery/storage.js";
import { part } from "../lib/part.js";
import { isDoing, remark, say } from "../lib/status.js";
import { noteCause, whyNotKept } from "../lib/trouble.js";

/** @typedef {import("../gallery/saved-galleries.js").SavedGallery} SavedGallery */
/** @typedef {FileSystemDirectoryHandle & {queryPermission?: Function, requestPermission?: Function}} Folder */

/** Milliseconds until a gallery that another tab has open is asked for again. */
const KNOCK_AGAIN = 2000;

/**
 * Wires what is kept, the panel about it, and the way back to the folder.
 * @param {object} page
 * @param {import("../worker/engine.js").Engine} page.engine
 * @param {import("../gallery/gallery.js").Gallery} page.gallery
 * @param {ReturnType<typeof import("../view/results.js").setUpResults>} page.results
 * @param {ReturnType<typeof import("../view/people.js").setUpPeople>} page.people
 * @param {ReturnType<typeof import("./reading.js").setUpReading>} page.reading
 */
export function setUpEarlier({ engine, gallery, results, people, reading }) {
  /** The way back to the folder of the kept gallery, which the visitor has to allow. @type {Folder | null} */
  let folderHandle = null;
  /** Whether another tab has the kept gallery open, which was to be shown here. */
  let isElsewhere = false;

  /**
   * Opens a kept gallery; its photos show at once.
   * @param {SavedGallery} saved
   */
  async function open(saved) {
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
    reading.enter();
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
      setTimeout(() => isElsewhere && !gallery.photos && gallery.isOpen(saved) && open(saved), KNOCK_AGAIN);
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
    reading.take(fromDirectoryHandle(folderHandle));
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
      open(saved);
    },
  });

  return { open, sayKept };
}
