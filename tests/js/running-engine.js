// An engine that runs in a pretended worker, and what such a worker says.

import assert from "node:assert/strict";
import { PretendWorker } from "./browser.js";

const { Engine } = await import("../../www/js/worker/engine.js");

export const READY = { device: "cpu", name: "", batch: 2, languages: ["en"] };

/** A photo whose file holds its path. */
export const photo = (path) => ({ path, open: async () => new Blob([path]) });

/** An order of the gallery, as the answer to the search of this number. */
export const ranked = (id, order, more = {}) => ({
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

/** The answer that all photos of a batch joined the gallery. */
export const embedded = ({ generation, photos }, more = {}) => ({
  generation,
  photos: photos.map(({ path }) => path),
  thumbnails: new Float64Array(),
  skipped: [],
  people: photos.map(() => -1),
  leftOut: photos.map(() => 0),
  ...more,
});

/** An engine that runs; `script` answers what comes after. */
export async function running(script = () => {}) {
  PretendWorker.script = ({ type, data }, reply) => (type === "load" ? reply("ready", READY) : script(type, data, reply));
  const engine = new Engine();
  assert.equal((await engine.start("cpu")).batch, 2);
  return { engine, worker: PretendWorker.made.at(-1) };
}
