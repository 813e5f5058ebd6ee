// The ways in: button, folder input, drag and drop, sample gallery.

import { fromDirectoryHandle, fromDrop, fromFileList, fromSample } from "./photos.js";

/** Whether the browser can give a page a folder to keep, and not just the files in it. Firefox and Safari cannot. */
export const givesFolders = "showDirectoryPicker" in window;

/**
 * Wires every way to hand over photos. `take(promise)` gets the promise of `{photos, others}` as soon as there is one,
 * so that the page can show at once that it has understood. `onNone()` is called when the folder input brought nothing.
 */
export function setUpIntake(take, onNone) {
  const input = document.getElementById("folder-input");
  document.getElementById("upload-hint").hidden = givesFolders;
  for (const button of document.querySelectorAll(".choose")) {
    button.addEventListener("click", () => choose(input, take));
  }
  input.addEventListener("change", () => {
    const files = Array.from(input.files);
    // So that the same folder can be chosen again.
    input.value = "";
    take(Promise.resolve(fromFileList(files)));
  });
  // An empty folder and a closed dialog are the same to the browser.
  input.addEventListener("cancel", onNone);
  document.getElementById("load-sample").addEventListener("click", () => take(fromSample(), { sample: true }));
  setUpDrop(take);
}

async function choose(input, take) {
  if (!givesFolders) return input.click();
  try {
    const folder = await window.showDirectoryPicker({ id: "photos", mode: "read", startIn: "pictures" });
    take(fromDirectoryHandle(folder));
  } catch (error) {
    // Closing the picker is no error; being forbidden to open it leaves the input.
    if (error.name !== "AbortError") input.click();
  }
}

function setUpDrop(take) {
  const veil = document.getElementById("drop-veil");
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  // Enter and leave come for every element on the way: the drag is over when as many were left as entered.
  let depth = 0;
  const update = (by) => {
    depth = Math.max(0, depth + by);
    veil.hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => carriesFiles(event) && update(1));
  addEventListener("dragleave", (event) => carriesFiles(event) && update(-1));
  addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    update(-depth);
    take(fromDrop(event.dataTransfer));
  });
}
