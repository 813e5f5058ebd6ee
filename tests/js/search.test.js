// From the query box to rankings: never an answer to an old question.

import assert from "node:assert/strict";
import { test } from "node:test";
import { settle } from "./browser.js";

globalThis.InputEvent ??= class InputEvent extends Event {
  constructor(type, { isComposing = false } = {}) {
    super(type);
    this.isComposing = isComposing;
  }
};
const { Search } = await import("../../www/js/search/search.js");
const { EngineLost, QueryRefused } = await import("../../www/js/worker/engine.js");

const ranking = (last) => ({ last, entries: [] });

function begin() {
  const asked = [];
  const question = (kind) => (subject, { rerank, onFirst } = {}) =>
    new Promise((resolve, reject) => asked.push({ kind, subject, rerank, onFirst, resolve, reject }));
  const engine = { ready: true, search: question("text"), similar: question("similar") };
  const [form, box] = [new EventTarget(), Object.assign(new EventTarget(), { value: "" })];
  const search = new Search(engine, form, box, ({ index }) => index);
  const told = [];
  for (const kind of ["ranking", "refused", "clear", "empty"]) {
    search.addEventListener(kind, ({ detail }) => told.push([kind, detail?.text ?? detail?.reason ?? ""]));
  }
  const send = (text) => {
    box.value = text;
    form.dispatchEvent(new Event("submit", { cancelable: true }));
  };
  return { engine, search, form, box, asked, told, send };
}

test("only the newest question is answered", async () => {
  const { asked, told, send } = begin();
  send("red");
  send("blue");
  asked[0].onFirst(ranking(false));
  asked[0].resolve(ranking(true));
  asked[1].onFirst(ranking(false));
  asked[1].resolve(ranking(true));
  await settle();
  assert.deepEqual(told, [["ranking", "blue"], ["ranking", "blue"]]);
});

test("Enter once more looks deeper, but not before the answer is whole", async () => {
  const { asked, send } = begin();
  send("red");
  send("red");
  assert.deepEqual(asked.map(({ rerank }) => rerank), [32, 32]);
  asked[1].resolve(ranking(true));
  await settle();
  send("red");
  assert.deepEqual(asked.map(({ rerank }) => rerank), [32, 32, 128]);
});

test("typing starts a search after a pause, unless a word is being composed", async () => {
  const { asked, box } = begin();
  box.value = "红";
  box.dispatchEvent(new InputEvent("input", { isComposing: true }));
  await new Promise((resolve) => setTimeout(resolve, 350));
  assert.equal(asked.length, 0);
  box.dispatchEvent(new Event("compositionend"));
  await new Promise((resolve) => setTimeout(resolve, 350));
  assert.deepEqual(asked.map(({ subject }) => subject), ["红"]);
});

test("an emptied box clears, an empty question is told", async () => {
  const { asked, told, box, send } = begin();
  send("red");
  box.value = " ";
  box.dispatchEvent(new InputEvent("input"));
  asked[0].resolve(ranking(true));
  send("");
  await settle();
  assert.deepEqual(told, [["clear", ""], ["empty", ""]]);
});

test("a refusal is told, a lost worker has told its own story", async () => {
  const { asked, told, send } = begin();
  send("…");
  asked[0].reject(new QueryRefused("no-words"));
  await settle();
  send("red");
  asked[1].reject(new EngineLost());
  await settle();
  assert.deepEqual(told, [["refused", "no-words"]]);
});

test("nothing is like a photo that is gone", async () => {
  const { search, asked, told } = begin();
  search.like({ photo: { index: 3 }, crop: 1 });
  assert.deepEqual([asked[0].kind, asked[0].subject], ["similar", 3]);
  search.like({ photo: { index: -1 } });
  assert.equal(search.similar, null);
  await settle();
  assert.deepEqual(told, [["clear", ""]]);
});

test("without a model the text waits in the box", () => {
  const { engine, search, asked, send } = begin();
  engine.ready = false;
  send("red");
  assert.equal(asked.length, 0);
  engine.ready = true;
  search.again();
  assert.deepEqual(asked.map(({ subject }) => subject), ["red"]);
});

test("a forgotten question has no answer", async () => {
  const { search, asked, told, send } = begin();
  send("red");
  search.forget();
  asked[0].resolve(ranking(true));
  await settle();
  assert.deepEqual(told, []);
});
