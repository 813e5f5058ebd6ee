// What the page says in words, and the one word that says what it is doing (`body[data-state]`).

import { t } from "./i18n.js";

const line = document.getElementById("status");
let said = null;

/** Says something in the status line, which screen readers read out. `kind` is `info`, `good`, `warn` or `error`. */
export function say(key, values = {}, kind = "info") {
  said = { key, values, kind };
  const text = t(key, values);
  if (line.textContent !== text) line.textContent = text;
  line.dataset.kind = kind;
}

const notice = document.getElementById("notice");
let noticed = null;

/** Says something that stays until the next folder: what went wrong and was dealt with. Null takes it away. */
export function remark(key, values = {}) {
  noticed = key && { key, values };
  notice.hidden = !key;
  notice.textContent = key ? t(key, values) : "";
}

document.addEventListener("language", () => noticed && remark(noticed.key, noticed.values));
document.addEventListener("language", () => said && say(said.key, said.values, said.kind));

const doing = { failed: false, ready: false, searching: false, indexing: false };

/** Notes what is going on and shows the most important of it as the page's state. */
export function note(changes) {
  Object.assign(doing, changes);
  document.body.dataset.state = doing.failed
    ? "error"
    : !doing.ready
      ? "loading"
      : doing.searching
        ? "searching"
        : doing.indexing
          ? "indexing"
          : "ready";
}

/** What is going on. */
export const isDoing = (what) => doing[what];
