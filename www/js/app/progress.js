// How far the download or the reading of photos is.

import { duration, number, t } from "../lib/i18n.js";
import { part } from "../lib/part.js";

/** @typedef {{isPaused: () => boolean, pause: () => void, resume: () => void, cancel: () => void}} Controls */

const panel = part("progress");
const bar = part("progress-bar");
const text = part("progress-text");
const actions = part("progress-actions");
const pause = part("pause");

const MEGABYTE = 1e6;
/** @type {Controls | null} */
let job = null;

/** Hides the bar. */
export function hideProgress() {
  panel.hidden = true;
}

/** Shows a wait whose end is not known. */
export function showWaiting() {
  show(null, "", false);
}

/**
 * Shows the download of the model, in bytes; `total` is 0 while it is not known.
 * @param {{done: number, total: number}} bytes
 */
export function showDownload({ done, total }) {
  const megabytes = (/** @type {number} */ bytes) => number(bytes / MEGABYTE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const words = total
    ? t("download", { done: megabytes(done), total: megabytes(total) })
    : t("downloadPlain", { done: megabytes(done) });
  show(total ? done / total : null, words, false);
}

/**
 * Shows how many photos are done, how fast, and how long it will take.
 * @param {{done: number, total: number, rate?: number, left?: number}} progress
 */
export function showIndexing({ done, total, rate = 0, left = 0 }) {
  const parts = [t("progress.count", { done, total })];
  if (rate && !job?.isPaused()) {
    parts.push(t("progress.rate", { n: rate >= 10 ? Math.round(rate) : rate }));
    if (left > 1) parts.push(t("progress.left", { time: duration(left) }));
  }
  show(done / total, parts.join(" · "), true);
  namePause();
}

/**
 * Wires the buttons.
 * @param {Controls} controls
 */
export function setUpProgress(controls) {
  job = controls;
  pause.addEventListener("click", () => {
    if (controls.isPaused()) controls.resume();
    else controls.pause();
    namePause();
  });
  part("cancel").addEventListener("click", () => controls.cancel());
  document.addEventListener("language", namePause);
}

function namePause() {
  pause.textContent = t(job?.isPaused() ? "resume" : "pause");
}

/**
 * @param {number | null} share
 * @param {string} words
 * @param {boolean} stoppable
 */
function show(share, words, stoppable) {
  panel.hidden = false;
  if (share === null) bar.removeAttribute("value");
  else bar.value = share;
  text.textContent = words;
  actions.hidden = !stoppable;
}
