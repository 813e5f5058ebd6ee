// Workers that help with a large folder, beside the one that owns the gallery: they read, decode and scale photos, and
// embed them where the processor does that. They come with the first large folder and go when it is read.

import { startWorker } from "./spawn.js";

/** More would wait for each other's memory. */
const MOST = 4;
/** Megabytes that one helper may need. */
const MEMORY = 512;

/** How many helpers this machine has room for. */
function room() {
  const cores = navigator.hardwareConcurrency || 1;
  const memory = ((navigator.deviceMemory || 4) * 1024) / 4 / MEMORY;
  return cores < 2 ? 0 : Math.max(1, Math.floor(Math.min(cores, memory, MOST)));
}

let numbers = 0;

/** One worker and what it was asked. */
class Helper {
  #worker = startWorker();
  #waiting = new Map();
  #tickets = 0;
  /** Where its time went. */
  spent = [];

  /** Names it to the worker that gets what it makes. */
  number = ++numbers;

  /** Resolves when the worker has the model; rejects when it cannot. `connect(number, port)` gives the worker of the
   *  gallery one end of a channel. */
  constructor(model, connect) {
    this.ready = new Promise((resolve, reject) => {
      this.#worker.onerror = (event) => {
        event.preventDefault();
        this.#fail(reject, event.message);
      };
      this.#worker.onmessage = ({ data: { type, data } }) => {
        if (type === "started") {
          const files = structuredClone(model);
          const buffers = Object.values(files).map(({ buffer }) => buffer);
          this.#worker.postMessage({ type: "load", data: { ...files, device: "cpu" } }, buffers);
          const { port1, port2 } = new MessageChannel();
          this.#worker.postMessage({ type: "deliver", data: { port: port1 } }, [port1]);
          connect(this.number, port2);
        } else if (type === "ready") resolve(this);
        else if (type === "failed") this.#fail(reject, data.message);
        else if (type === "prepared") this.#answer(data);
      };
    });
  }

  /** How many questions wait for an answer. */
  get load() {
    return this.#waiting.size;
  }

  prepare(photos, wanted) {
    return new Promise((resolve, reject) => {
      const ticket = ++this.#tickets;
      this.#waiting.set(ticket, { resolve, reject });
      this.#worker?.postMessage({ type: "prepare", data: { ticket, photos, ...wanted } });
      if (!this.#worker) this.stop();
    });
  }

  stop(message = "stopped") {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }

  #answer({ ticket, spent }) {
    this.spent = spent;
    this.#waiting.get(ticket)?.resolve({ helper: this.number, ticket });
    this.#waiting.delete(ticket);
  }

  #fail(reject, message) {
    reject(new Error(message));
    this.stop(message);
  }
}

/** The helpers of one folder. */
export class Helpers {
  #helpers = [];
  #stopped = false;

  /** Starts them; `model` resolves to the files of the model, `embed` says whether they embed photos, too, and
   *  `connect(number, port)` gives the worker of the gallery the channel of a helper. */
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

  /** Reads photos `[{path, file}]` for the worker of the gallery; resolves to what `join` takes, or to null when no helper can. */
  async prepare(photos, wanted) {
    const helper = this.#helpers.reduce((best, next) => (best && best.load <= next.load ? best : next), null);
    try {
      return (await helper?.prepare(photos, { ...wanted, embed: this.embed })) ?? null;
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

  async #start(model, connect) {
    try {
      const helper = await new Helper(await model, connect).ready;
      if (this.#stopped) helper.stop();
      else this.#helpers.push(helper);
    } catch {
      // The folder is read without it.
    }
  }
}
