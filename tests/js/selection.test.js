// Which photos are picked, by clicks on the grid and in the viewer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pretendMemory, pretendPage } from "./browser.js";

pretendPage();
document.getElementById = () => ({ dataset: {} });
pretendMemory();
const { Selection } = await import("../../www/js/view/selection.js");

const entries = Array.from("abcdef", (path) => ({ photo: { path } }));
const begin = () => {
  const bar = { hidden: true, querySelector: () => Object.assign(new EventTarget(), { textContent: "" }) };
  return { bar, selection: new Selection(bar) };
};

test("a click picks and drops, with the shift key all from the last one on", () => {
  const { bar, selection } = begin();
  selection.toggle(entries, 1, false);
  assert.equal(bar.hidden, false);
  selection.toggle(entries, 3, true);
  assert.deepEqual(selection.paths, ["b", "c", "d"]);
  selection.toggle(entries, 2, false);
  assert.deepEqual(selection.paths, ["b", "d"]);
  selection.toggle(entries, 0, true);
  assert.deepEqual(selection.paths, ["b", "d", "a", "c"]);
  selection.clear();
  assert.equal(bar.hidden, true);
});

test("the viewer picks the photo that it shows, whatever list the grid has by then", () => {
  const { selection } = begin();
  let changes = 0;
  selection.addEventListener("change", () => (changes += 1));
  selection.flip(entries[4].photo);
  assert.deepEqual(selection.paths, ["e"]);
  assert.ok(selection.has(entries[4].photo));
  selection.flip(entries[4].photo);
  assert.deepEqual(selection.paths, []);
  assert.equal(changes, 2);
});
