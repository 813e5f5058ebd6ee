// A short word about something that was just done, read out and gone after a while.

import { t } from "./i18n.js";
import { part } from "./part.js";

const SECONDS = 3.5;
const line = part("toast");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Shows a text for some seconds.
 * @param {string} key
 * @param {import("./i18n.js").Values} [values]
 */
export function toast(key, values = {}) {
  // An open dialog hides everything outside it, from the eye and from screen readers.
  (document.querySelector("dialog[open]") ?? document.body).append(line);
  line.textContent = t(key, values);
  line.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (line.hidden = true), SECONDS * 1000);
}
