// Our own engine, by the worker and the messages that the page uses.

import { Engine } from "../js/engine.js";

export class OurSide {
  adapter = "";
  #engine = new Engine();
  #device;
  #batch = 1;
  #job = 0;
  #search = 0;
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

  /** Indexes photos `[{path, file}]` as the page does, one batch after the other. */
  async index(photos) {
    this.#engine.reset(++this.#job);
    for (let done = 0; done < photos.length; done += this.#batch) {
      const answer = await this.#orFailure(
        this.#engine.embed(this.#job, photos.slice(done, done + this.#batch)),
      );
      if (answer.skipped.length) throw new Error(JSON.stringify(answer.skipped));
    }
  }

  /** Milliseconds from the sentence to the order by features. */
  async text({ text }) {
    const start = performance.now();
    await this.#ranked(text, 0, () => true);
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
