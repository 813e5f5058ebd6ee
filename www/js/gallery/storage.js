// The panel of what is kept on this computer: how much, of which folders, and the way to be rid of it.

import { number, t } from "../lib/i18n.js";
import { whyNotKept } from "../lib/trouble.js";
import { bytesUsed, clearShelf, galleries, newId, removeGallery } from "./shelf.js";

const MEGABYTE = 1e6;
const part = (id) => document.getElementById(id);
const panel = part("shelf");
const list = part("shelf-list");
const file = part("shelf-file");
const answer = part("shelf-answer");

let controls = null;
let trouble = null;

/**
 * Wires the panel to `{current(), open(gallery), close(), cleared(), exportGallery(), importGallery(id, file)}`.
 */
export function setUpStorage(wired) {
  controls = wired;
  panel.addEventListener("toggle", () => panel.open && showStorage());
  document.addEventListener("language", () => {
    answer.hidden = true;
    showStorage();
  });
  part("shelf-clear").addEventListener("click", async () => {
    await attempt(async () => {
      await controls.close();
      await clearShelf();
      controls.cleared();
    });
  });
  part("shelf-export").addEventListener("click", () => attempt(save));
  part("shelf-import").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = "";
    if (chosen) await attempt(() => load(chosen));
  });
}

/** Notes why nothing can be kept `{kind, detail}`; null when it can. */
export function noteTrouble(found) {
  trouble = found && whyNotKept(found);
  showStorage();
}

/** Shows what is kept now. */
export async function showStorage() {
  const bytes = await bytesUsed();
  // Promises only what is there: said before anything was tried.
  if (bytes === null) trouble ??= whyNotKept({ kind: "no-storage", detail: "no private storage" });
  const known = galleries();
  const kept = known.length > 0 && bytes !== null;
  const size = number(Math.max(0.1, (bytes ?? 0) / MEGABYTE), { maximumFractionDigits: bytes < 10 * MEGABYTE ? 1 : 0 });
  part("shelf-title").textContent = kept ? t("kept.size", { size }) : t(trouble ? "kept.not" : "kept.title");
  part("shelf-text").textContent = trouble ? t("kept.unkept", { why: trouble }) : t("kept.text");
  part("shelf-nothing").hidden = kept || trouble !== null;
  part("shelf-import").hidden = bytes === null;
  part("shelf-clear").hidden = !kept;
  part("shelf-export").hidden = !kept || !controls?.current();
  list.replaceChildren(...known.map(line));
}

function line(gallery) {
  const item = document.createElement("li");
  item.dataset.gallery = gallery.name;
  const name = document.createElement("span");
  name.textContent = t("kept.gallery", { name: gallery.name, n: gallery.count });
  item.append(name);
  if (gallery.id !== controls?.current()?.id) {
    item.append(
      button("kept.open", gallery, () => {
        panel.open = false;
        controls.open(gallery);
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

function button(key, gallery, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = t(key);
  made.setAttribute("aria-label", `${t(key)}: ${gallery.name}`);
  made.addEventListener("click", act);
  return made;
}

async function save() {
  const { name } = controls.current();
  const { file: blob, trouble: refusal } = await controls.exportGallery();
  if (!blob) return say("kept.failed", { why: whyNotKept(refusal) });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.bi-irra`;
  link.click();
  // Long enough for the browser to have opened it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function load(chosen) {
  const id = newId();
  const { name, photos, trouble: refusal } = await controls.importGallery(id, chosen);
  if (refusal) {
    await removeGallery(id).catch(() => {});
    return say("kept.failed", { why: whyNotKept(refusal) });
  }
  say("kept.imported", { name, n: photos });
  controls.open({ id, name, count: photos });
}

/** The kind of a refusal of the browser. */
const kindOf = ({ name }) => (name === "QuotaExceededError" ? "full" : name === "SecurityError" ? "no-storage" : "unknown");

/** Runs something that the browser may refuse, and says so. */
async function attempt(act) {
  try {
    answer.hidden = true;
    await act();
  } catch (error) {
    say("kept.failed", { why: whyNotKept({ kind: kindOf(error), detail: error }) });
  }
  showStorage();
}

function say(key, values = {}) {
  answer.textContent = t(key, values);
  answer.hidden = false;
}
