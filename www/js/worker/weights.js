// The model: three files, and two of the person finder where there is one, downloaded once with progress, then kept on this computer under the hashes of their contents.

import { noteCause } from "../lib/trouble.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/**
 * The files of a model; without a finder every photo is searched as a whole.
 * @typedef {{config: Bytes, tokenizer: Bytes, weights: Bytes, finder: {config: Bytes, weights: Bytes} | null}} Model
 */

const FILES = { config: "config.json", tokenizer: "tokenizer.json", weights: "model.safetensors" };
const FINDER = { finderConfig: "finder.json", finderWeights: "finder.safetensors" };
const CACHE = "bi-irra-weights";

/** A model file that could not be had; `key` names the text that explains it. */
export class DownloadError extends Error {
  /**
   * @param {string} key
   * @param {{file: string}} values
   */
  constructor(key, values) {
    super(`${key}: ${values.file}`);
    this.key = key;
    this.values = values;
  }
}

/** @type {Promise<Record<string, string> | null> | null} */
let list = null;

/**
 * The hashes of the page's files as its build wrote them, or null for a page without.
 * @param {URL} base
 */
export function releaseFiles(base) {
  list ??= fetch(new URL("files.json", base))
    .then(async (response) => (response.ok ? (await response.json()).files : null))
    .catch(() => null);
  return list;
}

/**
 * The files that the model of this page has, by their parts.
 * @param {URL} base
 * @param {Record<string, string> | null} hashes
 * @returns {Promise<Record<string, string>>}
 */
async function filesOf(base, hashes) {
  const hasFinder = hashes
    ? Object.values(FINDER).some((file) => `weights/${file}` in hashes)
    : await isThere(new URL(`weights/${FINDER.finderConfig}`, base));
  return hasFinder ? { ...FILES, ...FINDER } : FILES;
}

/**
 * Whether a server without a list of its files has this one.
 * @param {URL} address
 */
async function isThere(address) {
  try {
    const response = await fetch(address, { method: "HEAD" });
    return response.ok && !isPage(response);
  } catch {
    return false;
  }
}

/**
 * A server that answers everything with its start page has not got the file.
 * @param {Response} response
 */
const isPage = (response) => (response.headers.get("content-type") ?? "").startsWith("text/html");

/**
 * The memory of a model's files, to be handed to a worker.
 * @param {Model} model
 */
export const buffersOf = ({ config, tokenizer, weights, finder }) =>
  [config, tokenizer, weights, ...(finder ? [finder.config, finder.weights] : [])].map(({ buffer }) => buffer);

/**
 * Whether the model is kept on this computer.
 * @param {URL} base
 */
export async function hasModel(base) {
  const hashes = await releaseFiles(base);
  const found = await Promise.all(
    Object.values(await filesOf(base, hashes)).map((file) => recallFile(new URL(`weights/${file}`, base), hashes?.[`weights/${file}`])),
  );
  return found.every(Boolean);
}

/**
 * Brings the model from this computer or from `weights/` beside the page.
 * `onProgress(done, total)` is told bytes; `total` is 0 while the server has not said it.
 * @param {URL} base
 * @param {(done: number, total: number) => void} onProgress
 * @returns {Promise<Model>}
 */
export async function downloadModel(base, onProgress) {
  const hashes = await releaseFiles(base);
  const files = await filesOf(base, hashes);
  /** @type {Map<string, {done: number, total: number}>} */
  const sizes = new Map();
  // One missing file makes the others pointless.
  const aborter = new AbortController();
  const report = () => {
    if (aborter.signal.aborted) return;
    const parts = [...sizes.values()];
    const known = parts.length === Object.keys(files).length && parts.every((part) => part.total > 0);
    const done = parts.reduce((sum, part) => sum + part.done, 0);
    const total = known ? parts.reduce((sum, part) => sum + part.total, 0) : 0;
    onProgress(done, total && Math.max(done, total));
  };
  const downloads = Object.entries(files).map(async ([part, file]) => {
    const address = new URL(`weights/${file}`, base);
    const hash = hashes?.[`weights/${file}`];
    const kept = await recallFile(address, hash);
    if (kept) {
      const bytes = new Uint8Array(await kept.arrayBuffer());
      sizes.set(part, { done: bytes.length, total: bytes.length });
      return [part, bytes];
    }
    const bytes = await download(address, file, aborter.signal, (done, total) => {
      sizes.set(part, { done, total });
      report();
    });
    await keepFile(address, hash, bytes);
    return [part, bytes];
  });
  try {
    const { finderConfig, finderWeights, ...model } = Object.fromEntries(await Promise.all(downloads));
    return { ...model, finder: finderConfig ? { config: finderConfig, weights: finderWeights } : null };
  } catch (error) {
    aborter.abort();
    throw error;
  }
}

/**
 * @param {URL} address
 * @param {string} hash
 */
const keyOf = (address, hash) => `${address.href}?${encodeURIComponent(hash)}`;

/**
 * @param {URL} address
 * @param {string | undefined} hash
 */
async function recallFile(address, hash) {
  if (!hash || !self.caches) return null;
  try {
    return (await (await caches.open(CACHE)).match(keyOf(address, hash))) ?? null;
  } catch {
    return null;
  }
}

/**
 * Keeps a file that is what the list says, and drops its predecessors.
 * @param {URL} address
 * @param {string | undefined} hash
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function keepFile(address, hash, bytes) {
  if (!hash || !self.caches) return;
  try {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    if (hash !== `sha256-${btoa(String.fromCharCode(...digest))}`) return;
    const cache = await caches.open(CACHE);
    for (const { url } of await cache.keys()) if (url.startsWith(`${address.href}?`)) await cache.delete(url);
    await cache.put(keyOf(address, hash), new Response(bytes));
  } catch {
    // No room: it is downloaded again next time.
  }
}

/**
 * @param {URL} address
 * @param {string} file
 * @param {AbortSignal} signal
 * @param {(done: number, total: number) => void} onProgress
 */
async function download(address, file, signal, onProgress) {
  let response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    noteCause(file, error);
    throw new DownloadError("error.download", { file });
  }
  if (!response.ok || isPage(response)) throw new DownloadError("error.missing", { file });
  // The length counts compressed bytes where the server compresses; then the total is not known.
  const total = response.headers.has("content-encoding") ? 0 : Number(response.headers.get("content-length") ?? 0);
  /** @type {Uint8Array[]} */
  const chunks = [];
  let done = 0;
  try {
    if (!response.body) throw new Error("no content");
    for (const reader = response.body.getReader(); ; ) {
      const { done: over, value } = await reader.read();
      if (over) break;
      chunks.push(value);
      done += value.length;
      onProgress(done, total);
    }
  } catch (error) {
    noteCause(file, error);
    throw new DownloadError("error.download", { file });
  }
  const bytes = new Uint8Array(done);
  let place = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, place);
    place += chunk.length;
  }
  return bytes;
}
