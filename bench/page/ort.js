// onnxruntime-web with the exported weights, in a worker as ours: see `ort_worker.js`.

export class OrtSide {
  adapter = "";
  #worker = new Worker(new URL("ort_worker.js", import.meta.url), { type: "module" });
  #answer = null;
  #settings;

  constructor(provider, threads) {
    this.#settings = { provider, threads };
    this.#worker.onmessage = ({ data: { value, error } }) =>
      error ? this.#answer.reject(new Error(error)) : this.#answer.resolve(value);
    this.#worker.onerror = (event) => this.#answer?.reject(new Error(event.message || "ort_worker.js"));
  }

  async start() {
    this.adapter = await this.#ask("start", this.#settings);
  }

  encoder = (batch, runs) => this.#ask("encoder", batch, runs);
  index = (photos) => this.#ask("index", photos);
  rerank = (query, candidates) => this.#ask("rerank", query, candidates);
  features = () => this.#ask("features");
  fill = (size) => this.#ask("fill", size);

  /** Milliseconds from the sentence to the order, there and back, as a page has to wait for them. */
  async text(query) {
    const start = performance.now();
    await this.#ask("text", query);
    return performance.now() - start;
  }

  #ask(what, ...inputs) {
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      this.#worker.postMessage({ what, inputs });
    });
  }
}
