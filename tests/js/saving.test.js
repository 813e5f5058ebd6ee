// What leaves the page as a file: tables and archives.

import assert from "node:assert/strict";
import { test } from "node:test";
import { TooLarge, archive, crc32 } from "../../www/js/lib/archive.js";
import { asCsv, asJson } from "../../www/js/lib/table.js";

const rows = (entries) => asCsv(entries).slice(1).split("\r\n");

test("a table has its head, its mark and a line for each photo", () => {
  const text = asCsv([{ photo: { path: "a.jpg" }, score: 1.5, probability: 0.9, region: [0, 0, 1, 1] }, { photo: { path: "b.jpg" } }]);
  assert.equal(text[0], "\ufeff");
  assert.deepEqual(text.slice(1).split("\r\n"), ["rank,file,score,match,box", "1,a.jpg,1.5,0.9,0 0 1 1", "2,b.jpg,,,", ""]);
});

test("no name becomes a formula or two cells", () => {
  const names = ["=1+1.jpg", "+49.jpg", "-2.jpg", "@anna.jpg", "\t=x.jpg", "＝1.jpg", "|x.jpg", "%x.jpg", "a;b.jpg", 'a, "b".jpg', "a\nb.jpg",
    "plain.jpg", "a/=b.jpg", "日本.jpg"];
  const cells = ["\"'=1+1.jpg\"", "\"'+49.jpg\"", "\"'-2.jpg\"", "\"'@anna.jpg\"", "\"'\t=x.jpg\"", "\"'＝1.jpg\"", "\"'|x.jpg\"", "\"'%x.jpg\"",
    '"a;b.jpg"', '"a, ""b"".jpg"', '"a\nb.jpg"', "plain.jpg", "a/=b.jpg", "日本.jpg"];
  const found = rows(names.map((path) => ({ photo: { path } }))).slice(1, -1);
  assert.deepEqual(found, cells.map((cell, place) => `${place + 1},${cell},,,`));
});

test("JSON has the query with the ranking", () => {
  const { query, results } = JSON.parse(asJson([{ photo: { path: "a.jpg" }, score: 1, probability: 0.5, region: [0, 0, 1, 1] }], { similar: "b.jpg" }));
  assert.deepEqual(query, { similar: "b.jpg" });
  assert.deepEqual(results, [{ rank: 1, file: "a.jpg", score: 1, match: 0.5, box: [0, 0, 1, 1] }]);
});

test("the check sum is that of the format", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("an archive holds each file under its path", async () => {
  const files = { "a.jpg": "first", "été/日本.jpg": "second one", "empty.jpg": "" };
  const photos = Object.entries(files).map(([path, text]) => ({ path, open: async () => new Blob([text]) }));
  const bytes = new Uint8Array(await (await archive(photos)).arrayBuffer());
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  assert.equal(view.getUint32(end, true), 0x06054b50);
  assert.equal(view.getUint16(end + 10, true), 3);
  let at = view.getUint32(end + 16, true);
  const decode = (from, length) => new TextDecoder().decode(bytes.subarray(from, from + length));
  for (const [path, text] of Object.entries(files)) {
    assert.equal(view.getUint32(at, true), 0x02014b50);
    const [sum, size] = [view.getUint32(at + 16, true), view.getUint32(at + 24, true)];
    const [length, place] = [view.getUint16(at + 28, true), view.getUint32(at + 42, true)];
    assert.equal(decode(at + 46, length), path);
    assert.equal(decode(place + 30, length), path);
    assert.equal(decode(place + 30 + length, size), text);
    assert.equal(sum, crc32(new TextEncoder().encode(text)));
    at += 46 + length;
  }
  assert.equal(at, end);
});

test("more than an archive can hold is refused", async () => {
  const large = { size: 3e9, arrayBuffer: async () => new ArrayBuffer(0) };
  const photos = [1, 2].map((number) => ({ path: `${number}.jpg`, open: async () => large }));
  await assert.rejects(archive(photos), TooLarge);
});
