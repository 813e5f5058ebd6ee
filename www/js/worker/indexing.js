// Photos on their way into the gallery: batch after batch, with pause, resume and cancel. Of a large folder several batches
// are under way at a time, in the hands of helpers; they join the gallery in the folder's order.

import { openAll } from "./source.js";

/**
 * @typedef {import("./gallery-worker.js").GalleryWorker} GalleryWorker
 * @typedef {import("./source.js").Source} Source
 * @typedef {import("./helpers.js").Helpers} Helpers
 * @typedef {import("./protocol").Photo} Photo
 * @typedef {Omit<import("./protocol").Skipped, "size" | "modified">} Skipped
 */
/**
 * What a batch brought.
 * @typedef {object} Brought
 * @property {Source[]} joined the photos that joined the gallery, in its order
 * @property {Blob[]} files the file of each
 * @property {Float64Array} thumbnails offset and length of the small picture of each, where such are kept
 * @property {number[]} people how many people of each are searched; 0 if nobody was found, -1 if it is one crop already
 * @property {number[]} leftOut how many more were found than are searched
 * @property {Skipped[]} skipped what was left out, and why
 */
/**
 * @typedef {object} IndexingListeners
 * @property {(brought: Brought) => void} [onBatch]
 * @property {(progress: {done: number, total: number, rate: number, left: number}) => void} [onProgress] photos, photos a
 *   second, and seconds that are left
 */

/**
 * A batch whose files were opened.
 * @typedef {object} Flight
 * @property {import("./source.js").Opened[]} files
 * @property {Photo[]} named the same, as messages have them
 * @property {import("./source.js").Unreadable[]} unreadable
 * @property {{helper: number, ticket: number} | null} prepared what a helper made of them
 */

/** Weight of the newest batch in the measured rate. */
const FRESHNESS = 0.3;
/** Fewer photos than this are read before helpers would be there, */
const LARGE = 24;
/** unless a batch of them has so many bytes: photos of telephones take a tenth of a second each. */
const HEAVY = 4e6;
/** Batches under way: the one that is computed and the next, whose files are opened meanwhile; with helpers two for each. */
const AHEAD = 2;

const NOTHING = { photos: [], thumbnails: new Float64Array(), skipped: [], people: [], leftOut: [] };

/** Photos on their way; made by `Engine.index`. */
export class Indexing {
  #cancelled = false;
  /** @type {Promise<void> | null} */
  #paused = null;
  #resume = () => {};
  /** @type {Helpers | null} */
  #helpers = null;

  /** Those that joined the gallery, in its order. @type {Source[]} */
  photos = [];

  /** @param {{engine: GalleryWorker, batch: number, generation: number, photos: Source[]} & IndexingListeners} what */
  constructor({ engine, batch, generation, photos, onBatch, onProgress }) {
    this.engine = engine;
    this.batch = batch;
    this.generation = generation;
    this.wanted = photos;
    this.onBatch = onBatch;
    this.onProgress = onProgress;
    /** Resolves to true at the end, to false when it was cancelled; rejects with `EngineLost`. */
    this.finished = this.#run();
  }

  async #run() {
    // Whoever begins this can note it before anything comes.
    await null;
    if (this.wanted.length > LARGE) this.#helpers = this.engine.callHelpers();
    try {
      return await this.#readAll();
    } finally {
      if (this.#helpers) this.engine.dismissHelpers(this.#helpers);
    }
  }

  async #readAll() {
    const total = this.wanted.length;
    /** @type {Promise<Flight>[]} */
    const flights = [];
    let [next, done, rate] = [0, 0, 0];
    let began = performance.now();
    while (next < total || flights.length) {
      while (next < total && flights.length < AHEAD * Math.max(1, this.#helpers?.size ?? 0)) {
        flights.push(this.#begin(this.wanted.slice(next, next + this.batch)));
        next = Math.min(total, next + this.batch);
      }
      const flight = await /** @type {Promise<Flight>} */ (flights.shift());
      const count = flight.files.length + flight.unreadable.length;
      const brought = await this.#finish(flight);
      done += count;
      const ended = performance.now();
      const now = count / Math.max(0.001, (ended - began) / 1000);
      began = ended;
      rate = rate ? rate * (1 - FRESHNESS) + now * FRESHNESS : now;
      // Also after a cancel: the worker knows these photos, so the page must.
      this.photos.push(...brought.joined);
      this.onBatch?.(brought);
      this.onProgress?.({ done, total, rate, left: (total - done) / rate });
      await this.#paused;
      if (this.#cancelled) return false;
    }
    return true;
  }

  get isPaused() {
    return this.#paused !== null;
  }

  pause() {
    this.#paused ??= new Promise((resolve) => (this.#resume = resolve));
  }

  resume() {
    this.#paused = null;
    this.#resume();
  }

  cancel() {
    this.#cancelled = true;
    this.resume();
  }

  /**
   * Opens the files of a batch and hands them to a helper, if there is one yet. Never rejects.
   * @param {Source[]} photos
   * @returns {Promise<Flight>}
   */
  async #begin(photos) {
    const { files, unreadable } = await openAll(photos);
    const named = files.map(({ source: { path }, file }) => ({ path, file }));
    const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
    if (bytes > HEAVY && this.wanted.length > this.batch) this.#helpers ??= this.engine.callHelpers();
    const helpers = named.length && this.#helpers?.size ? this.#helpers : null;
    const prepared = await helpers?.prepare(named, this.engine.wanted);
    return { files, named, unreadable, prepared: prepared ?? null };
  }

  /**
   * @param {Flight} flight
   * @returns {Promise<Brought>}
   */
  async #finish({ files, named, unreadable, prepared }) {
    const { photos, thumbnails, people, leftOut, skipped } = !named.length
      ? NOTHING
      : prepared
        ? await this.engine.join(prepared, named, this.generation)
        : await this.engine.embed(named, this.generation);
    const byPath = new Map(files.map((opened) => [opened.source.path, opened]));
    const joined = photos.map((path) => /** @type {(typeof files)[0]} */ (byPath.get(path)));
    return {
      joined: joined.map(({ source }) => source),
      files: joined.map(({ file }) => file),
      thumbnails,
      people,
      leftOut,
      skipped: [...unreadable, ...skipped],
    };
  }
}
