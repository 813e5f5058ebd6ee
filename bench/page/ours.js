// Our own engine, by the worker and the messages that the page uses.

import { Engine } from "../js/worker/engine.js";
import { Indexing } from "../js/gallery/indexing.js";
import { randomFeature } from "./random.js";

/** Features that are handed to the worker at once. */
const PORTION = 10_000;
/** Photos above which the worker's first answer holds only the best. */
const LARGE = 20_000;

export class OurSide {
  adapter = "";
  #engine = new Engine();
  #device;
  #batch = 1;
  #job = 0;
  #search = 0;
  #size = 0;
  #failure;

  constructor(device) {
    this.#device = device;
    this.#failure = new Promise((_, reject) => {
      this.#engine.addEventListener("failed", ({ detail }) => reject(new Error(JSON.stringify(detail))));
    });
    // Looked at where something is waited for.
    this.#failure.catch(() => {});
  }

  async start() {
    const ready = this.#event("ready");
    this.#engine.start(this.#device);
    const { device, name, batch, fallback } = await ready;
    if (device !== this.#device) throw new Error(`no ${this.#device}: ${JSON.stringify(fallback)}`);
    this.adapter = name;
    this.#batch = batch;
  }

  /** Milliseconds of each batch. */
  encoder(batch, runs) {
    return this.#orFailure(this.#engine.measure(batch, runs));
  }

  /** Indexes photos `[{path, file}]` as the page does. */
  async index(photos) {
    this.#engine.reset(++this.#job);
    this.#size = photos.length;
    let skipped = [];
    const indexing = new Indexing({
      engine: this.#engine,
      batch: this.#batch,
      job: this.#job,
      photos: photos.map(({ path, file }) => ({ path, open: async () => file })),
      wanted: () => ({ thumbnails: false, windows: false }),
      onBatch: (brought) => (skipped = [...skipped, ...brought.skipped]),
      onProgress: () => {},
    });
    await this.#orFailure(indexing.run());
    if (skipped.length) throw new Error(JSON.stringify(skipped));
  }

  /** A gallery of so many random features. */
  async fill(size) {
    const width = Object.values(await this.features())[0].length;
    this.#engine.reset(++this.#job);
    this.#size = size;
    const empty = { thumbnail: new Uint8Array(), regions: new Float32Array(), inputs: new Float32Array() };
    for (let done = 0; done < size; done += PORTION) {
      const photos = Array.from({ length: Math.min(PORTION, size - done) }, (_, place) => ({
        ...empty,
        path: `${done + place}`,
        size: 0,
        modified: 0,
        withWindows: false,
        features: randomFeature(width),
        tokens: new Uint16Array(),
      }));
      await this.#orFailure(this.#engine.join(this.#job, { photos, skipped: [] }));
    }
  }

  /** Milliseconds from the sentence to the order by features. */
  async text({ text }) {
    const start = performance.now();
    // Of a large gallery the first answer is the best only where, as on the page, a closer look is to follow.
    await this.#ranked(text, this.#size > LARGE ? 1 : 0, () => true);
    return performance.now() - start;
  }

  /** Milliseconds from the order by features to the order by the match head. */
  async rerank({ text }, candidates) {
    let first;
    const { reranked } = await this.#ranked(text, candidates, ({ last }) => {
      first ??= performance.now();
      return last;
    });
    const time = performance.now() - first;
    if (reranked !== candidates) throw new Error(`${reranked} candidates instead of ${candidates}`);
    return time;
  }

  features() {
    return this.#orFailure(this.#engine.features());
  }

  /** Searches, and waits for the answer that `isLast`. */
  #ranked(text, rerank, isLast) {
    const id = ++this.#search;
    const answer = this.#event("ranked", (detail) => detail.id === id && isLast(detail));
    this.#engine.search(id, text, rerank);
    return answer;
  }

  #event(type, fits = () => true) {
    return this.#orFailure(
      new Promise((resolve) => {
        const listen = ({ detail }) => {
          if (!fits(detail)) return;
          this.#engine.removeEventListener(type, listen);
          resolve(detail);
        };
        this.#engine.addEventListener(type, listen);
      }),
    );
  }

  #orFailure(promise) {
    return Promise.race([promise, this.#failure]);
  }
}
