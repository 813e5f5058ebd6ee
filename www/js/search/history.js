// Earlier descriptions: a list below the query box, kept by this browser only.

import { t } from "../lib/i18n.js";
import { recall, remember } from "../lib/preferences.js";

/** Descriptions that are kept. */
const LENGTH = 20;
/** Longer ones were pasted by mistake. */
const LONGEST = 200;

/** Shows and keeps the list; `search()` is called when a description was put back into the box. */
export class History {
  #items = read();
  /** @type {string[]} */
  #shown = [];
  #active = -1;

  /**
   * @param {HTMLInputElement} box
   * @param {HTMLElement} list
   * @param {() => void} search
   */
  constructor(box, list, search) {
    this.box = box;
    this.list = list;
    this.search = search;
    this.items = /** @type {HTMLElement} */ (list.querySelector("[role=listbox]"));
    this.clear = /** @type {HTMLElement} */ (list.querySelector("[data-clear]"));
    // Not on focus alone: the page itself puts the keyboard here, and the examples below should stay in sight.
    box.addEventListener("click", () => this.#draw());
    box.addEventListener("input", () => this.#draw());
    box.addEventListener("keydown", (event) => this.#key(event));
    // Later than the click on an item, which takes the focus away as well.
    box.addEventListener("blur", () => this.#close());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.clear.addEventListener("click", () => this.#forget());
    this.items.addEventListener("click", ({ target }) => {
      const item = target instanceof Element ? target.closest("[role=option]") : null;
      if (item) this.#take(item.textContent ?? "");
    });
    document.addEventListener("language", () => this.#close());
  }

  /**
   * Keeps a description that was of use.
   * @param {string} text
   */
  add(text) {
    if (!text || text.length > LONGEST) return;
    this.#items = [text, ...this.#items.filter((item) => item !== text)].slice(0, LENGTH);
    remember("history", JSON.stringify(this.#items));
  }

  #draw() {
    const typed = this.box.value.trim().toLowerCase();
    this.#shown = this.#items.filter((item) => item.toLowerCase().includes(typed) && item !== this.box.value);
    this.#shown = this.#shown.slice(0, 6);
    this.#active = -1;
    const open = this.#shown.length > 0 && document.activeElement === this.box;
    this.list.hidden = !open;
    this.box.setAttribute("aria-expanded", String(open));
    this.box.removeAttribute("aria-activedescendant");
    if (!open) return;
    const options = this.#shown.map((text, place) => {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.id = `history-${place}`;
      item.textContent = text;
      return item;
    });
    this.items.replaceChildren(...options);
    this.items.setAttribute("aria-label", t("history"));
    this.clear.textContent = t("history.clear");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // These keys choose among the characters that an input method offers.
    if (event.isComposing) return;
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) this.#draw();
      if (this.list.hidden) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = this.#shown.length + 1;
      // One place more than there are items: back in the box.
      this.#active = ((this.#active + 1 + step + count) % count) - 1;
      this.#mark();
    } else if (event.key === "Enter") {
      if (this.#active >= 0 && !this.list.hidden) {
        event.preventDefault();
        this.#take(this.#shown[this.#active]);
      }
      this.#close();
    }
  }

  #mark() {
    for (const [place, item] of this.list.querySelectorAll("[role=option]").entries()) {
      item.setAttribute("aria-selected", String(place === this.#active));
    }
    if (this.#active < 0) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", `history-${this.#active}`);
  }

  /** @param {string} text */
  #take(text) {
    this.box.value = text;
    this.#close();
    this.search();
  }

  #forget() {
    this.#items = [];
    remember("history", null);
    this.#close();
    this.box.focus();
  }

  #close() {
    this.list.hidden = true;
    this.#active = -1;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }
}

/** @returns {string[]} */
function read() {
  try {
    const items = JSON.parse(recall("history") ?? "[]");
    return Array.isArray(items) ? items.filter((item) => typeof item === "string").slice(0, LENGTH) : [];
  } catch {
    return [];
  }
}
