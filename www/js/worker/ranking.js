// What the worker says of an order, as a list of photos.

/**
 * A photo in an order.
 * @template Photo
 * @typedef {object} Entry
 * @property {Photo} photo
 * @property {number} [score] the match score (above 1) of a photo that was compared in detail, else the cosine
 * @property {number} [probability] that it is a match; only of photos that were compared in detail
 * @property {number} [crop] the number of the person that the photo counts by; absent: the photo as a whole
 * @property {number[]} [region] where that person is: left, top, width and height as shares
 */

/** An order of the gallery, or, in the first answer about a large one, of its beginning. */
export class Ranking {
  /** @type {Entry<any>[] | null} */
  #entries = null;

  /**
   * @param {Omit<Extract<import("./protocol").Reply, {type: "ranked"}>["data"], "id">} ranked
   * @param {string[]} unknown
   * @param {(index: number) => any} photoAt
   */
  constructor(ranked, unknown, photoAt) {
    this.ranked = ranked;
    /** Words of the query that the model does not know. */
    this.unknown = unknown;
    this.photoAt = photoAt;
  }

  /** How many of the first entries were compared in detail. */
  get reranked() {
    return this.ranked.reranked;
  }

  /** Whether no further answer to this search follows. */
  get last() {
    return this.ranked.last;
  }

  /** The photos, best first. Made when they are asked for: there may be a hundred thousand. */
  get entries() {
    this.#entries ??= this.#list();
    return this.#entries;
  }

  #list() {
    const { order, scores, probabilities, crops, regions } = this.ranked;
    return Array.from(order, (index, rank) => {
      /** @type {Entry<any>} */
      const entry = { photo: this.photoAt(index), score: scores[rank] };
      if (rank < probabilities.length) entry.probability = probabilities[rank];
      if (crops.length && crops[rank] >= 0) {
        entry.crop = crops[rank];
        entry.region = Array.from(regions.subarray(4 * rank, 4 * rank + 4));
      }
      return entry;
    });
  }
}
