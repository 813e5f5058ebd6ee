// A worker with the model and a gallery: started and stopped, filled with photos, emptied, kept and opened again. What it
// can be asked about those photos is in engine.js.

import { CalledHelpers } from "./called-helpers.js";
import { Connection } from "./connection.js";
import { EngineFailed, EngineLost } from "./errors.js";
import { Indexing } from "./indexing.js";
import { OpenSearch } from "./open-search.js";
import { Questions } from "./questions.js";
import { allReopened } from "./source.js";
import { Talker } from "../lib/talker.js";

/**
 * @typedef {import("./protocol").Reply} Reply
 * @typedef {import("./protocol").Backend} Backend
 * @typedef {import("./protocol").Photo} Photo
 * @typedef {import("./errors.js").Failure} Failure
 * @typedef {import("./source.js").Source} Source
 */
/**
 * @template {Reply["type"]} Kind
 * @typedef {import("./connection.js").ReplyData<Kind>} ReplyData
 */
/**
 * @typedef {object} EngineEvents
 * @property {undefined} started the worker listens
 * @property {{done: number, total: number}} download bytes of the model; `total` is 0 while it is not known
 * @property {undefined} starting the model is there and is being built
 * @property {ReplyData<"ready">} ready
 * @property {Failure} failed the engine is of no further use until it is started again
 * @property {ReplyData<"restored">} restored a portion of the kept gallery that is being opened
 * @property {undefined} outdated the kept gallery was of another model, and is empty now
 * @property {ReplyData<"storage-failed">} storage-failed what is computed can no longer be kept
 * @property {import("./ranking.js").Ranking} ranked an answer to a search, for who only watches
 */

/** @extends {Talker<EngineEvents>} */
export class GalleryWorker extends Talker {
  /** True while the model can be used. */
  ready = false;

  /** @protected */
  questions = new Questions();
  /** @protected */
  openSearch = new OpenSearch(this.questions, (index) => this.photoAt(index));
  /** @protected */
  helpers = new CalledHelpers(
    (helper, port) => this.connect(helper, port),
    () => this.questions.post("dismiss", undefined),
  );

  /** @type {{resolve: (ready: ReplyData<"ready">) => void, reject: (error: Error) => void} | null} */
  #starting = null;
  /** Number of the gallery; answers about an older one are of no interest to anyone. */
  #generation = 0;
  #batch = 8;
  /** Whether small pictures are kept. */
  #keeps = false;
  /** @type {Source[]} */
  #added = [];
  /** @type {Backend | null} */
  #device = null;

  /**
   * The photo at an index of the gallery: of those that were indexed in their order, unless who keeps another list says
   * otherwise.
   * @type {(index: number) => any}
   */
  photoAt = (index) => this.#added[index];

  // ---- the worker

  /**
   * Starts, or starts again, with an empty gallery. Rejects with `EngineFailed` when it cannot be; who does not wait hears
   * of it by the event.
   * @param {Backend | null} [device] the device asked for; without one the fastest is chosen
   */
  start(device = null) {
    this.stop();
    /** @type {Promise<ReplyData<"ready">>} */
    const ready = new Promise((resolve, reject) => (this.#starting = { resolve, reject }));
    ready.catch(() => {});
    const connection = new Connection(device, {
      onStarted: () => this.tell("started", undefined),
      onDownload: (done, total) => this.tell("download", { done, total }),
      onStarting: () => this.tell("starting", undefined),
      onReply: (reply) => this.#receive(reply),
      onFailed: (failure) => {
        this.#end(new EngineFailed(failure));
        this.tell("failed", failure);
      },
    });
    this.questions.connect(connection);
    return ready;
  }

  /** Ends the worker; what it was asked is answered with `EngineLost`. */
  stop() {
    this.#end(new EngineLost());
  }

  /** @param {Error} error what who waits for the start is told */
  #end(error) {
    this.dismissHelpers();
    this.ready = false;
    this.#keeps = false;
    this.#added = [];
    this.questions.close();
    this.openSearch.lose();
    this.#starting?.reject(error);
    this.#starting = null;
  }

  // ---- the gallery

  /** Empties the gallery. */
  reset() {
    this.#begin();
    this.questions.post("reset", { generation: this.#generation });
  }

  /**
   * Opens a kept gallery in place of the one that is there; its content comes by `restored` events before this resolves.
   * @param {{id: string, name: string}} gallery
   */
  async open({ id, name }) {
    this.#begin();
    const generation = this.#generation;
    const opened = await this.questions.ask("opened", "open", { generation, id, name });
    if (generation === this.#generation) this.#keeps = opened.thumbnails !== undefined;
    return opened;
  }

  #begin() {
    this.#generation += 1;
    this.#keeps = false;
    this.#added = [];
    this.openSearch.forget();
    // Answers about the gallery before are not for who asks next.
    this.questions.drop("opened");
    this.questions.drop("embedded");
  }

  /**
   * Takes photos out of the gallery by their indices, and paths of skipped files off the disk.
   * @param {number[]} indices
   * @param {string[]} [skipped]
   */
  remove(indices, skipped = []) {
    this.openSearch.forget();
    const gone = new Set(indices);
    this.#added = this.#added.filter((_, index) => !gone.has(index));
    this.questions.post("remove", { generation: this.#generation, indices, skipped });
  }

  /** Closes the kept gallery, so that it can be removed. */
  close() {
    return this.questions.ask("closed", "close", undefined);
  }

  /** The kept gallery as one file: `{file, trouble}`. */
  exportGallery() {
    return this.questions.ask("exported", "export", undefined);
  }

  /**
   * Keeps an exported gallery: `{name, photos, trouble}`.
   * @param {string} id
   * @param {Blob} file
   */
  importGallery(id, file) {
    return this.questions.ask("imported", "import", { id, file });
  }

  // ---- photos on their way into it

  /**
   * Adds photos to the gallery, batch after batch. The answer can be paused and cancelled; its `finished` resolves to
   * whether it came to the end, and its `photos` are those that joined.
   * @param {Source[]} photos
   * @param {import("./indexing.js").IndexingListeners} [listeners]
   */
  index(photos, listeners = {}) {
    const generation = this.#generation;
    const onBatch = (/** @type {import("./indexing.js").Brought} */ brought) => {
      if (generation === this.#generation) this.#added.push(...brought.joined);
      listeners.onBatch?.(brought);
    };
    return new Indexing({ engine: this, batch: this.#batch, generation, photos, onProgress: listeners.onProgress, onBatch });
  }

  /**
   * Adds one batch of photos.
   * @param {Photo[]} photos
   * @param {number} [generation] number of the gallery that they are for
   */
  async embed(photos, generation = this.#generation) {
    if (generation !== this.#generation) throw new EngineLost();
    return this.questions.ask("embedded", "embed", { generation, photos });
  }

  /**
   * Adds what a helper prepared of these photos.
   * @param {{helper: number, ticket: number}} prepared
   * @param {Photo[]} photos
   * @param {number} [generation] number of the gallery that they are for
   */
  async join(prepared, photos, generation = this.#generation) {
    if (generation !== this.#generation) throw new EngineLost();
    return this.questions.ask("embedded", "join", { generation, ...prepared, photos });
  }

  /** Workers that read a large folder beside this one; to be dismissed when it is read. */
  callHelpers() {
    return this.helpers.call({ embed: this.#device === "cpu" });
  }

  /**
   * Ends the helpers; those of a newer folder stay when `helpers` are others.
   * @param {import("./helpers.js").Helpers | null} [helpers]
   */
  dismissHelpers(helpers) {
    this.helpers.dismiss(helpers);
  }

  /**
   * Lets what a helper makes come in by a port.
   * @param {number} helper
   * @param {MessagePort} port
   */
  connect(helper, port) {
    this.questions.post("receive", { helper, port }, [port]);
  }

  /** What helpers are to make of photos. */
  get wanted() {
    return { thumbnails: this.#keeps };
  }

  // ---- what the worker says

  /** @param {Exclude<Reply, {type: "started" | "failed"}>} reply */
  #receive(reply) {
    if ("data" in reply && "generation" in reply.data && reply.data.generation !== this.#generation) return;
    switch (reply.type) {
      case "unknown":
      case "ranked":
      case "refused": {
        const ranking = this.openSearch.answer(reply);
        if (ranking) this.tell("ranked", ranking);
        return;
      }
      case "need-files":
        this.#provideFiles(reply.data);
        return;
      case "ready":
        this.ready = true;
        this.#device = reply.data.device;
        this.#batch = reply.data.batch;
        this.#starting?.resolve(reply.data);
        this.#starting = null;
        this.tell("ready", reply.data);
        return;
      case "restored":
        this.tell("restored", reply.data);
        return;
      case "outdated":
        this.#added = [];
        this.tell("outdated", undefined);
        return;
      case "storage-failed":
        this.#keeps = false;
        this.tell("storage-failed", reply.data);
        return;
      default:
        this.questions.settle(reply);
    }
  }

  /**
   * The worker needs some photos once more.
   * @param {ReplyData<"need-files">} wanted
   */
  async #provideFiles({ ticket, indices }) {
    const photos = await allReopened(indices, (index) => this.photoAt(index));
    this.questions.post("provide-files", { ticket, photos });
  }
}
