// How far the download or the reading of photos is.

import { duration, number, t } from "../lib/i18n.js";

const panel = document.getElementById("progress");
const bar = document.getElementById("progress-bar");
const text = document.getElementById("progress-text");
const actions = document.getElementById("progress-actions");
const pause = document.getElementById("pause");

const MEGABYTE = 1e6;
let job = null;

/** Hides the bar. */
export function hideProgress() {
  panel.hidden = true;
}

/** Shows a wait whose end is not known. */
export function showWaiting() {
  show(null, "", false);
}

/** Shows the download of the model, in bytes; `total` is 0 while it is not known. */
export function showDownload({ done, total }) {
  const megabytes = (bytes) => number(bytes / MEGABYTE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const words = total
    ? t("download", { done: megabytes(done), total: megabytes(total) })
    : t("downloadPlain", { done: megabytes(done) });
  show(total ? done / total : null, words, false);
}

/** Shows how many photos are done, how fast, and how long it will take. */
export function showIndexing({ done, total, rate, left }) {
  const parts = [t("progress.count", { done, total })];
  if (rate && !job?.isPaused()) {
    parts.push(t("progress.rate", { n: rate >= 10 ? Math.round(rate) : rate }));
    if (left > 1) parts.push(t("progress.left", { time: duration(left) }));
  }
  show(done / total, parts.join(" · "), true);
  namePause();
}

/** Wires the buttons to `{isPaused, pause, resume, cancel}`. */
export function setUpProgress(controls) {
  job = controls;
  pause.addEventListener("click", () => {
    if (job.isPaused()) job.resume();
    else job.pause();
    namePause();
  });
  document.getElementById("cancel").addEventListener("click", () => job.cancel());
  document.addEventListener("language", namePause);
}

function namePause() {
  pause.textContent = t(job?.isPaused() ? "resume" : "pause");
}

function show(share, words, stoppable) {
  panel.hidden = false;
  if (share === null) bar.removeAttribute("value");
  else bar.value = share;
  text.textContent = words;
  actions.hidden = !stoppable;
}
