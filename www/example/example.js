// The search in another page: photos in, the best eight out, and the words that a photo was found by.

import { Engine, QueryRefused } from "../js/worker/engine.js";

const files = /** @type {HTMLInputElement} */ (document.getElementById("files"));
const query = /** @type {HTMLInputElement} */ (document.getElementById("query"));
const found = /** @type {HTMLElement} */ (document.getElementById("found"));
const say = (/** @type {string} */ text) => document.getElementById("status")?.replaceChildren(text);

const engine = new Engine();
const asked = new URLSearchParams(location.search).get("device");
const { device } = await engine.start(asked === "cpu" || asked === "webgpu" ? asked : null);
say(`The model runs: ${device}. Choose photos.`);

files.addEventListener("change", async () => {
  engine.reset();
  const photos = Array.from(files.files ?? [], (file) => ({ path: file.name, open: async () => file }));
  const indexing = engine.index(photos, { onProgress: ({ done, total }) => say(`${done} of ${total} photos`) });
  // Ended by other photos, which tell their own story.
  if (await indexing.finished.catch(() => false)) say(`${indexing.photos.length} photos can be searched.`);
});

document.getElementById("form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = query.value;
  try {
    const ranking = await engine.search(text);
    if (ranking) found.replaceChildren(...(await Promise.all(ranking.entries.slice(0, 8).map((entry) => line(entry, text)))));
  } catch (error) {
    if (!(error instanceof QueryRefused)) throw error;
    say(`This cannot be searched: ${error.reason}.`);
  }
});

/** @type {(entry: import("../js/worker/ranking.js").Entry<any>, text: string) => Promise<HTMLElement>} */
async function line(entry, text) {
  const [item, image, why] = [document.createElement("li"), new Image(), document.createElement("button")];
  image.src = URL.createObjectURL(await entry.photo.open());
  image.alt = entry.photo.path;
  image.height = 160;
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  why.append("Which words?");
  why.addEventListener("click", async () => why.replaceWith((await engine.explain(entry, text)).words.join(" · ")));
  item.append(image, ` ${entry.photo.path}: ${Math.round(100 * (entry.probability ?? 0))} % `, why);
  return item;
}
