// What the page says in words, and the one word that says what it is doing (`body[data-state]`).

import { t } from "./i18n.js";
import { part } from "./part.js";

/** @typedef {import("./i18n.js").Values} Values */
/** @typedef {"info" | "good" | "warn" | "error"} Kind */

const line = part("status");
/** @type {{key: string, values: Values, kind: Kind} | null} */
let said = null;

/**
 * Says something in the status line, which screen readers read out.
 * @param {string} key
 * @param {Values} [values]
 * @param {Kind} [kind]
 */
export function say(key, values = {}, kind = "info") {
  said = { key, values, kind };
  const text = t(key, values);
  if (line.textContent !== text) line.textContent = text;
  line.dataset.kind = kind;
}

const notice = part("notice");
/** @type {{key: string, values: Values} | null} */
let noticed = null;

/**
 * Says something that stays until the next folder: what went wrong and was dealt with. Null takes it away.
 * @param {string | null} key
 * @param {Values} [values]
 */
export function remark(key, values = {}) {
  noticed = key === null ? null : { key, values };
  notice.hidden = !key;
  notice.textContent = key ? t(key, values) : "";
}

document.addEventListener("language", () => noticed && remark(noticed.key, noticed.values));
document.addEventListener("language", () => said && say(said.key, said.values, said.kind));

const doing = { failed: false, ready: false, searching: false, indexing: false };

/**
 * Notes what is going on and shows the most important of it as the page's state.
 * @param {Partial<typeof doing>} changes
 */
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

/**
 * What is going on.
 * @param {keyof typeof doing} what
 */
export const isDoing = (what) => doing[what];
