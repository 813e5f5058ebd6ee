// One folder on its way into the gallery: batch after batch, with pause, resume and cancel.

/** Weight of the newest batch in the measured rate. */
const FRESHNESS = 0.3;

export class Indexing {
  #cancelled = false;
  #paused = null;
  #resume = () => {};

  /**
   * `onBatch({photos, thumbnails, skipped, windows, files})` gets what a batch brought,
   * `onProgress({done, total, rate, left})` how far it is.
   */
  constructor({ engine, batch, job, photos, onBatch, onProgress }) {
    Object.assign(this, { engine, batch, job, photos, onBatch, onProgress });
  }

  /** Runs to the end; resolves to true unless it was cancelled. */
  async run() {
    const total = this.photos.length;
    let rate = 0;
    let opened = this.#open(0);
    for (let done = 0; done < total; ) {
      const began = performance.now();
      const { files, unreadable } = await opened;
      const count = files.length + unreadable.length;
      // The next files are opened while the worker computes.
      opened = this.#open(done + count);
      const answer = files.length
        ? await this.engine.embed(this.job, files)
        : { photos: [], thumbnails: [], skipped: [], windows: [] };
      done += count;
      const now = count / Math.max(0.001, (performance.now() - began) / 1000);
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

  async #open(first) {
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
    return { files: files.filter(Boolean), unreadable };
  }
}
