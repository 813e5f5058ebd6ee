// The service worker: after the first visit the page opens without a network. It keeps one release of the page whole,
// by the list of its files with their hashes that the build writes, and asks nobody but the page's own server. The model
// is not its business: js/worker/weights.js keeps that.

const PREFIX = "bi-irra-page-";
const LIST = "files.json";
/** A server that takes longer than this to say what is new is treated like none. */
const PATIENCE = 3000;

/** @typedef {{version: string, files: Record<string, string>}} List */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = new URL(worker.registration.scope);
const address = (/** @type {string} */ path) => new URL(path, scope).href;

/** True while the server has a newer release than the one that is kept: then everything comes from the server. */
let outdated = false;

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  event.waitUntil(readList().then(keep));
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(scope.href)) return;
  const path = url.pathname.slice(scope.pathname.length) || "index.html";
  if (path.startsWith("weights/")) return;
  if (request.mode === "navigate") event.respondWith(open(event, path));
  else if (path === LIST) event.respondWith(fetch(request).catch(async () => (await kept(path)) ?? Response.error()));
  else event.respondWith(answer(request, path));
});

/**
 * The page itself: what is kept if the server has nothing newer, or cannot be reached.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function open(event, path) {
  const own = await keptList();
  try {
    const list = await readList(AbortSignal.timeout(PATIENCE));
    outdated = list.version !== own?.version;
    if (outdated) event.waitUntil(keep(list).then(() => (outdated = false)));
  } catch (error) {
    // A server without a list serves a page that was built by hand: it must not be mixed with what is kept.
    outdated = error instanceof NoList;
  }
  return answer(event.request, path);
}

/**
 * @param {Request} request
 * @param {string} path
 */
async function answer(request, path) {
  const known = await kept(path);
  if (known && !outdated) return known;
  try {
    return await fetch(request);
  } catch (error) {
    if (known) return known;
    throw error;
  }
}

class NoList extends Error {}

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<List>}
 */
async function readList(signal) {
  const response = await fetch(address(LIST), { cache: "no-store", signal });
  if (!response.ok) throw new NoList(`${LIST}: ${response.status}`);
  return response.json();
}

async function newestCache() {
  // The list is put into a cache last: a cache without one is not whole.
  for (const name of (await caches.keys()).reverse()) {
    if (!name.startsWith(PREFIX + scope.pathname)) continue;
    const cache = await caches.open(name);
    if (await cache.match(address(LIST))) return cache;
  }
  return null;
}

const kept = async (/** @type {string} */ path) => (await newestCache())?.match(address(path));
/** @returns {Promise<List | undefined>} */
const keptList = async () => (await kept(LIST))?.json();

/**
 * Keeps a release: files that did not change are taken from the one before.
 * @param {List} list
 */
async function keep(list) {
  const before = await newestCache();
  const old = (await keptList())?.files ?? {};
  const name = `${PREFIX}${scope.pathname}${list.version}`;
  const cache = await caches.open(name);
  const files = Object.entries(list.files).filter(([path]) => !path.startsWith("weights/"));
  await Promise.all(
    files.map(async ([path, integrity]) => {
      const same = old[path] === integrity && (await before?.match(address(path)));
      const response = same || (await fetch(address(path), { cache: "no-cache", integrity }));
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(address(path), response);
    }),
  );
  await cache.put(address(LIST), new Response(JSON.stringify(list), { headers: { "content-type": "application/json" } }));
  for (const other of await caches.keys()) {
    if (other.startsWith(PREFIX + scope.pathname) && other !== name) await caches.delete(other);
  }
}
