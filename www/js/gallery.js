// The gallery of the page: the chosen photos, those that the worker knows in its order, and the job that brings
// the ones to the other.

import { Indexing } from "./indexing.js";

/** Events: `batch` {entries, skipped}, `progress`, `end` {complete}. */
export class Gallery extends EventTarget {
  #indexing = null;
  #byPath = new Map();
  #job = 0;

  /** All photos of the folder. */
  photos = [];
  /** The photos that can be searched; places are those of the worker's rankings. */
  known = [];

  constructor(engine) {
    super();
    this.engine = engine;
  }

  /** The running job, if there is one. */
  get indexing() {
    return this.#indexing;
  }

  /** Replaces the photos; the old ones leave memory. */
  replace(photos) {
    this.stop();
    const staying = new Set(photos);
    for (const photo of this.photos) if (!staying.has(photo)) photo.release();
    this.photos = photos;
    this.known = [];
    this.#byPath = new Map(photos.map((photo) => [photo.path, photo]));
  }

  /** Ends the running job without waiting for it. */
  stop() {
    this.#indexing?.cancel();
    this.#indexing = null;
  }

  /** Brings all photos into the worker's gallery, from the beginning. */
  async index(batch) {
    this.stop();
    this.known = [];
    this.#job += 1;
    const job = this.#job;
    this.engine.reset(job);
    const indexing = new Indexing({
      engine: this.engine,
      batch,
      job,
      photos: this.photos,
      onBatch: ({ photos, skipped }) => {
        if (this.#indexing !== indexing) return;
        const entries = photos.map((path) => this.#byPath.get(path));
        this.known.push(...entries);
        this.#tell("batch", { entries, skipped });
      },
      onProgress: (progress) => this.#indexing === indexing && this.#tell("progress", progress),
    });
    this.#indexing = indexing;
    const complete = await indexing.run();
    // Replaced by another job: that one speaks for itself.
    if (this.#indexing !== indexing) return;
    this.#indexing = null;
    this.#tell("end", { complete });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
