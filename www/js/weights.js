// The download of the model: three files, with progress.

const FILES = { config: "config.json", tokenizer: "tokenizer.json", weights: "model.safetensors" };

/** A model file that could not be had; `key` names the text that explains it. */
export class DownloadError extends Error {
  constructor(key, values) {
    super(`${key}: ${values.file}`);
    this.key = key;
    this.values = values;
  }
}

/**
 * Downloads the model from `weights/` beside the page.
 * `onProgress(done, total)` is told bytes; `total` is 0 while the server has not said it.
 */
export async function downloadModel(base, onProgress) {
  const sizes = new Map();
  // One missing file makes the others pointless.
  const aborter = new AbortController();
  const report = () => {
    if (aborter.signal.aborted) return;
    const parts = [...sizes.values()];
    const known = parts.length === Object.keys(FILES).length && parts.every((part) => part.total > 0);
    const done = parts.reduce((sum, part) => sum + part.done, 0);
    const total = known ? parts.reduce((sum, part) => sum + part.total, 0) : 0;
    onProgress(done, total && Math.max(done, total));
  };
  const downloads = Object.entries(FILES).map(async ([part, file]) => {
    const address = new URL(`weights/${file}`, base);
    const bytes = await download(address, file, aborter.signal, (done, total) => {
      sizes.set(part, { done, total });
      report();
    });
    return [part, bytes];
  });
  try {
    return Object.fromEntries(await Promise.all(downloads));
  } catch (error) {
    aborter.abort();
    throw error;
  }
}

async function download(address, file, signal, onProgress) {
  let response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    throw new DownloadError("error.download", { file, message: error.message });
  }
  // A server that answers everything with its start page has not got the file either.
  const isPage = (response.headers.get("content-type") ?? "").startsWith("text/html");
  if (!response.ok || isPage) throw new DownloadError("error.missing", { file });
  // The length counts compressed bytes where the server compresses; then the total is not known.
  const total = response.headers.has("content-encoding") ? 0 : Number(response.headers.get("content-length") ?? 0);
  const chunks = [];
  let done = 0;
  try {
    for (const reader = response.body.getReader(); ; ) {
      const { done: over, value } = await reader.read();
      if (over) break;
      chunks.push(value);
      done += value.length;
      onProgress(done, total);
    }
  } catch (error) {
    throw new DownloadError("error.download", { file, message: error.message });
  }
  const bytes = new Uint8Array(done);
  let place = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, place);
    place += chunk.length;
  }
  return bytes;
}
