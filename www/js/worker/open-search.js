// The one search that is open. It may be answered twice, by the order that is there at once and by the last one, unless a
// newer search takes its place, or the photos change: then nobody waits for it any more.

import { EngineLost, QueryRefused } from "./errors.js";
import { Ranking } from "./ranking.js";

/** @typedef {Extract<import("./protocol").Reply, {type: "unknown" | "ranked" | "refused"}>} SearchReply */
/**
 * A search that waits for its last answer.
 * @typedef {object} Searching
 * @property {number} id
 * @property {(ranking: Ranking | null) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {(ranking: Ranking) => void} onFirst
 * @property {string[]} unknown
 */

/** The search that is open, if any. */
export class OpenSearch {
  /** @type {Searching | null} */
  #open = null;
  #questions;
  #photoAt;

  /**
   * @param {Pick<import("./questions.js").Questions, "hasWorker" | "nextNumber">} questions
   * @param {(index: number) => any} photoAt
   */
  constructor(questions, photoAt) {
    this.#questions = questions;
    this.#photoAt = photoAt;
  }

  /**
   * Opens a search, which `post` sends with its number, in place of the one before. Resolves to the last order, and to null
   * where nobody waits for it any more.
   * @param {(id: number) => void} post
   * @param {(ranking: Ranking) => void} [onFirst]
   * @returns {Promise<Ranking | null>}
   */
  begin(post, onFirst = () => {}) {
    const id = this.#questions.nextNumber();
    return new Promise((resolve, reject) => {
      this.forget();
      if (!this.#questions.hasWorker) return reject(new EngineLost());
      this.#open = { id, resolve, reject, onFirst, unknown: [] };
      post(id);
    });
  }

  /** The worker drops a search for a newer one, and when indices change; nobody is to wait for it. */
  forget() {
    this.#open?.resolve(null);
    this.#open = null;
  }

  /** The worker is gone. */
  lose() {
    this.#open?.reject(new EngineLost());
    this.#open = null;
  }

  /**
   * Gives a reply to who waits for it; returns the order if it is one. A reply to an older search changes nothing.
   * @param {SearchReply} reply
   */
  answer(reply) {
    const search = this.#open;
    if (!search || reply.data.id !== search.id) return null;
    if (reply.type === "unknown") {
      search.unknown = reply.data.words;
      return null;
    }
    if (reply.type === "refused") {
      this.#open = null;
      search.reject(new QueryRefused(reply.data.reason));
      return null;
    }
    const ranking = new Ranking(reply.data, search.unknown, this.#photoAt);
    if (ranking.last) {
      this.#open = null;
      search.resolve(ranking);
    } else search.onFirst(ranking);
    return ranking;
  }
}
