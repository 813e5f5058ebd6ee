// From the query box to rankings: as one types, at once on Enter, and never an answer to an old question.

/** Quiet time after the last key before a search starts. */
const DELAY = 350;
/** Photos that are compared in detail. */
const RERANK = 32;

/**
 * Events: `search` {text} when a search begins, `ranking` {text, ranked}, `refused` {text, message}, `clear` when the box
 * was emptied, `empty` when an empty query was sent.
 */
export class Search extends EventTarget {
  #id = 0;
  #timer = 0;
  #asked = "";

  constructor(engine, form, box) {
    super();
    this.engine = engine;
    this.box = box;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.now({ sent: true });
    });
    box.addEventListener("input", (event) => {
      // Chinese and Japanese are typed by way of Latin letters: wait for the finished word.
      if (!event.isComposing) this.#soon();
    });
    box.addEventListener("compositionend", () => this.#soon());
    engine.addEventListener("ranked", ({ detail }) => {
      if (detail.id === this.#id) this.#tell("ranking", { text: this.#asked, ranked: detail });
    });
    engine.addEventListener("refused", ({ detail }) => {
      if (detail.id === this.#id) this.#tell("refused", { text: this.#asked, message: detail.message });
    });
  }

  /** The text in the box. */
  get text() {
    return this.box.value.trim();
  }

  /** Searches for what is in the box. */
  now({ sent = false } = {}) {
    clearTimeout(this.#timer);
    // While the model is not there the text waits in the box; the page searches when the photos are ready.
    if (this.text && !this.engine.ready) return;
    this.#id += 1;
    this.#asked = this.text;
    if (this.#asked) {
      this.#tell("search", { text: this.#asked });
      this.engine.search(this.#id, this.#asked, RERANK);
    } else {
      this.#tell(sent ? "empty" : "clear", {});
    }
  }

  /** No answer is wanted any more. */
  forget() {
    clearTimeout(this.#timer);
    this.#id += 1;
    this.#asked = "";
  }

  #soon() {
    clearTimeout(this.#timer);
    // An emptied box needs no computation; an unchanged one no second search.
    if (!this.text) this.now();
    else if (this.text !== this.#asked) this.#timer = setTimeout(() => this.now(), DELAY);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
