// A folder compared with what is kept of it: what is read again, what is not, and what is forgotten.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compare } from "../../www/js/gallery/comparison.js";
import { Photo } from "../../www/js/gallery/photos.js";

const file = (path, content = path, lastModified = 1) => new File([content], path, { lastModified });
/** A photo of the folder, with the file that it has by now. */
const photo = (path, now = file(path)) => new Photo(path, async () => now);
/** A photo as it was read before. */
const known = (path, now) => Object.assign(photo(path, now), { size: path.length, modified: 1 });
const left = (path, reason) => [path, { path, reason, detail: "", size: path.length, modified: 1 }];
const paths = (photos) => photos.map(({ path }) => path);
const always = () => true;

test("what is new or has changed is read, what is gone is taken out", async () => {
  const kept = [known("same"), known("longer", file("longer", "more than before")), known("later", file("later", "later", 2)), known("gone")];
  const photos = [photo("new"), ...kept.slice(0, 3)];
  const { fresh, gone, skipped, forgotten } = await compare(photos, { known: kept, leftOut: new Map() }, always);
  assert.deepEqual(paths(fresh), ["new", "longer", "later"]);
  assert.deepEqual([...gone].map(([{ path }, index]) => [path, index]), [["longer", 1], ["later", 2], ["gone", 3]]);
  assert.deepEqual([skipped, forgotten], [[], []]);
});

test("a file that was left out is left out again, unless it has changed or another look may help", async () => {
  const leftOut = new Map([left("broken", "damaged"), left("edited", "damaged"), left("foreign", "foreign"), left("away", "damaged")]);
  const photos = [photo("broken"), photo("edited", file("edited", "edited", 2)), photo("foreign")];
  const { fresh, gone, skipped, forgotten } = await compare(photos, { known: [], leftOut }, always);
  assert.deepEqual(paths(fresh), ["edited", "foreign"]);
  assert.equal(gone.size, 0);
  assert.deepEqual(paths(skipped), ["broken"]);
  assert.deepEqual(forgotten, ["foreign", "away"]);
});

test("a known photo that cannot be opened is read again, and tells then why", async () => {
  const kept = [Object.assign(new Photo("a", () => Promise.reject(new Error("moved"))), { size: 1, modified: 1 })];
  const { fresh, gone } = await compare(kept, { known: kept, leftOut: new Map() }, always);
  assert.deepEqual([paths(fresh), gone.size], [["a"], 1]);
});

test("only what is kept is opened", async () => {
  let opened = 0;
  const counted = (path) => new Photo(path, async () => (opened++, file(path)));
  const kept = [Object.assign(counted("a"), { size: 1, modified: 1 })];
  await compare([...kept, counted("b")], { known: kept, leftOut: new Map() }, always);
  assert.equal(opened, 1);
});

test("it ends early when nobody wants the answer any more", async () => {
  const photos = Array.from({ length: 200 }, (_, number) => photo(`${number}`));
  let looks = 0;
  assert.equal(await compare(photos, { known: [], leftOut: new Map() }, () => ++looks < 2), null);
  assert.equal(looks, 2);
});
