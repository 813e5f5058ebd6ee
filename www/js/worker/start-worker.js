// The program of the workers: the same for the one that owns the gallery and for those that help it.

import { base } from "./base.js";

/** @type {Promise<WebAssembly.Module | null> | null} */
let compiled = null;

/**
 * The program's module, compiled once for all workers of this visit: it is large, and not every browser remembers what it
 * has compiled. Null where that fails; the worker then tries by itself and says what is wrong.
 * @param {string} address
 */
function compile(address) {
  const attempt = async () => WebAssembly.compileStreaming(fetch(address));
  compiled ??= attempt().catch(() => (compiled = null));
  return compiled;
}

/**
 * Starts the worker's program. A worker that starts from a blob: address is bound by the security policy of this page;
 * one that starts from a file is bound by nothing unless the server says so.
 * @returns {Worker}
 */
export function startWorker() {
  const program = new URL("worker.js", base).href;
  const module = new URL("worker_bg.wasm", base).href;
  const picture = new URL("js/worker/picture.js", base).href;
  const script = `
    const tell = (stage, error) =>
      postMessage({ type: "failed", data: { stage, message: String(error && error.message || error) } });
    const failed = (error) => tell("program", error);
    ${watchDevice}
    onmessage = ({ data: compiled }) => {
      // What comes next is for the program, which listens when it has started.
      onmessage = null;
      try {
        importScripts(${JSON.stringify(picture)}, ${JSON.stringify(program)});
        wasm_bindgen({ module_or_path: compiled ?? ${JSON.stringify(module)} }).catch(failed);
      } catch (error) {
        failed(error);
      }
    };`;
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address);
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  compile(module).then((program) => worker.postMessage(program));
  return worker;
}

/**
 * In the worker, before its program: a GPU device that is lost, or that refuses a command, is told. The program itself
 * would wait for ever, or go on with garbage.
 */
const watchDevice = `
    if (self.GPUAdapter) {
      const request = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...options) {
        const device = await request.apply(this, options);
        device.lost.then(({ reason, message }) => reason !== "destroyed" && tell("device-lost", message || reason));
        device.addEventListener("uncapturederror", ({ error }) => tell("compute", error));
        return device;
      };
    }`;
