// Copying to the clipboard, with a word about how it went.

import { upright } from "../gallery/upright.js";
import { flash } from "./flash.js";

/** Copies a text. */
export async function copyText(text) {
  await attempt(() => navigator.clipboard.writeText(text));
}

/** Copies a photo as a picture; PNG is what every clipboard takes. */
export async function copyPhoto(photo) {
  // The promise goes into the item, so that the browser still knows that a person asked for it.
  await attempt(() => navigator.clipboard.write([new ClipboardItem({ "image/png": asPng(photo) })]));
}

async function asPng(photo) {
  const bitmap = await createImageBitmap(await upright(await photo.open()));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/png" });
}

async function attempt(copy) {
  try {
    await copy();
    flash("copied");
  } catch {
    flash("copyFailed");
  }
}
