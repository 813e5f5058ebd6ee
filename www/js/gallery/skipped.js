// The files that did not become part of the gallery, each with its reason.

import { t } from "../lib/i18n.js";
import { part } from "../lib/part.js";

/**
 * A file and why it was left out: by what the worker says, or because its content is no picture.
 * @typedef {{path: string, reason: import("../worker/protocol").SkipReason | "not-image", detail: string}} LeftOut
 */

const panel = part("skipped-panel");
const title = part("skipped-title");
const list = part("skipped");

/** Lines that are written at once; a folder of junk has tens of thousands. */
const PORTION = 200;

/** @type {LeftOut[]} */
let files = [];
let shown = 0;

/** Forgets the files of the last folder. */
export function clearSkipped() {
  files = [];
  redraw();
}

/**
 * Adds files.
 * @param {LeftOut[]} more
 */
export function addSkipped(more) {
  if (more.length === 0) return;
  for (const file of more) files.push(file);
  if (shown < PORTION) grow();
  head();
}

function grow() {
  const lines = files.slice(shown, shown + PORTION).map(line);
  list.append(...lines);
  shown += lines.length;
}

function head() {
  panel.hidden = files.length === 0;
  title.textContent = t("skipped", { n: files.length });
}

/** @param {LeftOut} file */
function line({ path, reason, detail }) {
  const item = document.createElement("li");
  item.dataset.file = path;
  item.dataset.reason = reason;
  const name = document.createElement("b");
  name.textContent = path;
  const why = document.createElement("span");
  why.textContent = t(`skip.${reason}`, { detail });
  item.append(name, " – ", why);
  return item;
}

function redraw() {
  list.replaceChildren();
  shown = 0;
  grow();
  head();
}

// Whoever reads to the end gets more.
list.addEventListener("scroll", () => {
  if (shown < files.length && list.scrollTop + list.clientHeight > list.scrollHeight - 300) grow();
});
document.addEventListener("language", redraw);
