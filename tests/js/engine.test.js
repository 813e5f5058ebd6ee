// The engine against a worker that says what the test wants: how it starts, how it breaks, and who is told.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { PretendWorker, pretendEngine, settle } from "./browser.js";
import { READY, photo, running } from "./running-engine.js";

const { Engine, EngineFailed, EngineLost } = await import("../../www/js/worker/engine.js");

beforeEach(() => {
  pretendEngine();
  mock.method(console, "warn", () => {});
});

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
