// The engine against a worker that says what the test wants: questions, answers, and answers that come too late.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { PretendWorker, pretendEngine, pretendNavigator, settle } from "./browser.js";

const { Engine, EngineFailed, EngineLost, QueryRefused } = await import("../../www/js/worker/engine.js");

beforeEach(() => {
  pretendEngine();
  mock.method(console, "warn", () => {});
});

const READY = { device: "cpu", name: "", batch: 2, languages: ["en"] };
const photo = (path) => ({ path, open: async () => new Blob([path]) });
const ranked = (id, order, more = {}) => ({
  id,
  order: Uint32Array.from(order),
  scores: new Float32Array(order.length),
  reranked: 0,
  probabilities: new Float32Array(),
  crops: new Int32Array(),
  regions: new Float32Array(),
  last: true,
  ...more,
});
const embedded = ({ generation, photos }, more = {}) => ({
  generation,
  photos: photos.map(({ path }) => path),
  thumbnails: new Float64Array(),
  skipped: [],
  people: photos.map(() => -1),
  leftOut: photos.map(() => 0),
  ...more,
});

/** An engine that runs; `script` answers what comes after. */
async function running(script = () => {}) {
  PretendWorker.script = ({ type, data }, reply) => (type === "load" ? reply("ready", READY) : script(type, data, reply));
  const engine = new Engine();
  assert.equal((await engine.start("cpu")).batch, 2);
  return { engine, worker: PretendWorker.made.at(-1) };
}

test("it starts with its model, on the device that was asked for", async () => {
  const { engine, worker } = await running();
  const [{ config, tokenizer, weights, device }] = worker.of("load");
  assert.equal(device, "cpu");
  for (const file of [config, tokenizer, weights]) assert.equal(new TextDecoder().decode(file), "model");
  assert.ok(engine.ready);
});

test("a finder comes with its model; a server without one has a model all the same", async () => {
  const { worker } = await running();
  const [{ finder }] = worker.of("load");
  for (const file of [finder.config, finder.weights]) assert.equal(new TextDecoder().decode(file), "model");
  pretendEngine({ answer: (path) => new Response("model", path.startsWith("finder") ? { status: 404 } : {}) });
  const { worker: other } = await running();
  assert.equal(other.of("load")[0].finder, null);
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

test("a missing model is named, and told to who waits and to who listens", async () => {
  for (const answer of [() => new Response("", { status: 404 }), () => new Response("<p>", { headers: { "content-type": "text/html" } })]) {
    pretendEngine({ answer: (path) => (path === "tokenizer.json" ? answer() : new Response("model")) });
    const engine = new Engine();
    const told = [];
    engine.addEventListener("failed", ({ detail }) => told.push(detail));
    await assert.rejects(engine.start(), EngineFailed);
    assert.deepEqual(told, [{ key: "error.missing", values: { file: "tokenizer.json" }, stage: "download" }]);
    assert.ok(PretendWorker.made[0].terminated && !engine.ready);
  }
});

test("a browser that starts no worker is told as one that cannot run the program", async () => {
  globalThis.Worker = class {
    constructor() {
      throw new DOMException("in the browser's own words", "SecurityError");
    }
  };
  const engine = new Engine();
  const told = [];
  engine.addEventListener("failed", ({ detail }) => told.push(detail.key));
  await assert.rejects(engine.start(), EngineFailed);
  assert.deepEqual(told, ["error.program"]);
});

test("a worker that breaks is told once, and what it was asked is lost", async () => {
  const { engine, worker } = await running();
  const told = [];
  engine.addEventListener("failed", ({ detail }) => told.push(detail.key));
  const waiting = [engine.features(), engine.search("red"), engine.explain({ photo: photo("a") }, "red")];
  await settle();
  worker.reply("failed", { stage: "panic", message: "internal words" });
  worker.reply("failed", { stage: "compute", message: "more" });
  for (const question of waiting) await assert.rejects(question, EngineLost);
  assert.deepEqual(told, ["error.panic"]);
  await assert.rejects(engine.search("red"), EngineLost);
  await assert.rejects(engine.features(), EngineLost);
});

test("a worker that was replaced is not listened to", async () => {
  const engine = new Engine();
  const started = engine.start();
  PretendWorker.script = ({ type }, reply) => type === "load" && reply("ready", READY);
  const again = engine.start("cpu");
  await assert.rejects(started, EngineLost);
  await again;
  let isReady = false;
  engine.addEventListener("ready", () => (isReady = true));
  PretendWorker.made[0].onmessage?.({ data: { type: "ready", data: READY } });
  assert.equal(isReady, false);
});

test("photos join in batches; what cannot be opened is left out with its reason", async () => {
  const { engine, worker } = await running((type, data, reply) => type === "embed" && reply("embedded", embedded(data)));
  const gone = { path: "gone.jpg", open: () => Promise.reject(new Error("moved")) };
  const brought = [];
  const progress = [];
  engine.reset();
  const indexing = engine.index([photo("a"), gone, photo("b"), photo("c"), photo("d")], {
    onBatch: (batch) => brought.push(batch),
    onProgress: ({ done, total }) => progress.push([done, total]),
  });
  assert.equal(await indexing.finished, true);
  assert.deepEqual(worker.of("embed").map(({ photos }) => photos.map(({ path }) => path)), [["a"], ["b", "c"], ["d"]]);
  assert.deepEqual(indexing.photos.map(({ path }) => path), ["a", "b", "c", "d"]);
  assert.deepEqual(progress, [[2, 5], [4, 5], [5, 5]]);
  assert.deepEqual(brought[0].skipped, [{ path: "gone.jpg", reason: "unreadable", detail: "moved" }]);
  assert.equal(engine.photoAt(3).path, "d");
  engine.remove([0, 2]);
  assert.deepEqual([engine.photoAt(0).path, engine.photoAt(1).path], ["b", "d"]);
});

test("a paused run waits, a cancelled one ends, and its last batch still counts", async () => {
  const { engine, worker } = await running();
  engine.reset();
  const indexing = engine.index(Array.from("abcdef", photo));
  const land = async () => {
    await settle();
    worker.reply("embedded", embedded(worker.of("embed").at(-1)));
    await settle();
  };
  await land();
  indexing.pause();
  assert.ok(indexing.isPaused);
  await land();
  assert.equal(indexing.photos.length, 4, "what was under way comes in");
  assert.equal(worker.of("embed").length, 2, "and nothing follows it");
  indexing.resume();
  await settle();
  assert.equal(worker.of("embed").length, 3);
  indexing.cancel();
  await land();
  assert.equal(await indexing.finished, false);
  assert.equal(indexing.photos.length, 6);
  assert.equal(engine.photoAt(5), indexing.photos[5]);
});

test("an answer about the gallery before is not taken for one about the next", async () => {
  const { engine, worker } = await running();
  engine.reset();
  const old = engine.index([photo("old")]);
  await settle();
  engine.reset();
  await assert.rejects(old.finished, EngineLost);
  const next = engine.index([photo("new")]);
  await settle();
  const [first, second] = worker.of("embed");
  assert.notEqual(first.generation, second.generation);
  // The worker had begun with the old one.
  worker.reply("embedded", embedded(first));
  await settle();
  assert.deepEqual(next.photos, []);
  worker.reply("embedded", embedded(second));
  assert.equal(await next.finished, true);
  assert.deepEqual(next.photos.map(({ path }) => path), ["new"]);
});

test("a run whose gallery is gone does not disturb the next", async () => {
  const { engine, worker } = await running();
  engine.reset();
  let opened = () => {};
  const slow = { path: "slow", open: () => new Promise((resolve) => (opened = () => resolve(new Blob()))) };
  const old = engine.index([slow]);
  await settle();
  engine.reset();
  const next = engine.index([photo("new")]);
  await settle();
  opened();
  await assert.rejects(old.finished, EngineLost);
  worker.reply("embedded", embedded(worker.of("embed").at(-1)));
  assert.equal(await next.finished, true);
  assert.equal(worker.of("embed").length, 1);
});

test("a kept gallery that was left is not taken for the one that was opened", async () => {
  const { engine, worker } = await running();
  const kept = [];
  engine.addEventListener("restored", ({ detail }) => kept.push(...detail.paths));
  const left = engine.open({ id: "1", name: "left" });
  const opened = engine.open({ id: "2", name: "opened" });
  await assert.rejects(left, EngineLost);
  const [first, second] = worker.of("open");
  worker.reply("opened", { generation: first.generation, trouble: { kind: "gallery-in-use", detail: "" }, outdated: false });
  worker.reply("restored", { generation: first.generation, paths: ["x"], facts: new Float64Array(5), skipped: [] });
  worker.reply("restored", { generation: second.generation, paths: ["y"], facts: new Float64Array(5), skipped: [] });
  worker.reply("opened", { generation: second.generation, thumbnails: "thumbs-0.bin", outdated: false });
  assert.equal((await opened).thumbnails, "thumbs-0.bin");
  assert.deepEqual(kept, ["y"]);
  assert.equal(engine.wanted.thumbnails, true);
  worker.reply("storage-failed", { trouble: { kind: "full", detail: "" } });
  assert.equal(engine.wanted.thumbnails, false, "nobody keeps small pictures any more");
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

test("files that the worker needs again are opened, as far as they are there", async () => {
  const { engine, worker } = await running();
  const photos = [
    photo("a"),
    { path: "b", open: () => Promise.reject(new Error("gone")) },
    { path: "c", open: () => Promise.reject(new Error("gone")), openOrThumbnail: async () => new Blob(["small"]) },
  ];
  engine.photoAt = (index) => photos[index];
  worker.reply("need-files", { ticket: 7, indices: [0, 1, 2, 9] });
  await settle();
  const [{ ticket, photos: supplied }] = worker.of("provide-files");
  assert.equal(ticket, 7);
  assert.deepEqual(await Promise.all(supplied.map(async ({ path, file }) => [path, await file.text()])), [["a", "a"], ["c", "small"]]);
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

test("helpers read a large folder, which joins in its order; a dead one is done without", async () => {
  pretendNavigator({ hardwareConcurrency: 2, deviceMemory: 8 });
  let served = 0;
  const { engine, worker } = await running((type, data, reply) => {
    // The second question kills the helper that is asked.
    if (type === "prepare") ++served === 2 ? reply("failed", { stage: "panic", message: "" }) : reply("prepared", { ticket: data.ticket, spent: [] });
    if (type === "join" || type === "embed") reply("embedded", embedded(data));
    if (type === "profile") reply("profiled", { spent: [] });
  });
  engine.reset();
  const names = Array.from({ length: 40 }, (_, number) => `${number}`);
  const slowly = (path) => ({ path, open: () => new Promise((resolve) => setTimeout(() => resolve(new Blob([path])), 2)) });
  const indexing = engine.index(names.map(slowly));
  assert.equal(await indexing.finished, true);
  assert.deepEqual(indexing.photos.map(({ path }) => path), names);
  const helpers = PretendWorker.made.filter((other) => other !== worker);
  assert.equal(helpers.length, 2);
  assert.ok(helpers.every(({ terminated }) => terminated), "they go when the folder is read");
  assert.ok(helpers.every((helper) => helper.of("load")[0].device === "cpu"));
  assert.equal(worker.of("receive").length, 2, "each has its channel to the gallery");
  assert.equal(worker.of("dismiss").length, 1);
  assert.ok(worker.of("join").length > 0, "some batches were prepared by helpers");
  assert.ok(worker.of("join").every(({ helper, ticket }) => helper > 0 && ticket > 0));
  assert.deepEqual((await engine.profile()).spent, []);
});

test("helpers come for a few photos, too, when those are large", async () => {
  pretendNavigator({ hardwareConcurrency: 2, deviceMemory: 8 });
  const { engine, worker } = await running((type, data, reply) => {
    if (type === "prepare") reply("prepared", { ticket: data.ticket, spent: [] });
    if (type === "join" || type === "embed") reply("embedded", embedded(data));
  });
  const read = async (count, bytes) => {
    engine.reset();
    const before = PretendWorker.made.length;
    const sized = (number) => ({ path: `${number}`, open: async () => new Blob([new Uint8Array(bytes)]) });
    const indexing = engine.index(Array.from({ length: count }, (_, number) => sized(number)));
    assert.equal(await indexing.finished, true);
    assert.equal(indexing.photos.length, count);
    return PretendWorker.made.length - before;
  };
  assert.equal(await read(6, 1000), 0);
  assert.equal(await read(6, 3_000_000), 2);
  assert.equal(await read(2, 3_000_000), 0, "one batch is done before helpers would be there");
  assert.ok(PretendWorker.made.every((made) => made === worker || made.terminated));
});
