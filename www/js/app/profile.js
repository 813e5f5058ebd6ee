// Where the time goes, for `?profile`: a table that can be copied into a report of slowness.

import { copyText } from "../lib/clipboard.js";
import { number } from "../lib/i18n.js";
import { part } from "../lib/part.js";

/** Shortest time between two looks. */
const PAUSE = 500;
/** @typedef {[name: string, items: number, each: number, total: number, longest: number]} Row */

/**
 * Shows the panel if the address asks for it, and keeps it fresh while the engine works.
 * @param {import("../worker/engine.js").Engine} engine
 * @param {import("../gallery/gallery.js").Gallery} gallery
 */
export function setUpProfile(engine, gallery) {
  if (!new URLSearchParams(location.search).has("profile")) return;
  const panel = part("profile");
  panel.hidden = false;
  const waits = { "page-download": 0, "page-ready": 0 };
  let waiting = false;
  /** @type {Row[]} */
  let shown = [];

  const look = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(async () => {
      waiting = false;
      // A worker that was replaced takes its figures with it.
      const { spent } = await engine.profile().catch(() => ({ spent: [] }));
      shown = rows(waits, spent);
      draw(shown);
    }, PAUSE);
  };
  engine.addEventListener("starting", () => (waits["page-download"] ||= performance.now()));
  engine.addEventListener("ready", ({ detail }) => {
    waits["page-ready"] ||= performance.now();
    panel.dataset.device = `${detail.device} ${detail.name}`.trim();
    look();
  });
  engine.addEventListener("ranked", look);
  gallery.addEventListener("batch", look);
  gallery.addEventListener("end", look);
  document.addEventListener("language", () => draw(shown));
  part("profile-copy").addEventListener("click", () => copyText(report(panel.dataset.device ?? "", shown)));
}

/**
 * The page's waits and the worker's work, in milliseconds.
 * @param {Record<string, number>} waits
 * @param {import("../worker/protocol").Spent[]} spent
 * @returns {Row[]}
 */
function rows(waits, spent) {
  /** @type {Row[]} */
  const own = Object.entries(waits)
    .filter(([, time]) => time > 0)
    .map(([name, time]) => [name, 1, time, time, time]);
  return [
    ...own,
    ...spent.map(({ work, items, total, longest }) => /** @type {Row} */ ([work, items, total / Math.max(1, items), total, longest])),
  ];
}

/** @param {Row[]} all */
function draw(all) {
  part("profile-rows").replaceChildren(
    ...all.map((cells) => {
      const row = document.createElement("tr");
      row.append(
        ...cells.map((value, column) => {
          const cell = document.createElement(column ? "td" : "th");
          cell.textContent =
            typeof value === "number" ? number(value, { maximumFractionDigits: column > 1 && value < 10 ? 2 : 0 }) : value;
          return cell;
        }),
      );
      return row;
    }),
  );
}

/**
 * The table as text, with what else explains it.
 * @param {string} device
 * @param {Row[]} all
 */
function report(device, all) {
  const lines = all.map(([name, ...values]) => [name, ...values.map((value) => Math.round(value * 100) / 100)].join("\t"));
  return [navigator.userAgent, device, `${navigator.hardwareConcurrency} threads`, "", ["work", "items", "ms/item", "ms", "longest"].join("\t"), ...lines].join("\n");
}
