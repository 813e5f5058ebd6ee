// The ways in: button, folder input, drag and drop, sample gallery.

import { part } from "../lib/part.js";
import { fromDirectoryHandle, fromDrop, fromFileList, fromSample } from "./photos.js";

/** @typedef {(coming: Promise<import("./photos.js").Found>, options?: {sample?: boolean}) => void} Take */

/** Whether the browser can give a page a folder to keep, and not just the files in it. Firefox and Safari cannot. */
export const givesFolders = "showDirectoryPicker" in window;

/**
 * Wires every way to hand over photos. `take(promise)` gets the promise of `{photos, others}` as soon as there is one,
 * so that the page can show at once that it has understood. `onNone()` is called when the folder input brought nothing.
 * @param {Take} take
 * @param {() => void} onNone
 */
export function setUpFilePicker(take, onNone) {
  const input = part("folder-input");
  part("upload-hint").hidden = givesFolders;
  for (const button of document.querySelectorAll(".choose")) {
    button.addEventListener("click", () => choose(input, take));
  }
  input.addEventListener("change", () => {
    const files = Array.from(input.files ?? []);
    // So that the same folder can be chosen again.
    input.value = "";
    take(fromFileList(files));
  });
  // An empty folder and a closed dialog are the same to the browser.
  input.addEventListener("cancel", onNone);
  part("load-sample").addEventListener("click", () => take(fromSample(), { sample: true }));
  setUpDrop(take);
}

/**
 * @param {HTMLInputElement} input
 * @param {Take} take
 */
async function choose(input, take) {
  if (!givesFolders) return input.click();
  try {
    /** @type {FileSystemDirectoryHandle} */
    const folder = await /** @type {any} */ (window).showDirectoryPicker({ id: "photos", mode: "read", startIn: "pictures" });
    take(fromDirectoryHandle(folder));
  } catch (error) {
    // Closing the picker is no error; being forbidden to open it leaves the input.
    if (/** @type {Error} */ (error).name !== "AbortError") input.click();
  }
}

/** @param {Take} take */
function setUpDrop(take) {
  const veil = part("drop-veil");
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  // Enter and leave come for every element on the way: the drag is over when as many were left as entered.
  let depth = 0;
  const update = (/** @type {number} */ by) => {
    depth = Math.max(0, depth + by);
    veil.hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => carriesFiles(event) && update(1));
  addEventListener("dragleave", (event) => carriesFiles(event) && update(-1));
  addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!event.dataTransfer || !carriesFiles(event)) return;
    event.preventDefault();
    update(-depth);
    take(fromDrop(event.dataTransfer));
  });
}
