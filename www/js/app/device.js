// Where the model runs, said in one word in the header and in a sentence behind it.

import { t } from "../lib/i18n.js";
import { part } from "../lib/part.js";
import { noteCause } from "../lib/trouble.js";

/**
 * @typedef {import("../worker/protocol").Backend} Backend
 * @typedef {import("../worker/protocol").FallbackReason} FallbackReason
 */
/**
 * Where the worker runs; `fallback` is why that is not WebGPU.
 * @typedef {object} Report
 * @property {Backend} device
 * @property {string} name
 * @property {{reason: FallbackReason | "crashed", detail: string}} [fallback]
 * @property {import("../worker/protocol").Speeds} [speeds]
 */

const label = part("device-label");
const text = part("device-text");
const reason = part("device-reason");
const measured = part("device-speeds");

/** @type {Report | null} */
let shown = null;

/**
 * The device that the address asks for, or null.
 * @returns {Backend | null}
 */
export function askedDevice() {
  const asked = new URLSearchParams(location.search).get("device");
  return asked === "webgpu" || asked === "cpu" ? asked : null;
}

/**
 * Shows the device that the worker runs on.
 * @param {Report} report
 */
export function showDevice(report) {
  if (report.fallback?.detail && report !== shown) noteCause(report.fallback.reason, report.fallback.detail);
  shown = report;
  const { device, name, fallback, speeds } = report;
  document.body.dataset.device = device;
  if (fallback) document.body.dataset.fallback = fallback.reason;
  else delete document.body.dataset.fallback;
  label.textContent = t(`device.${device}`);
  text.textContent = device === "webgpu" ? t("device.onGpu", { name }) : t("device.onCpu");
  reason.hidden = !fallback;
  if (fallback) reason.textContent = t(`fallback.${fallback.reason}`);
  measured.hidden = !speeds;
  if (speeds) measured.textContent = t("device.speeds", { ...speeds });
}

/** Says that the model runs nowhere: it could not be started, or it broke. */
export function showNoDevice() {
  shown = null;
  label.dataset.i18n = text.dataset.i18n = "device.failed";
  label.textContent = text.textContent = t("device.failed");
  reason.hidden = measured.hidden = true;
}

/**
 * Marks the links that lead to another choice; following one calls `onChoice(device)` and changes the address only.
 * @param {(device: Backend | null) => void} onChoice
 */
export function setUpDeviceLinks(onChoice) {
  /** @type {["use-webgpu" | "use-cpu" | "use-auto", Backend | null][]} */
  const choices = [["use-webgpu", "webgpu"], ["use-cpu", "cpu"], ["use-auto", null]];
  const mark = () => {
    for (const [id, device] of choices) {
      const address = new URL(location.href);
      if (device) address.searchParams.set("device", device);
      else address.searchParams.delete("device");
      const link = part(id);
      link.href = address.href;
      link.hidden = askedDevice() === device;
    }
  };
  for (const [id, device] of choices) {
    const link = part(id);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", link.href);
      mark();
      onChoice(device);
    });
  }
  mark();
}

document.addEventListener("language", () => shown && showDevice(shown));
