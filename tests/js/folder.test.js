// What is a photo, what is clutter, and how a folder is known again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromDirectoryHandle, isClutter } from "../../www/js/gallery/photos.js";
import { recognise, sampleOf } from "../../www/js/gallery/identity.js";
import { isPicture, isPictureHead } from "../../www/js/gallery/kind.js";
import { sortCalmly } from "../../www/js/lib/scheduler.js";

const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test("pictures are told by their first bytes", async () => {
  const bitmap = "BM" + "\0".repeat(8) + "\x36\0\0\0" + "\x28\0\0\0";
  const pictures = ["\xff\xd8\xff\xe0", "\x89PNG\r\n\x1a\n", "RIFF\x10\0\0\0WEBPVP8 ", "GIF89a", "GIF87a", bitmap, "\0\0\0\x18ftypheic",
    "\0\0\0\x1cftypavif", "\0\0\0\x1cftypmif1", "\0\0\0\x0cJXL \r\n\x87\n", "\xff\x0a", "II*\0", "MM\0*", "8BPS", "FUJIFILMCCD-RAW", "IIRO"];
  const others = ["", "B", "BMW in blue, 2019 model", "RIFF\x10\0\0\0WAVEfmt ", "\0\0\0\x18ftypmp42", "\0\0\0\x18ftypqt  ", "GIF8 is a name",
    "<svg xmlns='http://www.w3.org/2000/svg'>", "not a picture at all"];
  for (const head of pictures) assert.ok(isPictureHead(bytes(head)), JSON.stringify(head));
  for (const head of others) assert.ok(!isPictureHead(bytes(head)), JSON.stringify(head));
  assert.equal(await isPicture(new Blob([bytes("\xff\xd8\xff\xe0")])), true);
  const unreadable = { slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) };
  assert.equal(await isPicture(unreadable), false);
});

test("what systems leave in folders is passed over, and nothing else", () => {
  const clutter = ["a/@eaDir/x.jpg/SYNOPHOTO_THUMB_M.jpg", "#recycle/x.jpg", "$Recycle.Bin/x.jpg", "X Previews.lrdata/0/x.jpg", "._x.jpg",
    "P.photoslibrary/resources/x.jpg", "thumbs.DB", "FOUND.001/x.jpg", "a/.hidden/x.jpg", "CaptureOne/Cache/x.jpg", "Icon\r"];
  const photos = ["recycle/x.jpg", "@anna.jpg", "P.photoslibrary/originals/x.jpg", "#1.jpg", "FOUND.jpg", "CaptureOne/x.jpg", "Thumbs.db.jpg",
    "a.b/x.jpg", "my $RECYCLE.BIN/x.jpg"];
  for (const path of clutter) assert.ok(isClutter(path), path);
  for (const path of photos) assert.ok(!isClutter(path), path);
});

/** A folder handle with these files and folders in it. */
function folder(name, content) {
  return {
    kind: "directory",
    name,
    async *entries() {
      for (const [name, inside] of Object.entries(content)) {
        const isFile = inside instanceof Blob;
        yield [name, isFile ? { kind: "file", name, getFile: async () => inside } : folder(name, inside)];
      }
    },
  };
}

test("a folder is read with its folders, in one order, and sorted into photos and others", async () => {
  const jpeg = new Blob([bytes("\xff\xd8\xff\xe0")]);
  const text = new Blob(["no photo"]);
  const found = await fromDirectoryHandle(
    folder("holiday", {
      "b.JPG": text,
      "notes.txt": text,
      noname: jpeg,
      day: { "a.webp": text, "list.csv": text, "@eaDir": { "x.jpg": jpeg } },
      "Thumbs.db": text,
    }),
  );
  // A name is believed until the file is read; of others the content is looked at.
  assert.deepEqual(found.photos.map(({ path }) => path), ["b.JPG", "day/a.webp", "noname"]);
  assert.deepEqual(found.others, ["day/list.csv", "notes.txt"]);
  assert.equal(found.name, "holiday");
  assert.equal(found.photos[1].name, "a.webp");
  assert.equal(await found.photos[2].open(), jpeg);
});

test("long lists are sorted as short ones, equals in their order", async () => {
  const items = Array.from({ length: 10_000 }, (_, place) => ({ key: (place * 7919) % 100, place }));
  const sorted = await sortCalmly(items, (a, b) => a.key - b.key);
  assert.deepEqual(sorted, [...items].sort((a, b) => a.key - b.key));
  assert.deepEqual(await sortCalmly([], () => 0), []);
});

const photos = (from, size) =>
  Array.from({ length: 40 }, (_, n) => ({ path: `IMG_${from + n}.jpg`, size: size + n, open: async () => ({ size: size + n }) }));
const gallery = (name, sample, handle = null) => ({ name, sample, handle: async () => handle });

test("a folder is known again by what lies in it, also when it has changed", async () => {
  const sample = sampleOf(photos(1, 1000));
  assert.equal(sample.length, 32);
  assert.deepEqual(sampleOf([...photos(1, 1000)].reverse()), sample, "the order does not matter");
  const known = gallery("a", sample);
  const grown = [...photos(1, 1000).slice(5), ...photos(100, 9000)];
  assert.equal(await recognise([known], { photos: grown }), known);
  assert.equal(await recognise([known], { photos: photos(1, 5000) }), undefined, "a namesake with other sizes");
  assert.equal(await recognise([known], { photos: photos(500, 1000) }), undefined, "other names");
  const unsure = gallery("b", undefined);
  assert.equal(await recognise([unsure, known], { photos: grown }), known, "what is sure comes before what may be");
  assert.equal(await recognise([unsure], { photos: grown }), unsure);
});

test("a handle decides where the browser gives one", async () => {
  const handle = (name) => ({ name, isSameEntry: async (other) => other.name === name });
  const [left, right] = [gallery("a", undefined, handle("left")), gallery("b", undefined, handle("right"))];
  assert.equal(await recognise([left, right], { photos: [], handle: handle("right") }), right);
  const refusing = { isSameEntry: () => Promise.reject(new Error("no")) };
  assert.equal((await recognise([gallery("c", undefined, refusing)], { photos: [], handle: handle("x") })).name, "c");
});
