// Workers that help with a large folder, beside the one that owns the gallery: they read, decode and scale photos, and
// embed them where the processor does that. They come with the first large folder and go when it is read.

import { startWorker } from "./start-worker.js";
import { buffersOf } from "./weights.js";

/**
 * @typedef {import("./protocol").Photo} Photo
 * @typedef {import("./weights.js").Model} Model
 * @typedef {(helper: number, port: MessagePort) => void} Connect gives the worker of the gallery the channel of a helper
 * @typedef {{helper: number, ticket: number}} Prepared what `join` takes
 */

/** More would wait for each other's memory. */
const MOST = 4;
/** Megabytes that one helper may need. */
const MEMORY = 512;
/** Gigabytes that a machine is taken to have whose browser does not say. */
const USUAL_MEMORY = 4;

/** How many helpers this machine has room for. */
function room() {
  const cores = navigator.hardwareConcurrency || 1;
  const told = /** @type {{deviceMemory?: number}} */ (navigator).deviceMemory;
  const memory = ((told || USUAL_MEMORY) * 1024) / 4 / MEMORY;
  return cores < 2 ? 0 : Math.max(1, Math.floor(Math.min(cores, memory, MOST)));
}

let numbers = 0;

/** One worker and what it was asked. */
class Helper {
  /** @type {Worker | null} */
  #worker = startWorker();
  /** @type {Map<number, {resolve: (prepared: Prepared) => void, reject: (error: Error) => void}>} */
  #waiting = new Map();
  #tickets = 0;
  /** Where its time went. @type {import("./protocol").Spent[]} */
  spent = [];

  /** Names it to the worker that gets what it makes. */
  number = ++numbers;

  /**
   * @param {Model} model
   * @param {Connect} connect
   */
  constructor(model, connect) {
    const worker = /** @type {Worker} */ (this.#worker);
    /** Resolves when the worker has the model; rejects when it cannot. @type {Promise<Helper>} */
    this.ready = new Promise((resolve, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        this.#fail(reject, event.message);
      };
      worker.onmessage = ({ data: reply }) => {
        if (reply.type === "started") {
          const files = structuredClone(model);
          worker.postMessage({ type: "load", data: { ...files, device: "cpu" } }, buffersOf(files));
          const { port1, port2 } = new MessageChannel();
          worker.postMessage({ type: "deliver", data: { port: port1 } }, [port1]);
          connect(this.number, port2);
        } else if (reply.type === "ready") resolve(this);
        else if (reply.type === "failed") this.#fail(reject, reply.data.message);
        else if (reply.type === "prepared") this.#answer(reply.data);
      };
    });
  }

  /** How many questions wait for an answer. */
  get load() {
    return this.#waiting.size;
  }

  /**
   * @param {Photo[]} photos
   * @param {{thumbnails: boolean, embed: boolean}} wanted
   * @returns {Promise<Prepared>}
   */
  prepare(photos, wanted) {
    return new Promise((resolve, reject) => {
      if (!this.#worker) return reject(new Error("stopped"));
      const ticket = ++this.#tickets;
      this.#waiting.set(ticket, { resolve, reject });
      this.#worker.postMessage({ type: "prepare", data: { ticket, photos, ...wanted } });
    });
  }

  stop(message = "stopped") {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }

  /** @param {{ticket: number, spent: import("./protocol").Spent[]}} prepared */
  #answer({ ticket, spent }) {
    this.spent = spent;
    this.#waiting.get(ticket)?.resolve({ helper: this.number, ticket });
    this.#waiting.delete(ticket);
  }

  /**
   * @param {(error: Error) => void} reject
   * @param {string} message
   */
  #fail(reject, message) {
    reject(new Error(message));
    this.stop(message);
  }
}

/** The helpers of one folder. */
export class Helpers {
  /** @type {Helper[]} */
  #helpers = [];
  #stopped = false;

  /**
   * Starts them.
   * @param {Promise<Model>} model
   * @param {{embed: boolean, connect: Connect}} how `embed` says whether they embed photos, too
   */
  constructor(model, { embed, connect }) {
    this.embed = embed;
    for (let started = 0; started < room(); started++) this.#start(model, connect);
  }

  /** How many are ready to work. */
  get size() {
    return this.#helpers.length;
  }

  /** Where the time of all went. */
  get spent() {
    return this.#helpers.flatMap(({ spent }) => spent);
  }

  /**
   * Reads photos for the worker of the gallery; resolves to what `join` takes, or to null when no helper can.
   * @param {Photo[]} photos
   * @param {{thumbnails: boolean}} wanted
   */
  async prepare(photos, wanted) {
    const [first, ...others] = this.#helpers;
    if (!first) return null;
    const helper = others.reduce((best, next) => (best.load <= next.load ? best : next), first);
    try {
      return await helper.prepare(photos, { ...wanted, embed: this.embed });
    } catch {
      // It ran out of memory, most likely; the others go on, and the worker that owns the gallery can do it all.
      this.#helpers = this.#helpers.filter((other) => other !== helper);
      return null;
    }
  }

  stop() {
    this.#stopped = true;
    for (const helper of this.#helpers) helper.stop();
    this.#helpers = [];
  }

  /**
   * @param {Promise<Model>} model
   * @param {Connect} connect
   */
  async #start(model, connect) {
    try {
      const files = await model;
      if (this.#stopped) return;
      const helper = new Helper(files, connect);
      await helper.ready;
      if (this.#stopped) helper.stop();
      else this.#helpers.push(helper);
    } catch {
      // The folder is read without it.
    }
  }
}
