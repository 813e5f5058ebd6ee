// Where the model runs, said in one word in the header and in a sentence behind it.

import { t } from "../lib/i18n.js";
import { noteCause } from "../lib/trouble.js";

const label = document.getElementById("device-label");
const text = document.getElementById("device-text");
const reason = document.getElementById("device-reason");
const measured = document.getElementById("device-speeds");

let shown = null;

/** The device that the address asks for, or null. */
export function askedDevice() {
  const asked = new URLSearchParams(location.search).get("device");
  return asked === "webgpu" || asked === "cpu" ? asked : null;
}

/** Shows the device that the worker runs on; `fallback` is why that is not WebGPU. */
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
  if (speeds) measured.textContent = t("device.speeds", speeds);
}

/** Says that the model runs nowhere: it could not be started, or it broke. */
export function showNoDevice() {
  shown = null;
  label.dataset.i18n = text.dataset.i18n = "device.failed";
  label.textContent = text.textContent = t("device.failed");
  reason.hidden = measured.hidden = true;
}

/** Marks the links that lead to another choice; following one calls `onChoice(device)` and changes the address only. */
export function setUpDeviceLinks(onChoice) {
  const choices = { "use-webgpu": "webgpu", "use-cpu": "cpu", "use-auto": null };
  const mark = () => {
    for (const [id, device] of Object.entries(choices)) {
      const address = new URL(location.href);
      if (device) address.searchParams.set("device", device);
      else address.searchParams.delete("device");
      const link = document.getElementById(id);
      link.href = address.href;
      link.hidden = askedDevice() === device;
    }
  };
  for (const [id, device] of Object.entries(choices)) {
    const link = document.getElementById(id);
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
