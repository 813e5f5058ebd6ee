// The files that did not become part of the gallery, each with its reason.

import { t } from "./i18n.js";

const panel = document.getElementById("skipped-panel");
const title = document.getElementById("skipped-title");
const list = document.getElementById("skipped");

let files = [];

/** Forgets the files of the last folder. */
export function clearSkipped() {
  files = [];
  redraw();
}

/** Adds files `{path, reason, detail}`. */
export function addSkipped(more) {
  if (more.length === 0) return;
  files.push(...more);
  list.append(...more.map(line));
  head();
}

function head() {
  panel.hidden = files.length === 0;
  title.textContent = t("skipped", { n: files.length });
}

function line({ path, reason, detail }) {
  const item = document.createElement("li");
  item.dataset.file = path;
  item.dataset.reason = reason;
  const name = document.createElement("b");
  name.textContent = path;
  const why = document.createElement("span");
  why.textContent = t(`skip.${reason}`) + (detail ? ` (${detail})` : "");
  item.append(name, " – ", why);
  return item;
}

function redraw() {
  list.replaceChildren(...files.map(line));
  head();
}

document.addEventListener("language", redraw);
