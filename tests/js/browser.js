// What a browser has and Node has not, as far as the modules under test touch it.

/** Lets modules that write into a page be imported: nothing they do is seen. */
export function pretendPage({ language = "en" } = {}) {
  const events = new EventTarget();
  globalThis.document = Object.assign(events, {
    documentElement: { lang: language, dataset: {} },
    title: "",
    body: { dataset: {} },
    querySelectorAll: () => [],
  });
}

/** A `localStorage`; with `refuses` one as in a window whose storage is switched off. */
export function pretendMemory({ refuses = false } = {}) {
  const kept = new Map();
  const allowed = (act) => {
    if (refuses) throw new DOMException("denied", "SecurityError");
    return act();
  };
  globalThis.localStorage = {
    getItem: (key) => allowed(() => kept.get(key) ?? null),
    setItem: (key, value) => allowed(() => void kept.set(key, String(value))),
    removeItem: (key) => allowed(() => void kept.delete(key)),
  };
  return kept;
}

/** `navigator`, which Node has in some versions and does not let be replaced by assignment. */
export function pretendNavigator(navigator) {
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true, writable: true });
}

/** A worker that notes what it is sent and says what the test wants: `script(request, reply)`. */
export class PretendWorker {
  static script = () => {};
  static made = [];
  posted = [];
  #listeners = [];

  constructor() {
    PretendWorker.made.push(this);
    // As the program does when it has started.
    queueMicrotask(() => this.reply("started"));
  }

  addEventListener(_, listener) {
    this.#listeners.push(listener);
  }

  postMessage(message) {
    // The program's module comes before any request.
    if (!message?.type) return;
    this.posted.push(message);
    PretendWorker.script(message, (type, data) => this.reply(type, data), this);
  }

  reply(type, data) {
    if (this.terminated) return;
    this.onmessage?.({ data: data === undefined ? { type } : { type, data } });
  }

  terminate() {
    this.terminated = true;
  }

  /** What it was sent of one kind. */
  of(type) {
    return this.posted.filter((message) => message.type === type).map(({ data }) => data);
  }
}

/** Lets engines start: a worker, and a server with a model of three small files. */
export function pretendEngine({ answer = () => new Response("model") } = {}) {
  globalThis.Worker = PretendWorker;
  globalThis.self = globalThis;
  globalThis.fetch = async (address) => {
    const path = new URL(address).pathname.split("/").at(-1);
    if (path === "files.json") return new Response("", { status: 404 });
    return answer(path);
  };
  pretendNavigator({ hardwareConcurrency: 1 });
  PretendWorker.made = [];
  PretendWorker.script = () => {};
}

/** Lets everything that is under way come to its end. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
