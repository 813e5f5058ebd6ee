// One visit of the benchmark: measures one contestant and sends what it found to `/result`. Which one, and how much of
// it, is in the address: `?side=ours-cpu&photos=48&phones=0&batches=1,8&galleries=1000&runs=3`.

import { OrtSide } from "./ort.js";
import { OurSide } from "./ours.js";

const SIDES = {
  "ours-cpu": () => new OurSide("cpu"),
  "ours-webgpu": () => new OurSide("webgpu"),
  "ort-wasm": () => new OrtSide("wasm", 1),
  "ort-wasm-threads": () => new OrtSide("wasm", navigator.hardwareConcurrency),
  "ort-webgpu": () => new OrtSide("webgpu", 1),
};

/** Candidates of a search that are compared in detail. */
const CANDIDATES = 32;
/** Copies of the photos in the folder that is indexed. */
const COPIES = 8;
/** A run before those that count warms caches and compiles shaders. */
const WARM = 1;

async function main() {
  const asked = new URLSearchParams(location.search);
  const numbers = (name) => asked.get(name).split(",").filter(Boolean).map(Number);
  const [[runs], [count], [phones], batches] = ["runs", "photos", "phones", "batches"].map(numbers);
  const name = asked.get("side");
  const side = SIDES[name]();

  // All contestants load the same list first, and only what one photo needs, so that the start is theirs alone.
  const { files } = await (await fetch("sample/sample.json")).json();
  const open = async (path) => ({ path, file: await (await fetch(`sample/${path}`)).blob() });
  const paths = files.slice(0, count);
  if (paths.length < count) throw new Error(`${count} photos wanted, ${paths.length} are there`);
  const first = await open(files[0]);
  await side.start();
  const ready = performance.now();
  await side.index([first]);
  const firstPhoto = performance.now();

  const photos = await Promise.all(paths.map(open));
  const queries = await (await fetch("onnx/queries.json")).json();
  const rows = { ready: [ready], "first-photo": [firstPhoto] };
  for (const batch of batches) {
    const times = await side.encoder(batch, runs);
    rows[`image-${batch}`] = times.map((time) => time / batch);
  }
  const repeated = async (what) => {
    const times = [];
    for (let run = -WARM; run < runs; run++) {
      for (const query of queries) {
        const time = await what(query);
        if (run >= 0) times.push(time);
      }
    }
    return times;
  };
  if (count) {
    // A folder large enough to be one: the same photos under other names.
    const copies = count < CANDIDATES ? 1 : COPIES;
    const folder = Array.from({ length: copies }, (_, copy) =>
      photos.map(({ path, file }) => ({ path: `${copy}/${path}`, file })),
    ).flat();
    rows.index = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      await side.index(folder);
      rows.index.push((folder.length * 1000) / (performance.now() - start));
    }
    await side.index(photos);
    rows.text = await repeated((query) => side.text(query));
  }
  // Fewer photos than candidates would measure something else.
  if (count >= CANDIDATES) rows["rerank-32"] = await repeated((query) => side.rerank(query, CANDIDATES));
  const features = await side.features();
  if (phones) {
    const { images } = await (await fetch("phones/annotations.json")).json();
    const names = images.slice(0, phones).map(({ file_name }) => file_name);
    if (names.length < phones) throw new Error(`${phones} photos wanted, ${names.length} are there`);
    const load = async (name) => ({ path: name, file: await (await fetch(`phones/${name}`)).blob() });
    const folder = await Promise.all(names.map(load));
    rows["phone-decode"] = [];
    for (const { file } of folder) {
      const start = performance.now();
      (await createImageBitmap(file)).close();
      rows["phone-decode"].push(performance.now() - start);
    }
    rows.phone = [];
    for (let run = -WARM; run < runs; run++) {
      const start = performance.now();
      await side.index(folder);
      if (run >= 0) rows.phone.push((performance.now() - start) / folder.length);
    }
  }
  // Of random features.
  for (const size of numbers("galleries")) {
    await side.fill(size);
    rows[`search-${size}`] = await repeated((query) => side.text(query));
  }
  return { side: name, adapter: side.adapter, rows, features };
}

async function send(result) {
  document.getElementById("said").textContent = JSON.stringify({ ...result, features: undefined }, null, 1);
  await fetch("result", { method: "POST", body: JSON.stringify(result) });
}

const failed = (error) => send({ error: String(error?.stack ?? error) });
addEventListener("unhandledrejection", (event) => failed(event.reason));
main().then(send, failed);
