// Photos on their way into the engine's gallery: in order, once, and never into another one, however late they come.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { PretendWorker, pretendEngine, pretendNavigator, settle } from "./browser.js";
import { embedded, photo, running } from "./running-engine.js";

const { EngineLost } = await import("../../www/js/worker/engine.js");

beforeEach(() => {
  pretendEngine();
  mock.method(console, "warn", () => {});
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
