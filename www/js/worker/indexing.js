// One folder on its way into the gallery: batch after batch, with pause, resume and cancel. Of a large one several batches
// are under way at a time, in the hands of helpers; they join the gallery in the folder's order.

/** Weight of the newest batch in the measured rate. */
const FRESHNESS = 0.3;
/** Fewer photos than this are read before helpers would be there. */
const LARGE = 24;
/** Batches under way: the one that is computed and the next, whose files are opened meanwhile; with helpers two for each. */
const AHEAD = 2;

const NOTHING = { photos: [], thumbnails: [], skipped: [], windows: [] };

export class Indexing {
  #cancelled = false;
  #paused = null;
  #resume = () => {};
  #helpers = null;

  /**
   * `wanted()` is what helpers make of photos, `{thumbnails, windows}`; `onBatch({photos, thumbnails, skipped, windows, files})` gets what a batch brought,
   * `onProgress({done, total, rate, left})` how far it is.
   */
  constructor({ engine, batch, job, photos, wanted, onBatch, onProgress }) {
    Object.assign(this, { engine, batch, job, photos, wanted, onBatch, onProgress });
  }

  /** Runs to the end; resolves to true unless it was cancelled. */
  async run() {
    if (this.photos.length > LARGE) this.#helpers = this.engine.callHelpers();
    try {
      return await this.#readAll();
    } finally {
      if (this.#helpers) this.engine.dismissHelpers(this.#helpers);
    }
  }

  async #readAll() {
    const total = this.photos.length;
    const flights = [];
    let [next, done, rate] = [0, 0, 0];
    let began = performance.now();
    while (next < total || flights.length) {
      while (next < total && flights.length < AHEAD * Math.max(1, this.#helpers?.size ?? 0)) {
        flights.push(this.#begin(next));
        next = Math.min(total, next + this.batch);
      }
      const { files, unreadable, prepared } = await flights.shift();
      const answer = await this.#finish(files, prepared);
      const count = files.length + unreadable.length;
      done += count;
      const ended = performance.now();
      const now = count / Math.max(0.001, (ended - began) / 1000);
      began = ended;
      rate = rate ? rate * (1 - FRESHNESS) + now * FRESHNESS : now;
      // Also after a cancel: the worker knows these photos, so the page must.
      this.onBatch({ ...answer, files, skipped: [...unreadable, ...answer.skipped] });
      this.onProgress({ done, total, rate, left: (total - done) / rate });
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

  /** Opens the files of a batch and hands them to a helper, if there is one yet. Never rejects. */
  async #begin(first) {
    const files = [];
    const unreadable = [];
    await Promise.all(
      this.photos.slice(first, first + this.batch).map(async (photo, place) => {
        try {
          files[place] = { path: photo.path, file: await photo.open() };
        } catch (error) {
          unreadable.push({ path: photo.path, reason: "unreadable", detail: error?.message ?? "" });
        }
      }),
    );
    const opened = files.filter(Boolean);
    const prepared = opened.length && this.#helpers?.size ? await this.#helpers.prepare(opened, this.wanted()) : null;
    return { files: opened, unreadable, prepared };
  }

  #finish(files, prepared) {
    if (!files.length) return NOTHING;
    return prepared ? this.engine.join(this.job, prepared, files) : this.engine.embed(this.job, files);
  }
}
