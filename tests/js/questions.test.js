// What waits for an answer of the worker: questions of a kind, explanations by number, and the one search.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineLost, QueryRefused } from "../../www/js/worker/errors.js";
import { OpenSearch } from "../../www/js/worker/open-search.js";
import { Questions } from "../../www/js/worker/questions.js";
import { ranked } from "./running-engine.js";

/** Questions to a worker that notes what it is sent. */
function begin() {
  const sent = [];
  const questions = new Questions();
  questions.connect({ post: (type, data) => sent.push({ type, data }), close: () => sent.push({ type: "closed" }) });
  return { sent, questions, search: new OpenSearch(questions, (index) => "abc"[index]) };
}

test("an answer goes to who asks for its kind, and only the newest waits for it", async () => {
  const { sent, questions } = begin();
  const old = questions.ask("suggested", "suggest", { texts: ["red"] });
  const other = questions.ask("closed", "close", undefined);
  const next = questions.ask("suggested", "suggest", { texts: ["blue"] });
  await assert.rejects(old, EngineLost);
  questions.settle({ type: "suggested", data: { indices: [1], leads: [0.5] } });
  questions.settle({ type: "closed" });
  assert.deepEqual(await next, { indices: [1], leads: [0.5] });
  assert.equal(await other, undefined);
  assert.deepEqual(sent.map(({ type }) => type), ["suggest", "close", "suggest"]);
  // Nobody waits any more.
  questions.settle({ type: "closed" });
});

test("an answer that was dropped is not for who asks next of another kind", async () => {
  const { questions } = begin();
  const opening = questions.ask("opened", "open", { generation: 1, id: "1", name: "" });
  const closing = questions.ask("closed", "close", undefined);
  questions.drop("opened");
  questions.drop("embedded");
  await assert.rejects(opening, EngineLost);
  questions.settle({ type: "closed" });
  await closing;
});

test("explanations have numbers, which no search has", async () => {
  const { sent, questions, search } = begin();
  const photo = { path: "a", file: new Blob() };
  const [one, two] = ["red", "blue"].map((text) => questions.explain({ text, photo, region: null }));
  search.begin((id) => questions.post("search", { id, text: "red", rerank: 0 }));
  const numbers = sent.map(({ data }) => data.id);
  assert.equal(new Set(numbers).size, 3);
  questions.settle({ type: "unexplained", data: { id: numbers[1], message: "no such word" } });
  questions.settle({ type: "explained", data: { id: numbers[0], words: ["red"] } });
  assert.deepEqual((await one).words, ["red"]);
  await assert.rejects(two, /no such word/);
});

test("without a worker every question is lost at once, and with it those that wait", async () => {
  const { sent, questions, search } = begin();
  const photo = { path: "a", file: new Blob() };
  const waiting = [questions.ask("closed", "close", undefined), questions.explain({ text: "red", photo, region: null })];
  questions.close();
  for (const question of waiting) await assert.rejects(question, EngineLost);
  assert.ok(!questions.hasWorker);
  await assert.rejects(questions.ask("closed", "close", undefined), EngineLost);
  await assert.rejects(questions.explain({ text: "red", photo, region: null }), EngineLost);
  await assert.rejects(search.begin(() => assert.fail("there is nobody to ask")), EngineLost);
  questions.post("dismiss", undefined);
  assert.deepEqual(sent.map(({ type }) => type), ["close", "explain", "closed"]);
});

test("a search is answered twice at most, and by nothing that an older one is told", async () => {
  const { search } = begin();
  const firsts = [];
  let [old, id] = [0, 0];
  const before = search.begin((number) => (old = number));
  const asked = search.begin((number) => (id = number), (ranking) => firsts.push(ranking));
  assert.equal(await before, null);
  assert.equal(search.answer({ type: "ranked", data: ranked(old, [2]) }), null);
  assert.equal(search.answer({ type: "unknown", data: { id, words: ["zzgrbl"] } }), null);
  const first = search.answer({ type: "ranked", data: ranked(id, [1, 0], { last: false }) });
  const last = search.answer({ type: "ranked", data: ranked(id, [0, 1]) });
  assert.deepEqual(firsts, [first]);
  assert.equal(await asked, last);
  assert.deepEqual([last.entries[0].photo, last.unknown], ["a", ["zzgrbl"]]);
  assert.equal(search.answer({ type: "ranked", data: ranked(id, [0]) }), null, "it is over");
});

test("a search ends without an order: refused, forgotten or lost", async () => {
  const { search } = begin();
  let id = 0;
  const ask = () => search.begin((number) => (id = number));
  const refused = ask();
  search.answer({ type: "refused", data: { id, reason: "no-words" } });
  await assert.rejects(refused, (error) => error instanceof QueryRefused && error.reason === "no-words");
  const forgotten = ask();
  search.forget();
  assert.equal(await forgotten, null);
  const lost = ask();
  search.lose();
  await assert.rejects(lost, EngineLost);
});
