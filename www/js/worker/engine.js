// The search as a module: a model in a worker of its own, photos in, rankings out. It needs nothing of the page that
// imports it; docs/EMBEDDING.md shows how to use it from another page. The messages are described in crates/protocol.

import { Connection } from "./connection.js";
import { EngineFailed, EngineLost, QueryRefused } from "./errors.js";
import { Helpers } from "./helpers.js";
import { Indexing } from "./indexing.js";
import { base } from "./base.js";
import { Ranking } from "./ranking.js";
import { downloadModel } from "./weights.js";
import { merged } from "./spent.js";
import { Talker } from "../lib/talker.js";

export { EngineFailed, EngineLost, QueryRefused };

/**
 * @typedef {import("./protocol").Request} Request
 * @typedef {import("./protocol").Reply} Reply
 * @typedef {import("./protocol").Backend} Backend
 * @typedef {import("./protocol").Photo} Photo
 * @typedef {import("./errors.js").Failure} Failure
 */
/**
 * What a kind of reply carries.
 * @template {Reply["type"]} Kind
 * @typedef {Extract<Reply, {type: Kind}> extends {data: infer Data} ? Data : undefined} ReplyData
 */
/**
 * A photo that the engine opens when its turn comes. Where the file may be out of reach later, `openOrThumbnail` gives the
 * best that is there.
 * @typedef {{path: string, open: () => Promise<Blob>, openOrThumbnail?: () => Promise<Blob>}} Source
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
 * @property {Ranking} ranked an answer to a search, for who only watches
 */

/**
 * A search that waits for its last answer.
 * @typedef {object} Searching
 * @property {number} id
 * @property {(ranking: Ranking | null) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {(ranking: Ranking) => void} onFirst
 * @property {string[]} unknown
 */

/** Photos that are compared in detail. */
const DEPTH = 32;

/** @extends {Talker<EngineEvents>} */
export class Engine extends Talker {
  /** True while the model can be used. */
  ready = false;

  /** @type {Connection | null} */
  #connection = null;
  /** @type {{resolve: (ready: ReplyData<"ready">) => void, reject: (error: Error) => void} | null} */
  #starting = null;
  /** Questions of which one at a time waits for its answer. @type {Map<string, {resolve: Function, reject: Function}>} */
  #waiting = new Map();
  /** @type {Map<number, {resolve: Function, reject: Function}>} */
  #explaining = new Map();
  /** @type {Searching | null} */
  #searching = null;
  #questions = 0;
  /** Number of the gallery; answers about an older one are of no interest to anyone. */
  #generation = 0;
  #batch = 8;
  /** Whether small pictures are kept. */
  #keeps = false;
  /** @type {Source[]} */
  #added = [];
  /** @type {Backend | null} */
  #device = null;
  /** @type {Helpers | null} */
  #helpers = null;
  /** Where the time of helpers went that are gone. @type {import("./protocol").Spent[]} */
  #spent = [];

  /**
   * The photo at an index of the gallery: of those that were indexed in their order, unless who keeps another list says
   * otherwise.
   * @type {(index: number) => any}
   */
  photoAt = (index) => this.#added[index];

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
    this.#connection = new Connection(device, {
      onStarted: () => this.tell("started", undefined),
      onDownload: (done, total) => this.tell("download", { done, total }),
      onStarting: () => this.tell("starting", undefined),
      onReply: (reply) => this.#receive(reply),
      onFailed: (failure) => {
        this.#end(new EngineFailed(failure));
        this.tell("failed", failure);
      },
    });
    return ready;
  }

  /** Ends the worker; what it was asked is answered with `EngineLost`. */
  stop() {
    this.#end(new EngineLost());
  }

  /** @param {Error} error */
  #end(error) {
    this.dismissHelpers();
    this.#connection?.close();
    this.#connection = null;
    this.ready = false;
    this.#keeps = false;
    this.#added = [];
    for (const { reject } of [...this.#waiting.values(), ...this.#explaining.values()]) reject(new EngineLost());
    this.#waiting.clear();
    this.#explaining.clear();
    this.#searching?.reject(new EngineLost());
    this.#searching = null;
    this.#starting?.reject(error);
    this.#starting = null;
  }

  // ---- the gallery

  /** Empties the gallery. */
  reset() {
    this.#begin();
    this.#post("reset", { generation: this.#generation });
  }

  /**
   * Opens a kept gallery in place of the one that is there; its content comes by `restored` events before this resolves.
   * @param {{id: string, name: string}} gallery
   */
  async open({ id, name }) {
    this.#begin();
    const generation = this.#generation;
    /** @type {ReplyData<"opened">} */
    const opened = await this.#ask("opened", "open", { generation, id, name });
    if (generation === this.#generation) this.#keeps = opened.thumbnails !== undefined;
    return opened;
  }

  #begin() {
    this.#generation += 1;
    this.#keeps = false;
    this.#added = [];
    this.#forgetSearch();
    // Answers about the gallery before are not for who asks next.
    for (const answer of ["opened", "embedded"]) {
      this.#waiting.get(answer)?.reject(new EngineLost());
      this.#waiting.delete(answer);
    }
  }

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
   * Takes photos out of the gallery by their indices, and paths of skipped files off the disk.
   * @param {number[]} indices
   * @param {string[]} [skipped]
   */
  remove(indices, skipped = []) {
    this.#forgetSearch();
    const gone = new Set(indices);
    this.#added = this.#added.filter((_, index) => !gone.has(index));
    this.#post("remove", { generation: this.#generation, indices, skipped });
  }

  /** Closes the kept gallery, so that it can be removed. */
  close() {
    return this.#ask("closed", "close", undefined);
  }

  /**
   * The kept gallery as one file: `{file, trouble}`.
   * @returns {Promise<ReplyData<"exported">>}
   */
  exportGallery() {
    return this.#ask("exported", "export", undefined);
  }

  /**
   * Keeps an exported gallery: `{name, photos, trouble}`.
   * @param {string} id
   * @param {Blob} file
   * @returns {Promise<ReplyData<"imported">>}
   */
  importGallery(id, file) {
    return this.#ask("imported", "import", { id, file });
  }

  /**
   * Adds one batch of photos.
   * @param {Photo[]} photos
   * @param {number} [generation] number of the gallery that they are for
   * @returns {Promise<ReplyData<"embedded">>}
   */
  async embed(photos, generation = this.#generation) {
    if (generation !== this.#generation) throw new EngineLost();
    return this.#ask("embedded", "embed", { generation, photos });
  }

  /** Workers that read a large folder beside this one; to be dismissed when it is read. */
  callHelpers() {
    this.dismissHelpers();
    const model = downloadModel(base, () => {});
    // Who waits for it hears what went wrong; without helpers it is no news.
    model.catch(() => {});
    this.#helpers = new Helpers(model, {
      embed: this.#device === "cpu",
      connect: (helper, port) => this.connect(helper, port),
    });
    return this.#helpers;
  }

  /**
   * Lets what a helper makes come in by a port.
   * @param {number} helper
   * @param {MessagePort} port
   */
  connect(helper, port) {
    this.#post("receive", { helper, port }, [port]);
  }

  /**
   * Ends the helpers; those of a newer folder stay when `helpers` are others.
   * @param {Helpers | null} helpers
   */
  dismissHelpers(helpers = this.#helpers) {
    if (helpers !== this.#helpers) return;
    this.#spent = merged([...this.#spent, ...(this.#helpers?.spent ?? [])]);
    if (this.#helpers) this.#post("dismiss", undefined);
    this.#helpers?.stop();
    this.#helpers = null;
  }

  /** What helpers are to make of photos. */
  get wanted() {
    return { thumbnails: this.#keeps };
  }

  /**
   * Adds what a helper prepared of these photos.
   * @param {{helper: number, ticket: number}} prepared
   * @param {Photo[]} photos
   * @param {number} [generation] number of the gallery that they are for
   * @returns {Promise<ReplyData<"embedded">>}
   */
  async join(prepared, photos, generation = this.#generation) {
    if (generation !== this.#generation) throw new EngineLost();
    return this.#ask("embedded", "join", { generation, ...prepared, photos });
  }

  // ---- searching

  /**
   * Ranks the gallery by a sentence; resolves to the order, to null where a newer search took its place, and rejects with
   * `QueryRefused` where the sentence cannot be searched. `onFirst` gets the order that is there at once, before the best
   * `rerank` photos are compared in detail.
   * @param {string} text
   * @param {{rerank?: number, onFirst?: (ranking: Ranking) => void}} [options]
   */
  search(text, { rerank = DEPTH, onFirst } = {}) {
    return this.#rank((id) => this.#post("search", { id, text, rerank }), onFirst);
  }

  /**
   * Ranks the gallery by similarity to the person of this number in one of its photos, by default the largest, or to a
   * photo that is searched as a whole; else as `search`.
   * @param {number} index
   * @param {number} [crop]
   */
  similar(index, crop) {
    return this.#rank((id) => this.#post("similar", { id, index, crop }));
  }

  /**
   * @param {(id: number) => void} post
   * @param {(ranking: Ranking) => void} [onFirst]
   * @returns {Promise<Ranking | null>}
   */
  #rank(post, onFirst = () => {}) {
    const id = ++this.#questions;
    return new Promise((resolve, reject) => {
      this.#forgetSearch();
      if (!this.#connection) return reject(new EngineLost());
      this.#searching = { id, resolve, reject, onFirst, unknown: [] };
      post(id);
    });
  }

  /** The worker drops a search for a newer one, and when indices change; nobody is to wait for it. */
  #forgetSearch() {
    this.#searching?.resolve(null);
    this.#searching = null;
  }

  /**
   * Where the words of `text` look in a photo, or around the person of it that an entry of a ranking counts by; resolves to
   * `{words, wanted, rows, columns, maps}`.
   * @param {{photo: Source, region?: number[]}} entry
   * @param {string} text
   * @returns {Promise<ReplyData<"explained">>}
   */
  async explain({ photo, region }, text) {
    const file = await reopened(photo);
    const id = ++this.#questions;
    const part = region ? /** @type {[number, number, number, number]} */ (region) : null;
    return new Promise((resolve, reject) => {
      if (!this.#connection) return reject(new EngineLost());
      this.#explaining.set(id, { resolve, reject });
      this.#post("explain", { id, text, photo: { path: photo.path, file }, region: part });
    });
  }

  /**
   * Which photo fits each text best; resolves to `{indices, leads}`.
   * @param {string[]} texts
   * @returns {Promise<ReplyData<"suggested">>}
   */
  suggest(texts) {
    return this.#ask("suggested", "suggest", { texts });
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
    /** @type {ReplyData<"features">} */
    const { names, regions, features } = await this.#ask("features", "features", undefined);
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
   * @returns {Promise<number[]>}
   */
  async measure(batch, runs) {
    return Array.from((await this.#ask("measured", "measure", { batch, runs })).times);
  }

  /** Where the workers' time went: `{spent: [{work, times, items, total, longest}]}`, in milliseconds. */
  async profile() {
    const { spent } = await this.#ask("profiled", "profile", undefined);
    return { spent: merged([...spent, ...this.#spent, ...(this.#helpers?.spent ?? [])]) };
  }

  // ---- messages

  /**
   * @template {Request["type"]} Kind
   * @param {Reply["type"]} answer
   * @param {Kind} type
   * @param {import("./connection.js").RequestData<Kind>} data
   * @returns {Promise<any>}
   */
  #ask(answer, type, data) {
    return new Promise((resolve, reject) => {
      this.#waiting.get(answer)?.reject(new EngineLost());
      if (!this.#connection) {
        this.#waiting.delete(answer);
        return reject(new EngineLost());
      }
      this.#waiting.set(answer, { resolve, reject });
      this.#post(type, data);
    });
  }

  /**
   * @template {Request["type"]} Kind
   * @param {Kind} type
   * @param {import("./connection.js").RequestData<Kind>} data
   * @param {Transferable[]} [handed]
   */
  #post(type, data, handed) {
    this.#connection?.post(type, data, handed);
  }

  /** @param {Exclude<Reply, {type: "started" | "failed"}>} reply */
  #receive(reply) {
    if ("data" in reply && "generation" in reply.data && reply.data.generation !== this.#generation) return;
    switch (reply.type) {
      case "explained":
      case "unexplained": {
        const asked = this.#explaining.get(reply.data.id);
        this.#explaining.delete(reply.data.id);
        if (reply.type === "explained") asked?.resolve(reply.data);
        else asked?.reject(new Error(reply.data.message));
        return;
      }
      case "unknown":
      case "ranked":
      case "refused":
        if (reply.data.id === this.#searching?.id) this.#answer(this.#searching, reply);
        return;
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
    }
    const waiting = this.#waiting.get(reply.type);
    this.#waiting.delete(reply.type);
    waiting?.resolve("data" in reply ? reply.data : undefined);
  }

  /**
   * @param {Searching} search
   * @param {Extract<Reply, {type: "unknown" | "ranked" | "refused"}>} reply
   */
  #answer(search, reply) {
    if (reply.type === "unknown") {
      search.unknown = reply.data.words;
      return;
    }
    const isOver = reply.type === "refused" || reply.data.last;
    if (isOver) this.#searching = null;
    if (reply.type === "refused") {
      search.reject(new QueryRefused(reply.data.reason));
      return;
    }
    const ranking = new Ranking(reply.data, search.unknown, (index) => this.photoAt(index));
    if (isOver) search.resolve(ranking);
    else search.onFirst(ranking);
    this.tell("ranked", ranking);
  }

  /**
   * The worker needs some photos once more.
   * @param {ReplyData<"need-files">} wanted
   */
  async #provideFiles({ ticket, indices }) {
    const photos = await Promise.all(
      indices.map(async (index) => {
        try {
          const photo = this.photoAt(index);
          return { path: photo.path, file: await reopened(photo) };
        } catch {
          return null;
        }
      }),
    );
    this.#post("provide-files", { ticket, photos: photos.filter((photo) => photo !== null) });
  }
}

/**
 * A photo that was read before.
 * @param {Source} photo
 */
const reopened = (photo) => (photo.openOrThumbnail ? photo.openOrThumbnail() : photo.open());
