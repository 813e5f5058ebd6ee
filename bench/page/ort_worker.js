// onnxruntime-web as a page would use it: photos are decoded and scaled by the browser, in parallel, and the model runs
// in batches of eight. One request at a time.

import { randomFeature } from "./random.js";

const [HEIGHT, WIDTH] = [192, 96];
const MEAN = [0.485, 0.456, 0.406];
const STD = [0.229, 0.224, 0.225];
const BATCH = 8;
/** Above this many photos the best so many come first. */
const [LARGE, FIRST] = [20_000, 2_000];

let ort;
let image, text, match;
/** What was indexed: path, feature and hidden states of each photo. */
let gallery = [];

const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
const context = canvas.getContext("2d", { willReadFrequently: true });
context.imageSmoothingQuality = "high";

const requests = {
  async start({ provider, threads }) {
    const build = provider === "webgpu" ? "ort.webgpu.min.mjs" : "ort.wasm.min.mjs";
    ort = await import(`../ort/${build}`);
    ort.env.wasm.numThreads = threads;
    ort.env.wasm.wasmPaths = new URL("../ort/", import.meta.url).href;
    const options = { executionProviders: [provider], graphOptimizationLevel: "all" };
    const files = await Promise.all(
      ["image", "text", "match"].map(async (name) => {
        const response = await fetch(new URL(`../onnx/${name}.onnx`, import.meta.url));
        if (!response.ok) throw new Error(`${name}.onnx: ${response.status}`);
        return new Uint8Array(await response.arrayBuffer());
      }),
    );
    // The runtime starts once: sessions made at the same time would each try to start it.
    const sessions = [];
    for (const file of files) sessions.push(await ort.InferenceSession.create(file, options));
    [image, text, match] = sessions;
    if (provider !== "webgpu") return `${ort.env.wasm.numThreads} threads`;
    const { vendor, architecture, description } = (await ort.env.webgpu.device)?.adapterInfo ?? {};
    return [vendor, architecture, description].filter(Boolean).join(" ");
  },

  async encoder(batch, runs) {
    const input = new Float32Array(batch * 3 * HEIGHT * WIDTH).map((_, place) => ((place * 37) % 512) / 128 - 2);
    await encode(input, batch);
    const times = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      await encode(input, batch);
      times.push(performance.now() - start);
    }
    return times;
  },

  async index(photos) {
    gallery = [];
    for (let done = 0; done < photos.length; done += BATCH) {
      const chunk = photos.slice(done, done + BATCH);
      const pictures = await Promise.all(chunk.map(({ file }) => createImageBitmap(file)));
      const input = new Float32Array(chunk.length * 3 * HEIGHT * WIDTH);
      pictures.forEach((picture, place) => prepare(picture, input, place * 3 * HEIGHT * WIDTH));
      const { feature, tokens } = await encode(input, chunk.length);
      const row = (values, place) => {
        const width = values.length / chunk.length;
        return values.slice(place * width, (place + 1) * width);
      };
      chunk.forEach(({ path }, place) =>
        gallery.push({ path, feature: row(feature, place), tokens: row(tokens, place) }),
      );
    }
  },

  async text(query) {
    const { feature } = await embedText(query);
    return order(feature);
  },

  async rerank(query, candidates) {
    const { feature, tokens, mask } = await embedText(query);
    const best = Array.from(order(feature).subarray(0, candidates));
    if (best.length !== candidates) throw new Error(`${best.length} candidates instead of ${candidates}`);
    const start = performance.now();
    const width = gallery[0].tokens.length;
    const states = new Float32Array(candidates * width);
    best.forEach((photo, place) => states.set(gallery[photo].tokens, place * width));
    const hidden = tokens.dims[2];
    const { logits } = await match.run({
      image: new ort.Tensor("float32", states, [candidates, width / hidden, hidden]),
      text: tokens,
      mask,
    });
    const values = await logits.getData();
    best
      .map((photo, place) => [photo, values[2 * place + 1]])
      .sort(([, a], [, b]) => b - a);
    return performance.now() - start;
  },

  async fill(size) {
    const width = gallery[0].feature.length;
    gallery = Array.from({ length: size }, (_, place) => ({
      path: `${place}`,
      feature: randomFeature(width),
      tokens: new Float32Array(),
    }));
  },

  async features() {
    return Object.fromEntries(gallery.map(({ path, feature }) => [path, Array.from(feature)]));
  },
};

/** One photo into the model's input, channel first. */
function prepare(picture, input, offset) {
  context.drawImage(picture, 0, 0, WIDTH, HEIGHT);
  picture.close();
  const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
  const plane = WIDTH * HEIGHT;
  for (let channel = 0; channel < 3; channel++) {
    const [scale, shift] = [1 / (255 * STD[channel]), MEAN[channel] / STD[channel]];
    const start = offset + channel * plane;
    for (let pixel = 0; pixel < plane; pixel++) input[start + pixel] = data[4 * pixel + channel] * scale - shift;
  }
}

/** Features and hidden states, read back. */
async function encode(input, batch) {
  const output = await image.run({ image: new ort.Tensor("float32", input, [batch, 3, HEIGHT, WIDTH]) });
  return { feature: await output.feature.getData(), tokens: await output.tokens.getData() };
}

async function embedText({ ids }) {
  const shape = [1, ids.length];
  const mask = new ort.Tensor("float32", new Float32Array(ids.length).fill(1), shape);
  const output = await text.run({ ids: new ort.Tensor("int64", BigInt64Array.from(ids, BigInt), shape), mask });
  const feature = await output.feature.getData();
  await output.tokens.getData();
  return { feature, tokens: output.tokens, mask };
}

/** The gallery's places, best first; of a large gallery only the best, as our page does before it sorts the rest. */
function order(query) {
  const cosines = new Float32Array(gallery.length);
  for (let place = 0; place < gallery.length; place++) {
    const { feature } = gallery[place];
    let sum = 0;
    for (let i = 0; i < feature.length; i++) sum += feature[i] * query[i];
    cosines[place] = sum;
  }
  let places = Uint32Array.from(cosines, (_, place) => place);
  if (places.length > LARGE) {
    const least = cosines.toSorted().at(-FIRST);
    places = places.filter((place) => cosines[place] >= least);
  }
  return places.sort((a, b) => cosines[b] - cosines[a]);
}

onmessage = async ({ data: { what, inputs } }) => {
  try {
    postMessage({ value: await requests[what](...inputs) });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
};
