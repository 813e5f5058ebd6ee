// The gallery between the folder and the worker: nothing is lost or counted twice, whatever is pressed meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";
import { settle } from "./browser.js";

const { Gallery } = await import("../../www/js/gallery/gallery.js");
const { Photo } = await import("../../www/js/gallery/photos.js");
const { Talker } = await import("../../www/js/lib/talker.js");
const { Indexing } = await import("../../www/js/worker/indexing.js");

const SHELF = { id: "1", name: "folder" };

/** An engine whose worker answers when the test lets it, and knows what is in its gallery. */
class PretendEngine extends Talker {
  gallery = [];
  flights = [];
  generation = 0;
  wanted = { thumbnails: false };

  async open() {
    this.generation += 1;
    this.gallery = [];
    return { outdated: false, thumbnails: "thumbs-0.bin" };
  }

  reset() {
    this.generation += 1;
    this.gallery = [];
  }

  index(photos, listeners) {
    return new Indexing({ engine: this, batch: 2, generation: this.generation, photos, ...listeners });
  }

  embed(photos, generation) {
    return new Promise((resolve) =>
      this.flights.push(() => {
        this.gallery.push(...photos.map(({ path }) => path));
        const [people, leftOut] = [photos.map(() => 2), photos.map(() => 0)];
        resolve({ generation, photos: photos.map(({ path }) => path), thumbnails: new Float64Array(), skipped: [], people, leftOut });
      }),
    );
  }

  remove(indices) {
    this.gallery = this.gallery.filter((_, index) => !indices.includes(index));
  }

  async land() {
    for (let flight = this.flights.shift(); flight; flight = this.flights.shift()) {
      flight();
      await settle();
    }
  }
}

const file = (path) => new File([path], path, { lastModified: 1 });
const folder = (paths) => Array.from(paths, (path) => new Photo(path, async () => file(path)));
const paths = (photos) => photos.map(({ path }) => path);

function begin() {
  const engine = new PretendEngine();
  const gallery = new Gallery(engine);
  const ended = [];
  gallery.addEventListener("end", ({ detail }) => ended.push(detail.complete));
  return { engine, gallery, ended };
}

test("a folder is read to its end", async () => {
  const { engine, gallery, ended } = begin();
  gallery.replace(folder("abcde"), SHELF);
  gallery.index();
  await settle();
  await engine.land();
  assert.deepEqual(paths(gallery.known), Array.from("abcde"));
  assert.deepEqual(ended, [true]);
  assert.deepEqual(gallery.people, { people: 10, nobody: 0, crowds: 0 });
  assert.equal(engine.photoAt(2), gallery.known[2]);
});

test("the same folder chosen again while it is read is read once", async () => {
  const { engine, gallery, ended } = begin();
  gallery.replace(folder("abcde"), SHELF);
  gallery.index();
  await settle();
  // A batch is under way when the visitor chooses the folder again, twice.
  for (const _ of [1, 2]) {
    gallery.replace(folder("abcde"), SHELF);
    gallery.index();
  }
  await settle();
  await engine.land();
  assert.deepEqual(paths(gallery.known), engine.gallery, "page and worker agree on every index");
  assert.deepEqual([...engine.gallery].sort(), Array.from("abcde"));
  assert.deepEqual(ended, [true]);
});

test("what changed, went and came is found out", async () => {
  const { engine, gallery } = begin();
  gallery.replace(folder("abc"), SHELF);
  gallery.index();
  await settle();
  await engine.land();
  const compared = [];
  gallery.addEventListener("compared", ({ detail }) => compared.push(detail));
  const next = [...folder("ad"), new Photo("b", async () => new File(["longer"], "b", { lastModified: 2 }))];
  gallery.replace(next, SHELF);
  gallery.index();
  await settle();
  await engine.land();
  assert.deepEqual(compared.map(({ fresh, gone }) => [fresh, gone]), [[2, 2]]);
  assert.deepEqual(paths(gallery.known), ["a", "d", "b"]);
  assert.deepEqual(engine.gallery, ["a", "d", "b"]);
});

test("another folder takes the place of one that is being read", async () => {
  const { engine, gallery, ended } = begin();
  gallery.replace(folder("abcd"), null);
  gallery.index();
  await settle();
  gallery.replace(folder("xy"), null);
  gallery.index();
  await settle();
  engine.flights.shift();
  await engine.land();
  assert.deepEqual(paths(gallery.known), ["x", "y"]);
  assert.deepEqual(ended, [true]);
});

test("what was found in photos is counted, also when they go", async () => {
  const { engine, gallery } = begin();
  const facts = [[3, 0], [0, 0], [24, 7], [-1, 0]].flatMap((found) => [1, 1, 0, 0, ...found]);
  gallery.open(SHELF);
  engine.tell("restored", { paths: Array.from("abcd"), facts: Float64Array.from(facts), skipped: [] });
  assert.deepEqual(gallery.people, { people: 27, nobody: 1, crowds: 1 });
  await settle();
  gallery.replace(folder("d"), SHELF);
  gallery.index();
  await settle();
  await engine.land();
  assert.deepEqual(paths(gallery.known), ["d"]);
  assert.deepEqual(gallery.people, { people: 0, nobody: 0, crowds: 0 });
});

test("a photo has one address however often it is asked for, and gives it back", async () => {
  const made = [];
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    made.push(createObjectURL.call(URL, blob));
    return made.at(-1);
  };
  const revoked = [];
  URL.revokeObjectURL = (address) => revoked.push(address);
  try {
    const [photo] = folder("a");
    const asked = await Promise.all([photo.address(), photo.fullAddress(), photo.address()]);
    assert.equal(new Set(asked).size, 1);
    assert.equal(made.length, 1);
    photo.release();
    await settle();
    assert.deepEqual(revoked, made);
    const late = new Photo("b", () => new Promise((resolve) => setTimeout(() => resolve(file("b")), 5)));
    const coming = late.address();
    late.release();
    await coming;
    await settle();
    assert.deepEqual(revoked, made, "also one that was still being made");
  } finally {
    Object.assign(URL, { createObjectURL, revokeObjectURL });
  }
});
