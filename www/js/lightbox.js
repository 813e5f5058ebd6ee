// One photo, large, with its name and score; the arrow keys walk through the order of the grid.

import { number, percent, t } from "./i18n.js";

const dialog = document.getElementById("lightbox");
const image = document.getElementById("lightbox-image");
const name = document.getElementById("lightbox-name");
const score = document.getElementById("lightbox-score");
const previous = document.getElementById("previous");
const next = document.getElementById("next");

let entries = [];
let index = 0;
let onClose = () => {};

/** Opens the viewer on one of the entries; `closed(index)` is told where it ended. */
export function openLightbox(list, start, closed) {
  entries = list;
  onClose = closed;
  show(start);
  dialog.showModal();
}

async function show(place) {
  index = place;
  const { photo, score: value, probability } = entries[place];
  previous.disabled = place === 0;
  next.disabled = place === entries.length - 1;
  name.textContent = photo.path;
  image.alt = photo.path;
  score.textContent =
    probability !== undefined
      ? t("score.match", { rank: place + 1, percent: percent(probability) })
      : value !== undefined
        ? t("score.similar", { rank: place + 1, value: number(value, { maximumFractionDigits: 2 }) })
        : "";
  const address = await photo.fullAddress();
  if (index === place) image.src = address;
}

function step(by) {
  const place = index + by;
  if (place >= 0 && place < entries.length) show(place);
}

previous.addEventListener("click", () => step(-1));
next.addEventListener("click", () => step(1));
dialog.addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") step(-1);
  if (event.key === "ArrowRight") step(1);
});
// A click beside the photo closes, as everyone expects.
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
dialog.addEventListener("close", () => {
  image.removeAttribute("src");
  onClose(index);
});
