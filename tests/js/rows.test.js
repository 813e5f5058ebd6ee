// Where the grid's tiles are, without a page: rows, the lines between them, ways of the keyboard, the shape of all.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Rows } from "../../www/js/view/rows.js";
import { TileShape } from "../../www/js/view/tile-shape.js";

/** Rows of four tiles, 120 wide and 240 high, ten pixels apart. */
function begin(count, breaks = []) {
  const rows = new Rows();
  rows.arrange(count, breaks);
  rows.fit(510, 1000, 0.5);
  assert.deepEqual(rows.size, { width: 120, height: 240, gap: 10 });
  return rows;
}

test("tiles fill rows from left to right", () => {
  const rows = begin(6);
  const places = [0, 3, 4, 5].map((index) => rows.place(index));
  assert.deepEqual(places, [{ x: 0, y: 0 }, { x: 390, y: 0 }, { x: 0, y: 250 }, { x: 130, y: 250 }]);
  assert.equal(rows.height, 490);
  assert.equal(begin(0).height, 0);
});

test("a phone has three narrow columns, or two wide ones", () => {
  const rows = new Rows();
  rows.fit(376, 390, 0.5);
  assert.equal(rows.size.width, 120);
  rows.fit(376, 390, 1.25);
  assert.equal(rows.size.width, 184);
});

test("a line begins a row, and one behind the last entry is left out", () => {
  const rows = begin(7, [{ at: 5, text: "others" }, { at: 7, text: "nothing follows" }]);
  assert.deepEqual(rows.lines.map(({ from, y, text }) => [from, y, text]), [[5, 500, "others"]]);
  assert.deepEqual([rows.place(4), rows.place(5)], [{ x: 0, y: 250 }, { x: 0, y: 552 }]);
  assert.deepEqual(begin(3, [{ at: 0, text: "all" }]).place(0), { x: 0, y: 52 });
  // More entries do not bring it back.
  rows.extend(9);
  assert.deepEqual(rows.lines.map(({ text }) => text), ["others"]);
  assert.deepEqual(rows.place(8), { x: 390, y: 552 });
});

test("what lies between two heights is found in whole rows, across lines", () => {
  const rows = begin(20, [{ at: 6, text: "others" }]);
  assert.deepEqual(rows.between(-500, 100), [0, 4]);
  assert.deepEqual(rows.between(255, 270), [4, 6]);
  assert.deepEqual(rows.between(255, 580), [4, 10]);
  assert.deepEqual(rows.between(5000, 6000), [0, 0]);
  assert.deepEqual(begin(0).between(0, 1000), [0, 0]);
});

test("keys lead to the tiles beside, above and below", () => {
  const rows = begin(20);
  const ways = { ArrowLeft: 5, ArrowRight: 7, ArrowUp: 2, ArrowDown: 10, PageUp: 0, PageDown: 14, Home: 0, End: 19 };
  for (const [key, to] of Object.entries(ways)) assert.equal(rows.walk(key, 6, 600), to, key);
  assert.equal(rows.walk("PageDown", 18, 600), 19);
  assert.equal(rows.walk("Enter", 6, 600), undefined);
});

test("the first photos decide the shape of all tiles", () => {
  const shape = new TileShape();
  assert.equal(shape.value, 0.6);
  assert.equal(shape.learn(0.605), false, "too small a change");
  assert.equal(shape.learn(4), true);
  assert.equal(shape.value, 1.25, "no wider than this");
  for (let seen = 2; seen < 9; seen++) shape.learn(0.1);
  assert.equal(shape.value, 0.5, "and no narrower");
  for (let more = 0; more < 20; more++) assert.equal(shape.learn(1), false);
  shape.forget();
  assert.equal(shape.value, 0.6);
  assert.equal(shape.learn(1), true);
});
