// The gallery of the page: the photos of the folder, those that the worker knows in its order, and the run that brings
// the ones to the other. A saved gallery is read back: its photos are known again in a later visit.

import { Talker } from "../lib/talker.js";
import { compare } from "./comparison.js";
import { Photo } from "./photos.js";
import { Thumbnails } from "./thumbnails.js";

/** People that are searched, photos of nobody, and photos with more people than are searched. */
export const NO_PEOPLE = { people: 0, nobody: 0, crowds: 0 };
/** Numbers that the worker tells of a stored photo. */
const FACTS = 6;

/**
 * @typedef {import("../worker/engine.js").Engine} Engine
 * @typedef {import("../worker/indexing.js").Indexing} Indexing
 * @typedef {import("../worker/protocol").Skipped} Skipped
 * @typedef {import("./skipped.js").LeftOut} LeftOut
 * @typedef {import("./saved-galleries.js").SavedGallery} SavedGallery
 */
/**
 * @typedef {object} GalleryEvents
 * @property {{entries: Photo[], skipped: LeftOut[]}} restored a portion of a kept gallery
 * @property {import("../worker/engine.js").ReplyData<"opened">} opened the kept gallery is open
 * @property {{fresh: number, gone: number, skipped: LeftOut[]}} compared the folder was compared with what is kept
 * @property {{entries: Photo[], skipped: LeftOut[]}} batch photos were read
 * @property {{done: number, total: number, rate: number, left: number}} progress
 * @property {{complete: boolean}} end nothing is being read any more
 * @property {undefined} outdated what was kept is of another model
 */

/** @extends {Talker<GalleryEvents>} */
export class Gallery extends Talker {
  /** @type {Indexing | null} */
  #indexing = null;
  /** @type {Promise<void> | null} */
  #opening = null;
  /** @type {Map<string, Photo>} */
  #byPath = new Map();
  /** @type {Map<string, Skipped>} */
  #keptSkipped = new Map();
  /** Rises with every gallery that the worker is given. */
  #turn = 0;
  /** Rises with every wish to read the folder: only the last one counts. */
  #wishes = 0;
  /** Ends when nothing of the last run is under way. @type {Promise<unknown>} */
  #running = Promise.resolve();
  /** The file of small pictures, or null; comes when the gallery is open. @type {Promise<Thumbnails | null>} */
  #pictures = Promise.resolve(null);

  /** Where it is kept; null for one that is not. @type {SavedGallery | null} */
  saved = null;
  /** All photos of the folder; null while only the kept ones are known. @type {Photo[] | null} */
  photos = null;
  /** The photos that can be searched; indices are those of the worker's rankings. @type {Photo[]} */
  known = [];
  /** What was found in those photos. */
  people = { ...NO_PEOPLE };

  /** @param {Engine} engine */
  constructor(engine) {
    super();
    this.engine = engine;
    engine.photoAt = (index) => this.known[index];
    engine.addEventListener("restored", ({ detail }) => this.#takeKept(detail));
    engine.addEventListener("outdated", () => {
      this.known = [];
      this.people = { ...NO_PEOPLE };
      this.#keptSkipped.clear();
      this.tell("outdated", undefined);
    });
  }

  get indexing() {
    return this.#indexing;
  }

  /** How many photos there are, known or not yet. */
  get size() {
    return this.photos?.length ?? this.known.length;
  }

  /**
   * Whether this saved gallery is the one that is open.
   * @param {SavedGallery | null} saved
   */
  isOpen(saved) {
    return saved !== null && saved.id === this.saved?.id;
  }

  /**
   * Replaces the photos; the old ones leave memory. Of the same gallery, known photos stay what they are.
   * @param {Photo[]} photos
   * @param {SavedGallery | null} saved
   */
  replace(photos, saved) {
    this.stop();
    if (this.isOpen(saved)) {
      this.photos = photos.map((photo) => {
        const known = this.#byPath.get(photo.path);
        known?.reach(photo);
        return known ?? photo;
      });
    } else {
      for (const photo of this.#byPath.values()) photo.release();
      this.photos = photos;
      this.known = [];
      this.people = { ...NO_PEOPLE };
      this.#keptSkipped.clear();
      this.#opening = null;
      this.#byPath.clear();
    }
    this.saved = saved;
    for (const photo of this.photos) this.#byPath.set(photo.path, photo);
  }

  /** Ends the run that is under way without waiting for it. */
  stop() {
    this.#indexing?.cancel();
    this.#indexing = null;
  }

  /** Another worker is there: it knows nothing yet. */
  forgetWorker() {
    this.stop();
    this.#opening = null;
  }

  /**
   * Lets the worker open a kept gallery; nothing happens if it has.
   * @param {SavedGallery} saved
   */
  open(saved) {
    if (!this.isOpen(saved)) {
      this.replace([], saved);
      this.photos = null;
    }
    this.#opening ??= this.#open(saved);
    return this.#opening;
  }

  /** @param {SavedGallery} saved */
  async #open(saved) {
    this.known = [];
    this.people = { ...NO_PEOPLE };
    this.#keptSkipped.clear();
    const turn = ++this.#turn;
    const { id } = saved;
    const opening = this.engine.open(saved);
    this.#pictures = opening.then(({ thumbnails }) => (thumbnails ? new Thumbnails(id, thumbnails) : null));
    // Who asks for a picture hears of it; when nobody does, it is no news.
    this.#pictures.catch(() => {});
    const opened = await opening;
    if (turn !== this.#turn) return;
    // Refused, as when another tab has it open: the next attempt may fare better.
    if (!opened.thumbnails) this.#opening = null;
    this.tell("opened", opened);
  }

  /** @param {import("../worker/engine.js").ReplyData<"restored">} kept */
  #takeKept({ paths, facts, skipped }) {
    const entries = paths.map((path, index) => {
      const photo = this.#byPath.get(path) ?? new Photo(path, null);
      this.#byPath.set(path, photo);
      const [size, modified, offset, length, people, leftOut] = facts.subarray(index * FACTS, (index + 1) * FACTS);
      this.#note(photo, size, modified, offset, length, people, leftOut);
      return photo;
    });
    this.known.push(...entries);
    for (const file of skipped) this.#keptSkipped.set(file.path, file);
    this.tell("restored", { entries, skipped });
  }

  /**
   * Notes what the worker keeps of a photo.
   * @param {Photo} photo
   * @param {number} size
   * @param {number} modified
   * @param {number | undefined} offset
   * @param {number | undefined} length
   * @param {number} people
   * @param {number} leftOut
   */
  #note(photo, size, modified, offset, length, people, leftOut) {
    Object.assign(photo, { size, modified, people, leftOut });
    this.#count(photo, 1);
    if (offset === undefined || !length) return;
    const pictures = this.#pictures;
    photo.thumbnail = async () => {
      const file = await pictures;
      if (!file) throw new Error("no small pictures are kept");
      return file.read(offset, length);
    };
  }

  /**
   * Counts what was found in a photo that comes, or, with -1, goes.
   * @param {Photo} photo
   * @param {1 | -1} by
   */
  #count({ people, leftOut }, by) {
    this.people.people += by * Math.max(0, people);
    if (people === 0) this.people.nobody += by;
    if (leftOut > 0) this.people.crowds += by;
  }

  /** Brings all photos of the folder into the worker's gallery, as far as they are not there. */
  async index() {
    this.stop();
    const { photos, saved } = this;
    if (!photos) return;
    const wish = ++this.#wishes;
    /** @type {Photo[] | null} */
    let fresh = photos;
    if (saved) {
      await this.open(saved);
      // Of the same gallery a batch may still be under way: its photos must be known before the folder is compared.
      await this.#running;
      if (wish !== this.#wishes) return;
      fresh = await this.#compare(photos);
      if (wish !== this.#wishes || this.photos !== photos || !fresh) return;
    } else {
      this.known = [];
      this.people = { ...NO_PEOPLE };
      this.#turn += 1;
      this.engine.reset();
    }
    const turn = this.#turn;
    const indexing = this.engine.index(fresh, {
      // Also of a run that was stopped: the worker has these photos.
      onBatch: (brought) => turn === this.#turn && this.#takeBatch(brought),
      onProgress: (progress) => this.#indexing === indexing && this.tell("progress", progress),
    });
    this.#indexing = indexing;
    this.#running = indexing.finished.catch(() => {});
    const complete = await indexing.finished;
    // Replaced by another run: that one speaks for itself.
    if (this.#indexing !== indexing) return;
    this.#indexing = null;
    this.tell("end", { complete });
  }

  /** @param {import("../worker/indexing.js").Brought} brought */
  #takeBatch({ joined, files, thumbnails, skipped, people, leftOut }) {
    const entries = /** @type {Photo[]} */ (joined);
    for (const [index, photo] of entries.entries()) {
      const file = files[index];
      const modified = file instanceof File ? file.lastModified : 0;
      this.#note(photo, file.size, modified, thumbnails[index * 2], thumbnails[index * 2 + 1], people[index], leftOut[index]);
    }
    this.known.push(...entries);
    this.tell("batch", { entries, skipped });
  }

  /**
   * Compares the folder with what is kept: takes out what is gone or changed, returns what is to be read; null where the
   * folder was replaced meanwhile.
   * @param {Photo[]} photos
   */
  async #compare(photos) {
    const turn = this.#turn;
    const isWanted = () => turn === this.#turn && this.photos === photos;
    const compared = await compare(photos, { known: this.known, leftOut: this.#keptSkipped }, isWanted);
    if (!compared || !isWanted()) return null;
    const { fresh, gone, skipped, forgotten } = compared;
    if (gone.size || forgotten.length) {
      const indices = [...gone.values()];
      this.engine.remove(indices, forgotten);
      const there = new Set(photos.map(({ path }) => path));
      for (const photo of gone.keys()) {
        photo.release();
        photo.thumbnail = null;
        this.#count(photo, -1);
        if (!there.has(photo.path)) this.#byPath.delete(photo.path);
      }
      const out = new Set(indices);
      this.known = this.known.filter((_, index) => !out.has(index));
      for (const path of forgotten) this.#keptSkipped.delete(path);
    }
    this.tell("compared", { fresh: fresh.length, gone: gone.size, skipped });
    return fresh;
  }
}
