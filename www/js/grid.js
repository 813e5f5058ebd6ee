// The photos on the page, as a list of tiles that grows while one scrolls.

import { number, percent, t } from "./i18n.js";

/** Tiles made at once. */
const PORTION = 60;
/** Photos whose shape decides the shape of the tiles. */
const SHAPES = 9;
/** Tiles that glide to their new place when an order changes; more would be noise. */
const GLIDING = 40;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Shows entries `{photo, score, probability}`; the last two are missing while there is no query. */
export class Grid {
  #entries = [];
  #shown = 0;
  #tiles = new Map();
  #shapes = [];

  constructor(list, more, onOpen) {
    this.list = list;
    this.onOpen = onOpen;
    new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && this.#grow(), {
      rootMargin: "1200px",
    }).observe(more);
    document.addEventListener("language", () => this.#redraw());
  }

  get entries() {
    return this.#entries;
  }

  /** Shows these entries in this order. */
  show(entries) {
    const before = calm.matches ? new Map() : this.#places();
    this.#entries = entries;
    this.#shown = 0;
    this.list.replaceChildren();
    this.#grow();
    this.#glide(before);
  }

  /** Adds entries at the end. */
  append(entries) {
    this.#entries.push(...entries);
    if (this.#shown < PORTION) this.#grow();
  }

  /** Forgets all photos. */
  clear() {
    this.#entries = [];
    this.#shown = 0;
    this.#tiles.clear();
    this.#shapes = [];
    this.list.replaceChildren();
    this.list.style.removeProperty("--shape");
  }

  /** Puts the keyboard on an entry's tile. */
  focus(index) {
    this.#tiles.get(this.#entries[index]?.photo)?.querySelector("button").focus();
  }

  #grow() {
    const portion = document.createDocumentFragment();
    const end = Math.min(this.#entries.length, this.#shown + PORTION);
    for (; this.#shown < end; this.#shown++) {
      const entry = this.#entries[this.#shown];
      const previous = this.#entries[this.#shown - 1];
      if (previous?.probability !== undefined && entry.probability === undefined) portion.append(divider());
      portion.append(this.#tile(this.#shown, entry));
    }
    this.list.append(portion);
  }

  #redraw() {
    const shown = this.#shown;
    this.#shown = 0;
    this.list.replaceChildren();
    while (this.#shown < shown) this.#grow();
  }

  #tile(index, { photo, score, probability }) {
    const tile = this.#tiles.get(photo) ?? this.#make(photo);
    const ranked = score !== undefined;
    if (ranked) tile.dataset.score = score;
    else delete tile.dataset.score;
    tile.dataset.index = index;
    const [button, badge, match] = [".open", ".badge", ".match"].map((part) => tile.querySelector(part));
    badge.textContent = number(index + 1);
    badge.hidden = !ranked;
    match.hidden = probability === undefined;
    if (probability !== undefined) {
      match.querySelector(".value").textContent = percent(probability);
      match.style.setProperty("--share", probability);
    }
    const key = probability !== undefined ? "tile.match" : ranked ? "tile.rank" : "tile.plain";
    const label = t(key, { rank: index + 1, name: photo.path, percent: percent(probability ?? 0) });
    button.setAttribute("aria-label", label);
    button.title = photo.path;
    return tile;
  }

  #make(photo) {
    const tile = document.createElement("li");
    tile.className = "tile";
    tile.dataset.file = photo.path;
    const button = element("button", "open");
    button.type = "button";
    const image = document.createElement("img");
    image.alt = "";
    image.loading = "lazy";
    image.decoding = "async";
    image.addEventListener("load", () => {
      image.classList.add("there");
      this.#learnShape(image.naturalWidth / image.naturalHeight);
    });
    let tries = 0;
    const load = () =>
      photo.address().then(
        (address) => (image.src = address),
        () => tile.classList.add("broken"),
      );
    // An address may have been given back before a lazy image came to use it.
    image.addEventListener("error", () => (tries++ ? tile.classList.add("broken") : load()));
    load();
    const match = element("span", "match");
    match.append(element("span", "meter"), element("span", "value"));
    const badge = element("span", "badge");
    // The button's label says the same in words.
    badge.ariaHidden = match.ariaHidden = "true";
    button.append(image);
    button.addEventListener("click", () => this.onOpen(Number(tile.dataset.index)));
    tile.append(button, badge, match);
    this.#tiles.set(photo, tile);
    return tile;
  }

  /** Cut-outs of single people are tall, holiday photos are wide: the first photos decide what fits. */
  #learnShape(shape) {
    if (this.#shapes.length >= SHAPES) return;
    this.#shapes.push(shape);
    const sorted = [...this.#shapes].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    this.list.style.setProperty("--shape", Math.min(1.25, Math.max(0.5, median)).toFixed(2));
  }

  #places() {
    const tiles = [...this.list.querySelectorAll(".tile")].slice(0, GLIDING);
    return new Map(tiles.map((tile) => [tile, tile.getBoundingClientRect()]));
  }

  #glide(before) {
    for (const tile of [...this.list.querySelectorAll(".tile")].slice(0, GLIDING)) {
      const old = before.get(tile);
      const now = tile.getBoundingClientRect();
      if (!old) {
        if (before.size) tile.animate({ opacity: [0, 1] }, { duration: 250, easing: "ease-out" });
      } else if (old.x !== now.x || old.y !== now.y) {
        const from = `translate(${old.x - now.x}px, ${old.y - now.y}px)`;
        tile.animate({ transform: [from, "none"] }, { duration: 380, easing: "cubic-bezier(.2,.8,.2,1)" });
      }
    }
  }
}

function element(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

/** The line between the photos that were compared in detail and the rest. */
function divider() {
  const line = element("li", "divider");
  line.textContent = t("divider");
  return line;
}
