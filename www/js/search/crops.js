// Whole photos: whether people are looked for inside wide ones, and what that costs.

import { number, t } from "../lib/i18n.js";
import { part } from "../lib/part.js";
import { recall, remember } from "../lib/preferences.js";

/**
 * Wires the switch; `change(on)` is called when it is turned. The answer shows what it has cost.
 * @param {(on: boolean) => void} change
 */
export function setUpCrops(change) {
  const box = part("use-crops");
  const cost = part("crops-cost");
  let counted = { crops: 0, photos: 0 };
  box.checked = recall("windows") !== "off";
  const draw = () => {
    const { crops, photos } = counted;
    const times = photos ? (photos + crops) / photos : 1;
    const values = { n: crops, times: number(times, { maximumFractionDigits: 1 }) };
    const counts = box.checked && crops > 0;
    cost.textContent = counts ? t("crops.times", values) : "";
    const label = box.closest("label");
    if (label) label.title = !box.checked ? t("crops.off") : counts ? t("crops.cost", values) : t("crops.long");
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
     * @param {number} crops
     * @param {number} photos
     */
    count(crops, photos) {
      counted = { crops, photos };
      draw();
    },
  };
}
