// Whole photos: whether people are looked for inside wide ones, and what that costs.

import { number, t } from "../lib/i18n.js";
import { part } from "../lib/part.js";
import { recall, remember } from "../lib/memory.js";

/**
 * Wires the switch; `change(on)` is called when it is turned. The answer shows what it has cost.
 * @param {(on: boolean) => void} change
 */
export function setUpWindows(change) {
  const box = part("use-windows");
  const cost = part("windows-cost");
  let counted = { windows: 0, photos: 0 };
  box.checked = recall("windows") !== "off";
  const draw = () => {
    const { windows, photos } = counted;
    const times = photos ? (photos + windows) / photos : 1;
    const values = { n: windows, times: number(times, { maximumFractionDigits: 1 }) };
    const counts = box.checked && windows > 0;
    cost.textContent = counts ? t("windows.times", values) : "";
    const label = box.closest("label");
    if (label) label.title = !box.checked ? t("windows.off") : counts ? t("windows.cost", values) : t("windows.long");
  };
  box.addEventListener("change", () => {
    remember("windows", box.checked ? null : "off");
    draw();
    change(box.checked);
  });
  document.addEventListener("language", draw);
  return {
    get on() {
      return box.checked;
    },
    /**
     * So many pieces were searched of so many photos.
     * @param {number} windows
     * @param {number} photos
     */
    count(windows, photos) {
      counted = { windows, photos };
      draw();
    },
  };
}
