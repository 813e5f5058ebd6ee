// From the numbers of the worker to what is shown: entries, who fits, the lines between, and sentences to try.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pretendMemory, pretendPage } from "./browser.js";

pretendPage();
pretendMemory();
const { Ranking } = await import("../../www/js/worker/ranking.js");
const { fitting, isLikely, judged, linesOf } = await import("../../www/js/search/relevance.js");
const { choose } = await import("../../www/js/search/examples.js");
const { isEven, meanMap } = await import("../../www/js/view/heat.js");

const ranked = (order, scores, probabilities = [], crops = [], regions = []) => ({
  order: Uint32Array.from(order),
  scores: Float32Array.from(scores),
  reranked: probabilities.length,
  probabilities: Float32Array.from(probabilities),
  crops: Int32Array.from(crops),
  regions: Float32Array.from(regions),
  last: true,
});

test("entries have the photos of their indices, best first", () => {
  const photos = ["a", "b", "c"];
  const ranking = new Ranking(ranked([2, 0, 1], [1.5, 0.25, 0.125], [0.75]), ["zzgrbl"], (index) => photos[index]);
  assert.deepEqual(ranking.entries, [
    { photo: "c", score: 1.5, probability: 0.75 },
    { photo: "a", score: 0.25 },
    { photo: "b", score: 0.125 },
  ]);
  assert.deepEqual([ranking.reranked, ranking.last, ranking.unknown], [1, true, ["zzgrbl"]]);
  assert.equal(ranking.entries, ranking.entries, "made once");
});

test("a photo that counts by a person has the person's place", () => {
  const regions = [0, 0, 1, 1, 0.5, 0, 0.25, 1];
  const { entries } = new Ranking(ranked([0, 1], [0.5, 0.25], [], [-1, 3], regions), [], (index) => index);
  assert.deepEqual(entries[0], { photo: 0, score: 0.5 });
  assert.deepEqual(entries[1], { photo: 1, score: 0.25, crop: 3, region: [0.5, 0, 0.25, 1] });
});

const of = (...probabilities) => probabilities.map((probability) => ({ probability }));

test("likely photos fit; where none is, those near the best may", () => {
  assert.equal(fitting([]), null);
  assert.equal(fitting([{}]), null, "nothing was compared in detail");
  assert.equal(fitting(of(0.9, 0.6, 0.5, 0.49, 0.1)), 3);
  assert.equal(isLikely(of(0.9)), true);
  assert.equal(fitting(of(0.4, 0.21, 0.19)), 2);
  assert.equal(isLikely(of(0.4)), false);
  assert.equal(fitting(of(0.09, 0.08)), 0, "a guess is no answer");
  assert.equal(fitting([...of(0.9, 0.8), {}]), 2);
  assert.equal(fitting(of(0.9, 0.8)), 2);
});

test("a line stands where photos that fit end, another where the comparison does", () => {
  const ats = (entries) => linesOf(entries).map(({ at }) => at);
  assert.deepEqual(ats([]), []);
  assert.deepEqual(ats([{}, {}]), []);
  assert.deepEqual(ats([...of(0.9, 0.2), {}, {}]), [1, 2]);
  assert.deepEqual(ats(of(0.9, 0.8)), [], "all of them fit");
  assert.deepEqual(ats([...of(0.01, 0.01), {}]), [0, 2]);
  assert.equal(judged([...of(0.9, 0.2), {}]), 2);
  for (const { text } of linesOf([...of(0.9, 0.2), {}])) assert.ok(text.length > 10);
});

test("the sentences that stand out are shown, each for another photo", () => {
  const texts = ["a", "b", "c", "d", "e", "f"];
  assert.deepEqual(choose(texts, [1, 1, 2, 3, 4, 0], [5, 6, 1, NaN, 2, 3]), ["b", "f", "e", "c"]);
  assert.deepEqual(choose(texts, [0, 0, 0, 0, 0, 0], [1, 2, 3, 4, 5, 6]), ["f", "e", "d", "c"]);
  assert.deepEqual(choose(["a"], [0], [NaN]), []);
});

test("a map says something only where it is not even", () => {
  assert.equal(isEven([0.9, 1, 0.95]), true);
  assert.equal(isEven([0.1, 1]), false);
  assert.deepEqual(meanMap([[1, 2], [3, 6]]), [2, 4]);
});
