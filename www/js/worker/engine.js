// The search as a module: a model in a worker of its own, photos in, rankings out. It needs nothing of the page that
// imports it; docs/EMBEDDING.md shows how to use it from another page. The messages are described in crates/protocol.
// How it is started and how photos come in is in gallery-worker.js; here is what it can be asked about them.

import { EngineFailed, EngineLost, QueryRefused } from "./errors.js";
import { GalleryWorker } from "./gallery-worker.js";
import { reopened } from "./source.js";
import { merged } from "./spent.js";

export { EngineFailed, EngineLost, QueryRefused };

/**
 * @typedef {import("./protocol").Request} Request
 * @typedef {import("./protocol").Reply} Reply
 * @typedef {import("./protocol").Backend} Backend
 * @typedef {import("./protocol").Photo} Photo
 * @typedef {import("./errors.js").Failure} Failure
 * @typedef {import("./gallery-worker.js").EngineEvents} EngineEvents
 * @typedef {import("./ranking.js").Ranking} Ranking
 * @typedef {import("./source.js").Source} Source
 */
/**
 * What a kind of reply carries.
 * @template {Reply["type"]} Kind
 * @typedef {import("./connection.js").ReplyData<Kind>} ReplyData
 */

/** Photos that are compared in detail. */
const DEPTH = 32;

/** A gallery that can be searched. */
export class Engine extends GalleryWorker {
  /**
   * Ranks the gallery by a sentence; resolves to the order, to null where a newer search took its place, and rejects with
   * `QueryRefused` where the sentence cannot be searched. `onFirst` gets the order that is there at once, before the best
   * `rerank` photos are compared in detail.
   * @param {string} text
   * @param {{rerank?: number, onFirst?: (ranking: Ranking) => void}} [options]
   */
  search(text, { rerank = DEPTH, onFirst } = {}) {
    return this.openSearch.begin((id) => this.questions.post("search", { id, text, rerank }), onFirst);
  }

  /**
   * Ranks the gallery by similarity to the person of this number in one of its photos, by default the largest, or to a
   * photo that is searched as a whole; else as `search`.
   * @param {number} index
   * @param {number} [crop]
   */
  similar(index, crop) {
    return this.openSearch.begin((id) => this.questions.post("similar", { id, index, crop }));
  }

  /**
   * Where the words of `text` look in a photo, or around the person of it that an entry of a ranking counts by; resolves to
   * `{words, wanted, rows, columns, maps}`.
   * @param {{photo: Source, region?: number[]}} entry
   * @param {string} text
   */
  async explain({ photo, region }, text) {
    const file = await reopened(photo);
    const part = region ? /** @type {[number, number, number, number]} */ (region) : null;
    return this.questions.explain({ text, photo: { path: photo.path, file }, region: part });
  }

  /**
   * Which photo fits each text best; resolves to `{indices, leads}`.
   * @param {string[]} texts
   */
  suggest(texts) {
    return this.questions.ask("suggested", "suggest", { texts });
  }

  // ---- for tests and the curious

  /** The projected features as `{path: [numbers]}`: of each photo's largest person, or of the photo as a whole. */
  async features() {
    const people = await this.people();
    return Object.fromEntries(Object.entries(people).map(([path, [{ feature }]]) => [path, feature]));
  }

  /**
   * What is searched of each photo, largest person first: `{path: [{box, feature}]}`, the box as left, top, width and
   * height in shares of the photo, null for the photo as a whole.
   */
  async people() {
    const { names, regions, features } = await this.questions.ask("features", "features", undefined);
    /** @type {Map<string, {box: number[] | null, feature: number[]}[]>} */
    const people = new Map();
    for (const [index, path] of names.entries()) {
      const all = people.get(path) ?? [];
      all.push({ box: regions[index], feature: Array.from(features[index]) });
      people.set(path, all);
    }
    return Object.fromEntries(people);
  }

  /**
   * Milliseconds of the image encoder for each of `runs` batches, as an array: for the benchmark.
   * @param {number} batch
   * @param {number} runs
   */
  async measure(batch, runs) {
    return Array.from((await this.questions.ask("measured", "measure", { batch, runs })).times);
  }

  /** Where the workers' time went: `{spent: [{work, times, items, total, longest}]}`, in milliseconds. */
  async profile() {
    const { spent } = await this.questions.ask("profiled", "profile", undefined);
    return { spent: merged([...spent, ...this.helpers.spent]) };
  }
}
