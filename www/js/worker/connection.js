// A worker from its start to its end: the program, the model, and messages as long as somebody wants them.

import { base } from "./base.js";
import { startWorker } from "./start-worker.js";
import { DownloadError, buffersOf, downloadModel } from "./weights.js";
import { noteCause } from "../lib/trouble.js";

/**
 * @typedef {import("./protocol").Request} Request
 * @typedef {import("./protocol").Reply} Reply
 * @typedef {import("./errors.js").Failure} Failure
 * @typedef {import("./errors.js").FailedStage} FailedStage
 */
/**
 * What a kind of request carries.
 * @template {Request["type"]} Kind
 * @typedef {Extract<Request, {type: Kind}> extends {data: infer Data} ? Data : undefined} RequestData
 */
/**
 * What a kind of reply carries.
 * @template {Reply["type"]} Kind
 * @typedef {Extract<Reply, {type: Kind}> extends {data: infer Data} ? Data : undefined} ReplyData
 */
/**
 * Who hears of a worker; nobody does after it was closed.
 * @typedef {object} Listeners
 * @property {() => void} onStarted the worker listens
 * @property {(done: number, total: number) => void} onDownload bytes of the model; `total` is 0 while it is not known
 * @property {() => void} onStarting the model is there and is being built
 * @property {(reply: Exclude<Reply, {type: "started" | "failed"}>) => void} onReply
 * @property {(failure: Failure) => void} onFailed it broke; called once
 */

/** A worker and its model. */
export class Connection {
  /** @type {Worker | null} */
  #worker = null;
  #isClosed = false;
  #listeners;

  /**
   * Starts it, on the device that was asked for.
   * @param {import("./protocol").Backend | null} device
   * @param {Listeners} listeners
   */
  constructor(device, listeners) {
    this.#listeners = listeners;
    try {
      this.#worker = startWorker();
    } catch (error) {
      noteCause("program", error);
      // Whoever starts it shall have it in hand when this is told.
      queueMicrotask(() => !this.#isClosed && listeners.onFailed({ key: "error.program", stage: "program" }));
      return;
    }
    this.#load(this.#worker, device);
  }

  /**
   * @param {Worker} worker
   * @param {import("./protocol").Backend | null} device
   */
  async #load(worker, device) {
    const { onStarted, onDownload, onStarting, onReply } = this.#listeners;
    // A worker that was closed may still have something to say, of no interest to anyone.
    const isOpen = () => this.#worker === worker;
    /** @type {Promise<void>} */
    const started = new Promise((resolve) => {
      worker.onmessage = ({ data: reply }) => {
        if (!isOpen()) return;
        if (reply.type === "started") {
          onStarted();
          resolve();
        } else if (reply.type === "failed") this.#fail(reply.data.stage, reply.data.message);
        else onReply(reply);
      };
    });
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail("program", event.message || "worker.js");
    };
    try {
      const model = await downloadModel(base, (done, total) => isOpen() && onDownload(done, total));
      if (!isOpen()) return;
      onStarting();
      await started;
      this.post("load", { ...model, device }, buffersOf(model));
    } catch (error) {
      if (error instanceof DownloadError) this.#break({ key: error.key, values: error.values, stage: "download" });
      else this.#fail("program", error);
    }
  }

  /**
   * @template {Request["type"]} Kind
   * @param {Kind} type
   * @param {RequestData<Kind>} data
   * @param {Transferable[]} [handed]
   */
  post(type, data, handed = []) {
    this.#worker?.postMessage({ type, data }, handed);
  }

  /** Ends the worker. */
  close() {
    this.#isClosed = true;
    this.#worker?.terminate();
    this.#worker = null;
  }

  /**
   * @param {FailedStage} stage
   * @param {unknown} message
   */
  #fail(stage, message) {
    if (!this.#worker) return;
    noteCause(stage, message);
    this.#break({ key: `error.${stage}`, stage });
  }

  /** @param {Failure} failure */
  #break(failure) {
    // Several errors may follow the first; only that one explains anything.
    if (!this.#worker) return;
    this.close();
    this.#listeners.onFailed(failure);
  }
}
