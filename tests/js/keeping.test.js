// What is kept, where the browser keeps it, and where it does not: private windows, full storage, no storage at all.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { pretendEngine, pretendMemory, pretendNavigator } from "./browser.js";

const { bytesUsed, clearSavedGalleries, galleries, galleryOf, noteGallery, removeGallery } = await import("../../www/js/gallery/saved-galleries.js");
const { recall, remember } = await import("../../www/js/lib/preferences.js");
const { kindOf, whyNotKept } = await import("../../www/js/lib/trouble.js");
const { Addresses, Thumbnails } = await import("../../www/js/gallery/thumbnails.js");

const refusal = (name) => new DOMException("in the browser's own words", name);
const refused = (name) => () => Promise.reject(refusal(name));

/** A private storage with these folders and files, whose removal may be refused. */
function storage(content, { removal } = {}) {
  const folder = (content) => ({
    kind: "directory",
    async *values() {
      for (const inside of Object.values(content)) {
        if (inside instanceof Blob) yield { kind: "file", getFile: async () => inside };
        else if (typeof inside === "function") yield { kind: "file", getFile: inside };
        else yield folder(inside);
      }
    },
    async getDirectoryHandle(name) {
      if (!(name in content)) throw refusal("NotFoundError");
      return folder(content[name]);
    },
    async getFileHandle(name) {
      return { getFile: async () => content[name] };
    },
    async removeEntry(name) {
      if (removal) throw refusal(removal);
      if (!(name in content)) throw refusal("NotFoundError");
      delete content[name];
    },
  });
  pretendNavigator({ storage: { getDirectory: async () => folder(content) } });
  return content;
}

beforeEach(() => {
  pretendMemory();
  globalThis.isSecureContext = true;
  // No folder handles are kept: every request fails, as in some private windows.
  globalThis.indexedDB = {
    open: () => {
      throw refusal("InvalidStateError");
    },
  };
  mock.method(console, "warn", () => {});
});
afterEach(() => mock.restoreAll());

test("what is used is counted, also while some of it is being written or removed", async () => {
  storage({ "bi-irra": { 1: { index: new Blob(["12345"]), busy: refused("NoModificationAllowedError") }, 2: { x: new Blob(["123"]), gone: refused("NotFoundError") } } });
  assert.equal(await bytesUsed(), 9, "a file that cannot be looked at is there all the same");
  storage({});
  assert.equal(await bytesUsed(), 0, "nothing was kept yet");
});

test("no storage is told from an empty one", async () => {
  pretendNavigator({});
  assert.equal(await bytesUsed(), null);
  pretendNavigator({ storage: {} });
  assert.equal(await bytesUsed(), null);
  for (const name of ["SecurityError", "NotAllowedError", "UnknownError"]) {
    pretendNavigator({ storage: { getDirectory: refused(name) } });
    assert.equal(await bytesUsed(), null, name);
  }
});

test("galleries are listed, the last used first, and removed with their files", async () => {
  const content = storage({ "bi-irra": { 1: {}, 2: {} } });
  noteGallery({ id: "1", name: "one" }, 3);
  noteGallery({ id: "2", name: "two" }, 4, [{ path: "a.jpg", size: 5 }]);
  assert.deepEqual(galleries().map(({ id, count }) => [id, count]), [["2", 4], ["1", 3]]);
  noteGallery({ id: "2", name: "two" }, 5);
  assert.equal(galleries()[0].sample.length, 1, "what it is known by stays");
  await removeGallery("2");
  assert.deepEqual(Object.keys(content["bi-irra"]), ["1"]);
  await removeGallery("gone already");
  await clearSavedGalleries();
  assert.deepEqual([content, galleries()], [{}, []]);
});

test("what could not be removed is still listed, so that it can be tried again", async () => {
  storage({ "bi-irra": { 1: {} } }, { removal: "NoModificationAllowedError" });
  noteGallery({ id: "1", name: "one" }, 3);
  await assert.rejects(clearSavedGalleries());
  await assert.rejects(removeGallery("1"));
  assert.equal(galleries().length, 1);
});

test("a list that somebody spoiled is an empty one", () => {
  for (const text of ["no JSON", "{}", '[{"id": 1}]', "null"]) {
    localStorage.setItem("bi-irra.galleries", text);
    assert.deepEqual(galleries(), [], text);
  }
});

test("a new folder gets a name of its own", async () => {
  storage({});
  const photos = (size) => [{ path: "a.jpg", size, open: async () => ({ size }) }];
  const first = await galleryOf("photos", { photos: photos(1) });
  noteGallery(first, 1, photos(1));
  const namesake = await galleryOf("photos", { photos: photos(2) });
  assert.equal(namesake.name, "photos (2)");
  assert.notEqual(namesake.id, first.id);
  assert.equal((await galleryOf("photos", { photos: photos(1) })).id, first.id);
});

test("small choices are made again where nothing is remembered", () => {
  remember("x", "1");
  assert.equal(recall("x"), "1");
  remember("x", null);
  assert.equal(recall("x"), null);
  pretendMemory({ refuses: true });
  remember("x", "1");
  assert.equal(recall("x"), null);
  assert.deepEqual(galleries(), []);
});

test("every refusal of the browser has its kind, none its own words", () => {
  const kinds = {
    QuotaExceededError: "full",
    NoModificationAllowedError: "gallery-in-use",
    InvalidStateError: "gallery-in-use",
    SecurityError: "no-storage",
    NotAllowedError: "no-storage",
    NotSupportedError: "no-storage",
    UnknownError: "no-storage",
    AbortError: "unknown",
  };
  for (const [name, kind] of Object.entries(kinds)) assert.equal(kindOf(refusal(name)), kind, name);
  for (const thrown of [null, undefined, "text", new TypeError("x")]) assert.equal(kindOf(thrown), "unknown");
  assert.deepEqual(whyNotKept({ kind: "full", detail: refusal("QuotaExceededError") }), { key: "trouble.full" });
  globalThis.isSecureContext = false;
  assert.deepEqual(whyNotKept({ kind: "no-storage", detail: "" }), { key: "trouble.insecure" });
});

test("a small picture that is still being written is looked for again", async () => {
  let written = "12";
  storage({});
  const file = { getFile: async () => new Blob([written]) };
  const folder = { getDirectoryHandle: async () => folder, getFileHandle: async () => file };
  pretendNavigator({ storage: { getDirectory: async () => folder } });
  const pictures = new Thumbnails("1", "thumbs-0.bin");
  assert.equal(await (await pictures.read(0, 2)).text(), "12");
  written = "12345";
  assert.equal(await (await pictures.read(2, 3)).text(), "345");
  await assert.rejects(pictures.read(4, 9));
});

test("addresses that were unused for long are given back", async () => {
  const revoked = [];
  const { createObjectURL, revokeObjectURL } = URL;
  let made = 0;
  Object.assign(URL, { createObjectURL: () => `blob:${made++}`, revokeObjectURL: (address) => revoked.push(address) });
  try {
    const addresses = new Addresses();
    const read = async () => new Blob();
    assert.equal(await addresses.of("first", read), "blob:0");
    assert.equal(await addresses.of("second", read), "blob:1");
    assert.equal(await addresses.of("first", read), "blob:0", "asked for once more");
    for (let owner = 0; owner < 1999; owner++) await addresses.of(owner, read);
    assert.deepEqual(revoked, ["blob:1"], "the one that was asked for last stays");
    await assert.rejects(addresses.of("broken", () => Promise.reject(new Error("gone"))));
    assert.match(await addresses.of("broken", read), /^blob:/, "tried again");
  } finally {
    Object.assign(URL, { createObjectURL, revokeObjectURL });
  }
});

test("the model is used where no room is to keep it", async () => {
  const { downloadModel } = await import("../../www/js/worker/weights.js");
  pretendEngine({ answer: () => new Response("model") });
  const fetched = globalThis.fetch;
  const digest = async (text) => Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toString("base64");
  const hash = `sha256-${await digest("model")}`;
  const names = ["config.json", "tokenizer.json", "model.safetensors"];
  globalThis.fetch = async (address) =>
    String(address).endsWith("files.json")
      ? Response.json({ files: Object.fromEntries(names.map((name) => [`weights/${name}`, hash])) })
      : fetched(address);
  let puts = 0;
  globalThis.caches = {
    open: async () => ({
      match: async () => undefined,
      keys: async () => [],
      put: async () => {
        puts += 1;
        throw refusal("QuotaExceededError");
      },
    }),
  };
  try {
    const model = await downloadModel(new URL("http://localhost/"), () => {});
    assert.equal(new TextDecoder().decode(model.weights), "model");
    assert.equal(puts, 3);
  } finally {
    delete globalThis.caches;
  }
});

test("where the browser does not store the page, none of its texts promises that it will", async () => {
  const { canGoOffline, setUpOffline } = await import("../../www/js/app/offline.js");
  globalThis.self = globalThis;
  globalThis.fetch = async () => Response.json({ files: {} });
  globalThis.caches = { open: async () => ({ match: async () => undefined }), match: async () => undefined };
  const worker = Object.assign(new EventTarget(), { state: "installing" });
  const answers = [];
  pretendNavigator({ serviceWorker: { register: () => answers.shift()() } });
  try {
    assert.equal(canGoOffline(), true);
    answers.push(async () => ({ installing: worker }));
    await setUpOffline();
    assert.equal(canGoOffline(), true, "it is being stored");
    // Thrown away while it installs: there was no room.
    worker.state = "redundant";
    worker.dispatchEvent(new Event("statechange"));
    assert.equal(canGoOffline(), false);
    answers.push(async () => ({ installing: null }));
    await setUpOffline();
    answers.push(refused("SecurityError"));
    await setUpOffline();
    assert.equal(canGoOffline(), false);
    globalThis.isSecureContext = false;
    assert.equal(canGoOffline(), false);
  } finally {
    delete globalThis.caches;
  }
});
