// Our own engine, by the worker and the messages that the page uses.

import { Engine } from "../js/worker/engine.js";
import { randomFeature } from "./random.js";

/** Features that are handed to the worker at once. */
const PORTION = 10_000;
/** Photos above which the worker's first answer holds only the best. */
const LARGE = 20_000;
/** Number of the helper that the invented features come from; those of the engine begin at one. */
const INVENTOR = 0;

export class OurSide {
  adapter = "";
  #engine = new Engine();
  #device;
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
    const { device, name, fallback } = await this.#engine.start(this.#device);
    if (device !== this.#device) throw new Error(`no ${this.#device}: ${JSON.stringify(fallback)}`);
    this.adapter = name;
  }

  /** Milliseconds of each batch. */
  encoder(batch, runs) {
    return this.#orFailure(this.#engine.measure(batch, runs));
  }

  /** Indexes photos `[{path, file}]` as the page does. */
  async index(photos) {
    this.#engine.reset();
    this.#size = photos.length;
    const skipped = [];
    const sources = photos.map(({ path, file }) => ({ path, open: async () => file }));
    await this.#orFailure(this.#engine.index(sources, { onBatch: (brought) => skipped.push(...brought.skipped) }).finished);
    if (skipped.length) throw new Error(JSON.stringify(skipped));
  }

  /** A gallery of so many random features. */
  async fill(size) {
    const width = Object.values(await this.features())[0].length;
    this.#engine.reset();
    this.#size = size;
    const { port1, port2 } = new MessageChannel();
    this.#engine.connect(INVENTOR, port2);
    const empty = { thumbnail: new Uint8Array(), regions: new Float32Array(), inputs: new Float32Array() };
    for (let done = 0; done < size; done += PORTION) {
      const photos = Array.from({ length: Math.min(PORTION, size - done) }, (_, place) => ({
        ...empty,
        path: `${done + place}`,
        size: 0,
        modified: 0,
        nobody: false,
        leftOut: 0,
        features: randomFeature(width),
        tokens: new Uint16Array(),
      }));
      const ticket = done;
      port1.postMessage({ ticket, photos, skipped: [] });
      await this.#orFailure(this.#engine.join({ helper: INVENTOR, ticket }, []));
    }
  }

  /** Milliseconds from the sentence to the order by features. */
  async text({ text }) {
    // Of a large gallery the first answer is the best only where, as on the page, a closer look is to follow.
    const rerank = this.#size > LARGE ? 1 : 0;
    const start = performance.now();
    let first;
    const end = () => (first ??= performance.now());
    await this.#orFailure(this.#engine.search(text, { rerank, onFirst: end }));
    return end() - start;
  }

  /** Milliseconds from the order by features to the order by the match head. */
  async rerank({ text }, candidates) {
    let first;
    const ranking = await this.#orFailure(
      this.#engine.search(text, { rerank: candidates, onFirst: () => (first = performance.now()) }),
    );
    const time = performance.now() - first;
    if (ranking.reranked !== candidates) throw new Error(`${ranking.reranked} candidates instead of ${candidates}`);
    return time;
  }

  features() {
    return this.#orFailure(this.#engine.features());
  }

  #orFailure(promise) {
    return Promise.race([promise, this.#failure]);
  }
}
