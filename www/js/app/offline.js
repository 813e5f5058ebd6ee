// The page without a network: its files are kept by a service worker, the model by worker/weights.js.

import { base } from "../worker/base.js";
import { hasModel, releaseFiles } from "../worker/weights.js";


/** Whether this browser was asked to keep the page, and does not. */
let isRefused = false;

/** Lets the service worker keep the page; to be called when nothing else is being loaded. */
export async function setUpOffline() {
  // Only a built page has the list of files that says what belongs together.
  if (!("serviceWorker" in navigator) || !(await releaseFiles(base))) return;
  try {
    const { installing } = await navigator.serviceWorker.register(new URL("sw.js", base));
    // It keeps the page while it installs, and is thrown away where there is no room for that.
    installing?.addEventListener("statechange", () => (isRefused = installing.state === "redundant"), { once: true });
  } catch {
    // Forbidden here: the page then needs its server, as any page does.
    isRefused = true;
  }
}

/** Whether this browser keeps the page at all: not over plain http, not in some private windows, not without room. */
export const canGoOffline = () => Boolean(isSecureContext && navigator.serviceWorker && self.caches && !isRefused);

/** Whether the page and its model would open without a network. */
export async function isOfflineReady() {
  if (!navigator.serviceWorker?.controller || !self.caches) return false;
  return Boolean(await caches.match(new URL("files.json", base).href)) && (await hasModel(base));
}
