// The panel of what is kept on this computer: how much, of which folders, and the way to be rid of it.

import { number, t } from "../lib/i18n.js";
import { part } from "../lib/part.js";
import { saveFile } from "../lib/saving.js";
import { kindOf, whyNotKept } from "../lib/trouble.js";
import { bytesUsed, clearSavedGalleries, galleries, newId, removeGallery } from "./saved-galleries.js";

const MEGABYTE = 1e6;
/**
 * @typedef {import("./saved-galleries.js").SavedGallery} SavedGallery
 * @typedef {import("../lib/i18n.js").Values} Values
 */
/**
 * What the panel asks of the page.
 * @typedef {object} Controls
 * @property {() => SavedGallery | null} current
 * @property {(gallery: SavedGallery) => void} open
 * @property {() => Promise<unknown>} close
 * @property {() => void} cleared
 * @property {import("../worker/engine.js").Engine["exportGallery"]} exportGallery
 * @property {import("../worker/engine.js").Engine["importGallery"]} importGallery
 */
const panel = part("saved");
const list = part("saved-list");
const file = part("saved-file");
const answer = part("saved-answer");

/** @type {Controls | null} */
let controls = null;
/** Why nothing can be kept. @type {ReturnType<typeof whyNotKept> | null} */
let trouble = null;

/**
 * Wires the panel.
 * @param {Controls} wired
 */
export function setUpStorage(wired) {
  controls = wired;
  panel.addEventListener("toggle", () => panel.open && showStorage());
  document.addEventListener("language", () => {
    answer.hidden = true;
    showStorage();
  });
  part("saved-clear").addEventListener("click", async () => {
    await attempt(async () => {
      await wired.close();
      await clearSavedGalleries();
      wired.cleared();
    });
  });
  part("saved-export").addEventListener("click", () => attempt(() => save(wired)));
  part("saved-import").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (chosen) await attempt(() => load(wired, chosen));
  });
}

/**
 * Notes why nothing can be kept; null when it can.
 * @param {import("../worker/protocol").Trouble | null} found
 */
export function noteTrouble(found) {
  trouble = found && whyNotKept(found);
  showStorage();
}

let looks = 0;

/** Shows what is kept now. */
export async function showStorage() {
  const look = ++looks;
  const bytes = await bytesUsed();
  // Who looked later knows better.
  if (look !== looks) return;
  // Promises only what is there: said before anything was tried.
  if (bytes === null) trouble ??= whyNotKept({ kind: "no-storage", detail: "no private storage" });
  const known = galleries();
  // Whatever the list says: the browser may have forgotten the one and not the other, and what is there must be removable.
  const kept = bytes !== null && bytes > 0;
  const megabytes = Math.max(0.1, (bytes ?? 0) / MEGABYTE);
  const size = number(megabytes, { maximumFractionDigits: megabytes < 10 ? 1 : 0 });
  part("saved-title").textContent = kept ? t("kept.size", { size }) : t(trouble ? "kept.not" : "kept.title");
  part("saved-text").textContent = trouble ? t("kept.unkept", { why: trouble }) : t("kept.text");
  part("saved-nothing").hidden = kept || trouble !== null;
  part("saved-import").hidden = bytes === null;
  part("saved-clear").hidden = !kept;
  part("saved-export").hidden = !kept || trouble !== null || !controls?.current();
  list.replaceChildren(...(kept ? known.map(line) : []));
}

/** @param {SavedGallery} gallery */
function line(gallery) {
  const item = document.createElement("li");
  item.dataset.gallery = gallery.name;
  const name = document.createElement("span");
  name.textContent = t("kept.gallery", { name: gallery.name, n: gallery.count ?? 0 });
  item.append(name);
  if (gallery.id !== controls?.current()?.id) {
    item.append(
      button("kept.open", gallery, () => {
        panel.open = false;
        controls?.open(gallery);
      }),
      button("kept.remove", gallery, () =>
        attempt(async () => {
          await removeGallery(gallery.id);
          showStorage();
        }),
      ),
    );
  }
  return item;
}

/**
 * @param {string} key
 * @param {SavedGallery} gallery
 * @param {() => void} act
 */
function button(key, gallery, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = t(key);
  made.setAttribute("aria-label", `${t(key)}: ${gallery.name}`);
  made.addEventListener("click", act);
  return made;
}

/** @param {Controls} wired */
async function save({ current, exportGallery }) {
  const name = current()?.name;
  const { file: blob, trouble: refusal } = await exportGallery();
  if (blob) saveFile(`${name}.bi-irra`, blob);
  else say("kept.failed", { why: whyNotKept(refusal ?? { kind: "unknown", detail: "no file" }) });
}

/**
 * @param {Controls} wired
 * @param {File} chosen
 */
async function load({ importGallery, open }, chosen) {
  const id = newId();
  const { name, photos, trouble: refusal } = await importGallery(id, chosen);
  if (refusal) {
    await removeGallery(id).catch(() => {});
    return say("kept.failed", { why: whyNotKept(refusal) });
  }
  say("kept.imported", { name, n: photos });
  open({ id, name, count: photos });
}

/**
 * Runs something that the browser may refuse, and says so.
 * @param {() => Promise<void>} act
 */
async function attempt(act) {
  try {
    answer.hidden = true;
    await act();
  } catch (error) {
    say("kept.failed", { why: whyNotKept({ kind: kindOf(error), detail: error }) });
  }
  showStorage();
}

/**
 * @param {string} key
 * @param {Values} [values]
 */
function say(key, values = {}) {
  answer.textContent = t(key, values);
  answer.hidden = false;
}
