// From the query box to rankings: as one types, at once on Enter, deeper on the next Enter, and never an answer to an
// old question.

/** Quiet time after the last key before a search starts. */
const DELAY = 300;
/** Photos that are compared in detail at first. */
const DEPTH = 32;
/** How many times more with every further Enter. */
const DEEPER = 4;
/** A longer text cannot describe anyone better: the model reads some dozens of words. */
const LONGEST = 1000;

/**
 * Events: `search` {text, depth} when a search begins, `ranking` {text, similar, depth, ranked}, `refused` {reason},
 * `clear` when the box was emptied, `empty` when an empty query was sent.
 */
export class Search extends EventTarget {
  #id = 0;
  #timer = 0;
  #asked = "";
  #similar = null;
  #depth = DEPTH;
  #settled = false;
  #unknown = [];

  /** `placeOf(photo)` is the photo's place in the worker's gallery, or -1. */
  constructor(engine, form, box, placeOf) {
    super();
    Object.assign(this, { engine, box, placeOf });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#settled && !this.#similar && this.text && this.text === this.#asked) this.deeper();
      else this.now({ sent: true });
    });
    box.addEventListener("input", (event) => {
      // Chinese and Japanese are typed by way of Latin letters: wait for the finished word.
      if (!event.isComposing) this.#soon();
    });
    box.addEventListener("compositionend", () => this.#soon());
    engine.addEventListener("ranked", ({ detail }) => {
      if (detail.id !== this.#id) return;
      this.#settled = detail.last;
      this.#tell("ranking", { text: this.#asked, similar: this.#similar, depth: this.#depth, ranked: detail });
    });
    engine.addEventListener("refused", ({ detail }) => {
      if (detail.id === this.#id) this.#tell("refused", { reason: detail.reason });
    });
    engine.addEventListener("unknown", ({ detail }) => {
      if (detail.id === this.#id) this.#unknown = detail.words;
    });
  }

  /** The text in the box. */
  get text() {
    return this.box.value.trim().slice(0, LONGEST);
  }

  /** Words of the query that the model does not know. */
  get unknown() {
    return this.#unknown;
  }

  /** The entry whose like is shown, or null. */
  get similar() {
    return this.#similar;
  }

  /** Whether a ranking is wanted at all. */
  get isOn() {
    return this.text !== "" || this.#similar !== null;
  }

  /** How many photos the next deeper look would compare. */
  get nextDepth() {
    return this.#depth * DEEPER;
  }

  /** Searches for what is in the box. */
  now({ sent = false } = {}) {
    this.#similar = null;
    this.#ask(DEPTH, sent);
  }

  /** The same again, with more photos compared in detail. */
  deeper() {
    this.#ask(this.nextDepth, true);
  }

  /** Photos like the one of an entry `{photo, view}`. */
  like(entry) {
    clearTimeout(this.#timer);
    if (!this.engine.ready) return;
    this.#similar = entry;
    this.#asked = "";
    this.again();
  }

  /** Asks the same once more: there are new photos. */
  again() {
    if (!this.#similar) return this.#ask(this.text === this.#asked ? this.#depth : DEPTH, false);
    const place = this.placeOf(this.#similar.photo);
    // Taken out of the folder in the meantime: nothing is like it.
    if (place < 0) return this.now();
    this.#begin();
    this.engine.similar(this.#id, place, this.#similar.view);
  }

  /** No answer is wanted any more. */
  forget() {
    clearTimeout(this.#timer);
    this.#id += 1;
    this.#asked = "";
    this.#similar = null;
    this.#settled = false;
  }

  #ask(depth, sent) {
    clearTimeout(this.#timer);
    // While the model is not there the text waits in the box; the page searches when the photos are ready.
    if (this.text && !this.engine.ready) return;
    this.#asked = this.text;
    this.#depth = depth;
    if (this.#asked) {
      this.#begin();
      this.engine.search(this.#id, this.#asked, depth);
    } else {
      this.#id += 1;
      this.#settled = false;
      this.#tell(sent ? "empty" : "clear", {});
    }
  }

  #begin() {
    this.#id += 1;
    this.#settled = false;
    this.#unknown = [];
    this.#tell("search", { text: this.#asked, depth: this.#depth });
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
