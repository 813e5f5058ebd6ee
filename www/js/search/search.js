// From the query box to rankings: as one types, at once on Enter, deeper on the next Enter, and never an answer to an
// old question.

import { Talker } from "../lib/talker.js";
import { EngineLost, QueryRefused } from "../worker/engine.js";

/**
 * @typedef {import("../worker/ranking.js").Ranking} Ranking
 * @typedef {import("../worker/ranking.js").Entry<import("../gallery/photos.js").Photo>} Entry
 */
/**
 * An order that was asked for: by a text, or by the photo of an entry.
 * @typedef {{text: string, similar: Entry | null, depth: number, ranking: Ranking}} Answer
 */
/**
 * @typedef {object} SearchEvents
 * @property {{text: string, depth: number}} search a search begins
 * @property {Answer} ranking an order is there; the last one may follow
 * @property {{reason: import("../worker/protocol").Refused}} refused the text cannot be searched
 * @property {undefined} clear the box was emptied
 * @property {undefined} empty an empty query was sent
 */

/** Quiet time after the last key before a search starts. */
const DELAY = 300;
/** Photos that are compared in detail at first. */
const DEPTH = 32;
/** How many times more with every further Enter. */
const DEEPER = 4;
/** A longer text cannot describe anyone better: the model reads some dozens of words. */
const LONGEST = 1000;

/** @extends {Talker<SearchEvents>} */
export class Search extends Talker {
  /** Rises with every question: only the last one is answered. */
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = "";
  /** @type {Entry | null} */
  #similar = null;
  #depth = DEPTH;
  #settled = false;

  /**
   * @param {import("../worker/engine.js").Engine} engine
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} box
   * @param {(photo: import("../gallery/photos.js").Photo) => number} indexOf the photo's index in the worker's gallery, or -1
   */
  constructor(engine, form, box, indexOf) {
    super();
    this.engine = engine;
    this.box = box;
    this.indexOf = indexOf;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#settled && !this.#similar && this.text && this.text === this.#asked) this.deeper();
      else this.now({ sent: true });
    });
    box.addEventListener("input", (event) => {
      // Chinese and Japanese are typed by way of Latin letters: wait for the finished word.
      if (!(event instanceof InputEvent && event.isComposing)) this.#soon();
    });
    box.addEventListener("compositionend", () => this.#soon());
  }

  /** The text in the box. */
  get text() {
    return this.box.value.trim().slice(0, LONGEST);
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

  /**
   * Photos like the one of an entry.
   * @param {Entry} entry
   */
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
    const { photo, crop } = this.#similar;
    const index = this.indexOf(photo);
    // Taken out of the folder in the meantime: nothing is like it.
    if (index < 0) return this.now();
    this.#begin(() => this.engine.similar(index, crop));
  }

  /** No answer is wanted any more. */
  forget() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#asked = "";
    this.#similar = null;
    this.#settled = false;
  }

  /**
   * @param {number} depth
   * @param {boolean} sent
   */
  #ask(depth, sent) {
    clearTimeout(this.#timer);
    // While the model is not there the text waits in the box; the page searches when the photos are ready.
    if (this.text && !this.engine.ready) return;
    this.#asked = this.text;
    this.#depth = depth;
    if (this.#asked) {
      this.#begin((onFirst) => this.engine.search(this.#asked, { rerank: depth, onFirst }));
    } else {
      this.#turn += 1;
      this.#settled = false;
      this.tell(sent ? "empty" : "clear", undefined);
    }
  }

  /** @param {(onFirst: (ranking: Ranking) => void) => Promise<Ranking | null>} ask */
  async #begin(ask) {
    const turn = ++this.#turn;
    this.#settled = false;
    this.tell("search", { text: this.#asked, depth: this.#depth });
    const show = (/** @type {Ranking} */ ranking) => {
      if (turn !== this.#turn) return;
      this.#settled = ranking.last;
      this.tell("ranking", { text: this.#asked, similar: this.#similar, depth: this.#depth, ranking });
    };
    try {
      const ranking = await ask(show);
      if (ranking) show(ranking);
    } catch (error) {
      if (turn !== this.#turn || error instanceof EngineLost) return;
      if (!(error instanceof QueryRefused)) throw error;
      this.tell("refused", { reason: error.reason });
    }
  }

  #soon() {
    clearTimeout(this.#timer);
    // An emptied box needs no computation; an unchanged one no second search.
    if (!this.text) this.now();
    else if (this.text !== this.#asked) this.#timer = setTimeout(() => this.now(), DELAY);
  }
}
