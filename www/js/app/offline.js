// The page without a network: its files are kept by a service worker, the model by worker/weights.js.

import { hasModel, releaseFiles } from "../worker/weights.js";

const base = new URL(".", document.baseURI);

/** Lets the service worker keep the page; to be called when nothing else is being loaded. */
export async function setUpOffline() {
  // Only a built page has the list of files that says what belongs together.
  if (!("serviceWorker" in navigator) || !(await releaseFiles(base))) return;
  try {
    await navigator.serviceWorker.register(new URL("sw.js", base));
  } catch {
    // Forbidden here: the page then needs its server, as any page does.
  }
}

/** Whether this browser can keep the page at all: not over plain http, and in some private windows not either. */
export const canGoOffline = () => Boolean(isSecureContext && navigator.serviceWorker && self.caches);

/** Whether the page and its model would open without a network. */
export async function isOfflineReady() {
  if (!navigator.serviceWorker?.controller || !self.caches) return false;
  return Boolean(await caches.match(new URL("files.json", base).href)) && (await hasModel(base));
}
