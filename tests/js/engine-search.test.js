// What the engine answers about its gallery: orders, explanations, features, and nothing to who has asked anew.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { pretendEngine, settle } from "./browser.js";
import { photo, ranked, running } from "./running-engine.js";

const { QueryRefused } = await import("../../www/js/worker/engine.js");

beforeEach(() => {
  pretendEngine();
  mock.method(console, "warn", () => {});
});

test("features are of people; a photo's own are those of its largest", async () => {
  const features = [[1, 0], [0, 1], [0.5, 0.5]].map((feature) => Float32Array.from(feature));
  const regions = [[0.5, 0, 0.25, 1], [0, 0, 0.25, 0.5], null];
  const { engine } = await running((type, _, reply) => {
    if (type === "features") reply("features", { names: ["a", "a", "b"], regions, features });
  });
  assert.deepEqual(await engine.features(), { a: [1, 0], b: [0.5, 0.5] });
  const { a, b } = await engine.people();
  assert.deepEqual(a.map(({ box }) => box), regions.slice(0, 2));
  assert.deepEqual(b, [{ box: null, feature: [0.5, 0.5] }]);
});

test("a search has a first and a last order, and the words that nobody knows", async () => {
  const { engine } = await running((type, data, reply) => {
    if (type !== "search") return;
    assert.deepEqual([data.text, data.rerank], ["red zzgrbl", 8]);
    reply("unknown", { id: data.id, words: ["zzgrbl"] });
    reply("ranked", ranked(data.id, [1, 0], { last: false }));
    reply("ranked", ranked(data.id, [0, 1]));
  });
  engine.photoAt = (index) => "ab"[index];
  const first = [];
  const last = await engine.search("red zzgrbl", { rerank: 8, onFirst: (ranking) => first.push(ranking) });
  assert.deepEqual(first.map(({ entries }) => entries.map(({ photo }) => photo)), [["b", "a"]]);
  assert.deepEqual(last.entries.map(({ photo }) => photo), ["a", "b"]);
  assert.deepEqual([first[0].last, last.last, last.unknown], [false, true, ["zzgrbl"]]);
});

test("a newer search, and another gallery, end the one before", async () => {
  const { engine, worker } = await running();
  const old = engine.search("red");
  const next = engine.similar(3, 1);
  assert.equal(await old, null);
  assert.deepEqual([worker.of("similar")[0].index, worker.of("similar")[0].crop], [3, 1]);
  // An answer to the old question changes nothing.
  worker.reply("ranked", ranked(worker.of("search")[0].id, [0]));
  worker.reply("ranked", ranked(worker.of("similar")[0].id, [2]));
  assert.deepEqual([...(await next).ranked.order], [2]);
  const waiting = engine.search("blue");
  engine.reset();
  assert.equal(await waiting, null);
});

test("what cannot be searched is refused with its kind", async () => {
  const { engine } = await running((type, data, reply) => type === "search" && reply("refused", { id: data.id, reason: "no-words" }));
  await assert.rejects(engine.search("…"), (error) => error instanceof QueryRefused && error.reason === "no-words");
});

test("explanations come to who asked, in whatever order", async () => {
  const { engine, worker } = await running();
  const [one, two] = ["red", "blue"].map((text) => engine.explain({ photo: photo(text), region: [0, 0, 1, 1] }, text));
  await settle();
  const [first, second] = worker.of("explain");
  assert.deepEqual([first.text, first.photo.path, first.region], ["red", "red", [0, 0, 1, 1]]);
  worker.reply("unexplained", { id: second.id, message: "no" });
  worker.reply("explained", { id: first.id, words: ["red"] });
  assert.deepEqual((await one).words, ["red"]);
  await assert.rejects(two);
  await assert.rejects(engine.explain({ photo: { path: "x", open: () => Promise.reject(new Error("gone")) } }, "red"), /gone/);
});
