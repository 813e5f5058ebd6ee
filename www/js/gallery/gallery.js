// The gallery of the page: the photos of the folder, those that the worker knows in its order, and the job that brings
// the ones to the other. A gallery with a place on the shelf is kept: its photos are known again in a later visit.

import { breather } from "../lib/breathe.js";
import { Indexing } from "./indexing.js";
import { Photo } from "./photos.js";
import { Thumbnails } from "./thumbnails.js";

/** Files looked at side by side when a folder is compared with what is kept. */
const SIDE_BY_SIDE = 64;
/** Reasons that another visit may see otherwise: the browser learned a kind, the file can be read again. */
const AGAIN = new Set(["foreign", "unreadable"]);

/**
 * Events: `kept` {entries, skipped} for each portion of a kept gallery, `opened` {trouble, damage, outdated},
 * `compared` {fresh, gone}, `batch` {entries, skipped}, `progress`, `end` {complete}, `outdated`.
 */
export class Gallery extends EventTarget {
  #indexing = null;
  #opening = null;
  #byPath = new Map();
  #keptSkipped = new Map();
  #job = 0;
  /** The file of small pictures, or null; comes when the gallery is open. */
  #pictures = Promise.resolve(null);

  /** Where it is kept `{id, name}`; null for one that is not. */
  shelf = null;
  /** All photos of the folder; null while only the kept ones are known. */
  photos = null;
  /** The photos that can be searched; places are those of the worker's rankings. */
  known = [];
  /** Windows of wide photos that can be searched, and whether all photos should be looked through for such. */
  windows = 0;
  withWindows = true;

  constructor(engine) {
    super();
    this.engine = engine;
    engine.addEventListener("kept", ({ detail }) => this.#takeKept(detail));
    engine.addEventListener("outdated", ({ detail: { job } }) => {
      if (job !== this.#job) return;
      this.known = [];
      this.windows = 0;
      this.#keptSkipped.clear();
      this.#tell("outdated", {});
    });
    engine.addEventListener("wanted", ({ detail }) => this.#supply(detail));
  }

  /** Whether there are photos that were not looked through for windows. */
  get lacksWindows() {
    return this.known.some(({ windows }) => windows < 0);
  }

  /** The running job, if there is one. */
  get indexing() {
    return this.#indexing;
  }

  /** How many photos there are, known or not yet. */
  get size() {
    return this.photos?.length ?? this.known.length;
  }

  /** Whether this place on the shelf is that of the gallery which is open. */
  isOn(shelf) {
    return shelf !== null && shelf.id === this.shelf?.id;
  }

  /** Replaces the photos; the old ones leave memory. Of the same gallery, known photos stay what they are. */
  replace(photos, shelf) {
    this.stop();
    if (this.isOn(shelf)) {
      this.photos = photos.map((photo) => {
        const known = this.#byPath.get(photo.path);
        known?.reach(photo);
        return known ?? photo;
      });
    } else {
      for (const photo of this.#byPath.values()) photo.release();
      this.photos = photos;
      this.known = [];
      this.windows = 0;
      this.#keptSkipped.clear();
      this.#opening = null;
      this.#byPath.clear();
    }
    this.shelf = shelf;
    for (const photo of this.photos) this.#byPath.set(photo.path, photo);
  }

  /** Ends the running job without waiting for it. */
  stop() {
    this.#indexing?.cancel();
    this.#indexing = null;
  }

  /** Another worker is there: it knows nothing yet. */
  forgetWorker() {
    this.stop();
    this.#opening = null;
  }

  /** Lets the worker open the kept gallery; nothing happens if it has. */
  open(shelf = this.shelf) {
    if (!this.isOn(shelf)) {
      this.replace([], shelf);
      this.photos = null;
    }
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open() {
    this.known = [];
    this.windows = 0;
    this.#keptSkipped.clear();
    this.#job += 1;
    const job = this.#job;
    const { id } = this.shelf;
    const opening = this.engine.open(job, this.shelf);
    this.#pictures = opening.then(({ thumbnails }) => (thumbnails ? new Thumbnails(id, thumbnails) : null));
    // Who asks for a picture hears of it; when nobody does, it is no news.
    this.#pictures.catch(() => {});
    const opened = await opening;
    if (job !== this.#job) return;
    // Refused, as when another tab has it open: the next attempt may fare better.
    if (!opened.thumbnails) this.#opening = null;
    this.#tell("opened", opened);
  }

  #takeKept({ job, paths, facts, skipped }) {
    if (job !== this.#job) return;
    const entries = paths.map((path, place) => {
      const photo = this.#byPath.get(path) ?? new Photo(path, null);
      this.#byPath.set(path, photo);
      const [size, modified, offset, length] = facts.subarray(place * 5, place * 5 + 5);
      this.#note(photo, size, modified, offset, length, facts[place * 5 + 4]);
      return photo;
    });
    this.known.push(...entries);
    for (const file of skipped) this.#keptSkipped.set(file.path, file);
    this.#tell("kept", { entries, skipped });
  }

  /** Notes what the worker keeps of a photo. */
  #note(photo, size, modified, offset, length, windows) {
    Object.assign(photo, { size, modified, windows });
    this.windows += Math.max(0, windows);
    if (!length) return;
    const pictures = this.#pictures;
    photo.thumbnail = async () => {
      const file = await pictures;
      if (!file) throw new Error("no small pictures are kept");
      return file.read(offset, length);
    };
  }

  /** Brings all photos of the folder into the worker's gallery, as far as they are not there. */
  async index(batch) {
    this.stop();
    const photos = this.photos;
    let fresh = photos;
    if (this.shelf) {
      await this.open();
      const compared = await this.#compare(photos);
      if (this.photos !== photos || !compared) return;
      fresh = compared;
    } else {
      this.known = [];
      this.windows = 0;
      this.#job += 1;
      this.engine.reset(this.#job);
    }
    const thumbnails = this.shelf !== null && (await this.#pictures.catch(() => null)) !== null;
    if (this.photos !== photos) return;
    const indexing = new Indexing({
      engine: this.engine,
      batch,
      job: this.#job,
      photos: fresh,
      wanted: () => ({ thumbnails, windows: this.withWindows }),
      onBatch: (brought) => this.#indexing === indexing && this.#takeBatch(brought),
      onProgress: (progress) => this.#indexing === indexing && this.#tell("progress", progress),
    });
    this.#indexing = indexing;
    const complete = await indexing.run();
    // Replaced by another job: that one speaks for itself.
    if (this.#indexing !== indexing) return;
    this.#indexing = null;
    this.#tell("end", { complete });
  }

  #takeBatch({ photos, thumbnails, skipped, windows, files }) {
    const read = new Map(files.map(({ path, file }) => [path, file]));
    const entries = photos.map((path, place) => {
      const photo = this.#byPath.get(path);
      const file = read.get(path);
      const [offset, length] = thumbnails.subarray?.(place * 2, place * 2 + 2) ?? [];
      this.#note(photo, file.size, file.lastModified ?? 0, offset, length, windows[place]);
      return photo;
    });
    this.known.push(...entries);
    this.#tell("batch", { entries, skipped });
  }

  /** Compares the folder with what is kept: takes out what is gone or changed, returns what is to be read. */
  async #compare(photos) {
    const job = this.#job;
    const breathe = breather();
    const places = new Map(this.known.map((photo, place) => [photo, place]));
    const fresh = [];
    const skipped = [];
    for (let first = 0; first < photos.length; first += SIDE_BY_SIDE) {
      const portion = photos.slice(first, first + SIDE_BY_SIDE);
      // Only what is kept has something to be compared with.
      const files = await Promise.all(
        portion.map((photo) =>
          places.has(photo) || this.#keptSkipped.has(photo.path) ? photo.open().catch(() => null) : null,
        ),
      );
      for (const [place, photo] of portion.entries()) {
        const file = files[place];
        const before = places.has(photo) ? photo : this.#keptSkipped.get(photo.path);
        const same = file && before && file.size === before.size && (file.lastModified ?? 0) === before.modified &&
          !(this.withWindows && before.windows < 0) && !AGAIN.has(before.reason);
        if (!same) fresh.push(photo);
        else if (places.has(photo)) places.delete(photo);
        else skipped.push(before);
      }
      await breathe();
      if (job !== this.#job || this.photos !== photos) return null;
    }
    const there = new Set(photos.map(({ path }) => path));
    // What is left in `places` was removed from the folder, or changed and is read again.
    const gone = [...places.values()];
    const goneFiles = [...this.#keptSkipped.keys()].filter(
      (path) => !there.has(path) || AGAIN.has(this.#keptSkipped.get(path).reason),
    );
    if (gone.length || goneFiles.length) {
      this.engine.remove(job, gone, goneFiles);
      const out = new Set(gone);
      for (const [photo] of places) {
        photo.release();
        photo.thumbnail = null;
        this.windows -= Math.max(0, photo.windows);
        if (!there.has(photo.path)) this.#byPath.delete(photo.path);
      }
      this.known = this.known.filter((_, place) => !out.has(place));
      for (const path of goneFiles) this.#keptSkipped.delete(path);
    }
    this.#tell("compared", { fresh: fresh.length, gone: gone.length, skipped });
    return fresh;
  }

  /** The worker needs some photos once more. */
  async #supply({ ticket, places }) {
    const photos = await Promise.all(
      places.map(async (place) => {
        const photo = this.known[place];
        try {
          return { path: photo.path, file: await photo.openOrThumbnail() };
        } catch {
          return null;
        }
      }),
    );
    this.engine.supply(ticket, photos.filter(Boolean));
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
