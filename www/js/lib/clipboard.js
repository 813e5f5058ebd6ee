// Copying to the clipboard, with a word about how it went.

import { upright } from "../gallery/upright.js";
import { toast } from "./toast.js";

/**
 * Copies a text.
 * @param {string} text
 */
export async function copyText(text) {
  await attempt(() => (navigator.clipboard ? navigator.clipboard.writeText(text) : copyByHand(text)));
}

/**
 * Over plain http there is no clipboard for pages, only the command that the keys give.
 * @param {string} text
 */
function copyByHand(text) {
  const place = document.createElement("textarea");
  place.value = text;
  place.className = "sr";
  // Outside an open dialog nothing can be selected.
  (document.querySelector("dialog[open]") ?? document.body).append(place);
  const before = document.activeElement;
  place.select();
  const done = document.execCommand("copy");
  place.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  if (!done) throw new Error("copy");
}

/** Whether photos can be copied here. */
export const canCopyPhotos = () => Boolean(navigator.clipboard && "write" in navigator.clipboard && "ClipboardItem" in self);

/**
 * Copies a photo as a picture; PNG is what every clipboard takes.
 * @param {import("../gallery/photos.js").Photo} photo
 */
export async function copyPhoto(photo) {
  // The promise goes into the item, so that the browser still knows that a person asked for it.
  await attempt(() => navigator.clipboard.write([new ClipboardItem({ "image/png": asPng(photo) })]));
}

/** @param {import("../gallery/photos.js").Photo} photo */
async function asPng(photo) {
  const bitmap = await createImageBitmap(await upright(await photo.open()));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/png" });
}

/** @param {() => Promise<void> | void} copy */
async function attempt(copy) {
  try {
    await copy();
    toast("copied");
  } catch {
    toast("copyFailed");
  }
}
