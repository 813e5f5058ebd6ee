// The worker as the page sees it: requests go in, events come out. The messages are described in
// src/web/protocol.rs.

import { Helpers } from "./helpers.js";
import { DownloadError, downloadModel } from "./weights.js";
import { noteCause } from "../lib/trouble.js";
import { startWorker } from "./spawn.js";

const base = new URL(".", document.baseURI);

/** The worker is gone, and with it what it was asked. */
export class EngineLost extends Error {}

/**
 * Events: `started`, `download` {done, total}, `starting`, `ready` {device, name, fallback, batch, speeds,
 * languages}, `unknown`, `ranked`, `refused`, `kept`, `outdated`, `unkept`, `wanted`, `failed` {key, values, stage}.
 */
export class Engine extends EventTarget {
  /** True while the model can be used. */
  ready = false;

  #worker = null;
  #waiting = new Map();
  #explaining = new Map();
  #questions = 0;
  #device = null;
  #helpers = null;
  /** Where the time of helpers went that are gone. */
  #spent = [];

  /** Starts, or starts again, on the device asked for (`webgpu`, `cpu` or null: the worker chooses). */
  async start(device) {
    this.stop();
    const worker = startWorker();
    this.#worker = worker;
    // A worker that was replaced may still have something to say, of no interest to anyone.
    const current = () => this.#worker === worker;
    const started = new Promise((resolve) => {
      worker.onmessage = ({ data: { type, data } }) => {
        if (type === "started") {
          if (current()) this.#tell("started", {});
          resolve();
        } else if (current()) this.#receive(type, data);
      };
    });
    worker.onerror = (event) => {
      event.preventDefault();
      if (current()) this.#fail("program", event.message || "worker.js");
    };
    try {
      const model = await downloadModel(base, (done, total) => current() && this.#tell("download", { done, total }));
      if (!current()) return;
      this.#tell("starting", {});
      await started;
      const files = Object.values(model).map((bytes) => bytes.buffer);
      if (current()) worker.postMessage({ type: "load", data: { ...model, device } }, files);
    } catch (error) {
      if (!current()) return;
      this.stop();
      if (!(error instanceof DownloadError)) throw error;
      this.#tell("failed", { key: error.key, values: error.values, stage: "download" });
    }
  }

  /** Ends the worker; what it was asked is answered with `EngineLost`. */
  stop() {
    this.dismissHelpers();
    this.#worker?.terminate();
    this.#worker = null;
    this.ready = false;
    for (const { reject } of this.#waiting.values()) reject(new EngineLost());
    this.#waiting.clear();
    for (const { reject } of this.#explaining.values()) reject(new EngineLost());
    this.#explaining.clear();
  }

  /** Empties the gallery for a new job. */
  reset(job) {
    this.#post("reset", { job });
  }

  /** Opens a kept gallery `{id, name}` as a new job; its content comes by `kept` events before this resolves. */
  open(job, { id, name }) {
    return this.#ask("opened", "open", { job, id, name });
  }

  /** Takes photos out of the gallery by their places, and paths of skipped files off the disk. */
  remove(job, places, skipped) {
    this.#post("remove", { job, places, skipped });
  }

  /** Answers a `wanted` event with `[{path, file}]`. */
  supply(ticket, photos) {
    this.#post("supply", { ticket, photos });
  }

  /** Closes the kept gallery, so that it can be removed. */
  close() {
    return this.#ask("closed", "close");
  }

  /** The kept gallery as one file: `{file, trouble}`. */
  exportGallery() {
    return this.#ask("exported", "export");
  }

  /** Keeps an exported gallery: `{name, photos, trouble}`. */
  importGallery(id, file) {
    return this.#ask("imported", "import", { id, file });
  }

  /** Adds photos `[{path, file}]`; resolves to `{photos, thumbnails, skipped}`. */
  embed(job, photos) {
    return this.#ask("embedded", "embed", { job, photos });
  }

  /** Workers that read a large folder beside this one; to be dismissed when it is read. */
  callHelpers() {
    this.dismissHelpers();
    const model = downloadModel(base, () => {});
    // Who waits for it hears what went wrong; without helpers it is no news.
    model.catch(() => {});
    const connect = (helper, port) => this.#worker?.postMessage({ type: "receive", data: { helper, port } }, [port]);
    this.#helpers = new Helpers(model, { embed: this.#device === "cpu", connect });
    return this.#helpers;
  }

  /** Ends the helpers; those of a newer folder stay when `helpers` are others. */
  dismissHelpers(helpers = this.#helpers) {
    if (helpers !== this.#helpers) return;
    this.#spent = merged([...this.#spent, ...(this.#helpers?.spent ?? [])]);
    if (this.#helpers) this.#post("dismiss");
    this.#helpers?.stop();
    this.#helpers = null;
  }

  /** Adds what a helper prepared, `{helper, ticket}`, of photos `[{path, file}]`; resolves as `embed`. */
  join(job, prepared, photos) {
    return this.#ask("embedded", "join", { job, ...prepared, photos });
  }

  /** Ranks the gallery; answers come as `ranked` or `refused` events with the same `id`. */
  search(id, text, rerank) {
    this.#post("search", { id, text, rerank });
  }

  /** Ranks the gallery by likeness to one of its photos, or to its window `view`; answered like a search. */
  similar(id, place, view) {
    this.#post("similar", { id, place, view });
  }

  /** Where the words of `text` look in a photo `{path, file}`; resolves to `{words, wanted, rows, columns, maps}`. */
  explain({ text, photo, region }) {
    const id = ++this.#questions;
    return new Promise((resolve, reject) => {
      this.#explaining.set(id, { resolve, reject });
      if (this.#worker) this.#post("explain", { id, text, photo, region });
      else reject(new EngineLost());
    });
  }

  /** Which photo fits each text best; resolves to `{places, leads}`. */
  suggest(texts) {
    return this.#ask("suggested", "suggest", { texts });
  }

  /** Whether wide photos are searched in windows as well. */
  useWindows(on) {
    this.#post("windows", { on });
  }

  /** The projected features as `{path: [numbers]}`. */
  async features() {
    const { names, features } = await this.#ask("features", "features");
    return Object.fromEntries(names.map((name, entry) => [name, Array.from(features[entry])]));
  }

  /** Milliseconds of the image encoder for each of `runs` batches, as an array: for the benchmark. */
  async measure(batch, runs) {
    return Array.from((await this.#ask("measured", "measure", { batch, runs })).times);
  }

  /** Where the workers' time went: `{spent: [{work, times, items, total, longest}]}`, in milliseconds. */
  async profile() {
    const { spent } = await this.#ask("profiled", "profile");
    return { spent: merged([...spent, ...this.#spent, ...(this.#helpers?.spent ?? [])]) };
  }

  #ask(answer, type, data) {
    return new Promise((resolve, reject) => {
      this.#waiting.get(answer)?.reject(new EngineLost());
      this.#waiting.set(answer, { resolve, reject });
      this.#post(type, data);
    });
  }

  #post(type, data) {
    this.#worker?.postMessage({ type, data });
  }

  #receive(type, data) {
    const waiting = this.#waiting.get(type);
    if (type === "explained" || type === "unexplained") {
      const asked = this.#explaining.get(data.id);
      this.#explaining.delete(data.id);
      if (type === "explained") asked?.resolve(data);
      else asked?.reject(new Error(data.message));
    } else if (waiting) {
      this.#waiting.delete(type);
      waiting.resolve(data);
    } else if (type === "failed") {
      this.#fail(data.stage, data.message);
    } else {
      if (type === "ready") {
        this.ready = true;
        this.#device = data.device;
      }
      this.#tell(type, data);
    }
  }

  #fail(stage, message) {
    // Several errors may follow the first; only that one explains anything.
    if (!this.#worker) return;
    this.stop();
    noteCause(stage, message);
    this.#tell("failed", { key: `error.${stage}`, stage });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** One entry for each kind of work. */
function merged(spent) {
  const all = new Map();
  for (const { work, times, items, total, longest } of spent) {
    const sum = all.get(work) ?? { work, times: 0, items: 0, total: 0, longest: 0 };
    sum.times += times;
    sum.items += items;
    sum.total += total;
    sum.longest = Math.max(sum.longest, longest);
    all.set(work, sum);
  }
  return [...all.values()];
}
