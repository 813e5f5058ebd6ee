// The page's texts: complete in every language, used, and true to what the page does.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { pretendMemory, pretendPage } from "./browser.js";

pretendPage();
pretendMemory();
const www = new URL("../../www/", import.meta.url);
const { LANGUAGES, duration, list, percent, t, useLanguage } = await import("../../www/js/lib/i18n.js");
const read = (path) => readFileSync(new URL(path, www), "utf8");
const all = {};
for (const code of Object.keys(LANGUAGES)) all[code] = (await import(`../../www/js/lang/${code}.js`)).default;
const english = all.en;

/** All sources of the page but the texts themselves. */
const sources = ["index.html"]
  .concat(readdirSync(new URL("js", www), { recursive: true }).map((name) => `js/${name}`))
  .filter((name) => /\.(js|html)$/.test(name) && !name.startsWith("js/lang/"))
  .map(read)
  .join("\n");

/** The words of a type in the worker's protocol. */
function words(type) {
  const declared = read("js/worker/protocol.d.ts").match(new RegExp(`export type ${type} =([^;]*);`));
  assert.ok(declared, `${type} is not in the protocol`);
  const found = [...declared[1].matchAll(/"([^"]+)"/g)].map(([, word]) => word);
  assert.ok(found.length > 1, `${type} has no words`);
  return found;
}

const forms = (text) => (typeof text === "object" && !Array.isArray(text) ? Object.values(text) : [text].flat());
const gaps = (text) => [...new Set(String(text).match(/\{\w+\}/g) ?? [])].sort();

test("there is a file for each language and a language for each file", () => {
  const files = readdirSync(new URL("js/lang", www)).map((name) => name.replace(/\.js$/, ""));
  assert.deepEqual(files.sort(), Object.keys(LANGUAGES).sort());
});

for (const [code, texts] of Object.entries(all)) {
  test(`${code} has every text, with the gaps that the page fills`, () => {
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort());
    for (const [key, text] of Object.entries(texts)) {
      for (const form of forms(text)) assert.ok(form.trim().length > 0, `${key} is empty`);
      assert.equal(Array.isArray(text), Array.isArray(english[key]), key);
      if (Array.isArray(text)) assert.equal(text.length, english[key].length, key);
      const known = new Set(forms(english[key]).flatMap(gaps));
      for (const gap of forms(text).flatMap(gaps)) assert.ok(known.has(gap), `${key}: nothing fills ${gap}`);
      const last = (texts) => gaps(forms(texts).at(-1));
      if (!Array.isArray(text)) assert.deepEqual(last(text), last(english[key]), key);
    }
  });

  test(`${code} has plurals that its grammar knows`, () => {
    const known = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(texts)) {
      if (typeof text !== "object" || Array.isArray(text)) continue;
      assert.ok(text.other, `${key} has no usual form`);
      for (const form of Object.keys(text)) assert.ok(known.includes(form), `${key}: ${form}`);
    }
  });

  test(`${code} says which kinds of photos are read`, () => {
    for (const key of ["formats", "status.noPhotos"]) {
      for (const form of forms(texts[key])) {
        for (const kind of ["JPEG", "PNG", "WebP", "GIF", "BMP", "AVIF", "HEIC"]) {
          assert.ok(form.includes(kind), `${key} does not name ${kind}`);
        }
      }
    }
  });
}

test("whatever the worker can say has a text", () => {
  const kinds = {
    skip: [...words("SkipReason"), "not-image"],
    refused: words("Refused"),
    fallback: [...words("FallbackReason"), "crashed", "lost"],
    trouble: [...words("TroubleKind"), "insecure"],
    error: [...words("Stage"), "program", "device-lost", "download", "missing"],
    device: words("Backend"),
  };
  for (const [kind, names] of Object.entries(kinds)) {
    for (const name of names) assert.ok(`${kind}.${name}` in english, `${kind}.${name}`);
  }
  // And nothing that it cannot.
  for (const kind of ["skip", "refused", "trouble"]) {
    const texts = Object.keys(english).filter((key) => key.startsWith(`${kind}.`));
    assert.deepEqual(texts.sort(), kinds[kind].map((name) => `${kind}.${name}`).sort());
  }
});

test("a file that was left out is told what to do about it", () => {
  for (const reason of words("SkipReason")) assert.match(english[`skip.${reason}`], /[:,] /, reason);
});

test("every text that is asked for is there", () => {
  const asked = /(?:\bt|\bsay|\bremark|\btoast|\blist)\(\s*"([\w.-]+)"/g;
  const marked = /data-i18n(?:-\w+)?="([\w.-]+)"/g;
  const keys = [...sources.matchAll(asked), ...sources.matchAll(marked)].map(([, key]) => key);
  assert.ok(keys.length > 100, `only ${keys.length} were found`);
  for (const key of keys) assert.ok(key in english, key);
});

test("no text is there that nobody asks for", () => {
  const made = ["skip", "refused", "fallback", "trouble", "error", "device"];
  for (const key of Object.keys(english)) {
    const isMade = made.some((kind) => key.startsWith(`${kind}.`));
    assert.ok(isMade || sources.includes(`"${key}"`), `${key} is not used`);
  }
});

test("the page as it comes says what its texts say", () => {
  const shown = [...read("index.html").matchAll(/data-i18n="([\w.-]+)"[^>]*>([^<]+)</g)];
  assert.ok(shown.length > 30);
  const shortened = ["private.text", "private.policy", "query.tip", "device.starting"];
  for (const [, key, text] of shown) {
    if (!shortened.includes(key)) assert.equal(text.trim(), english[key], key);
  }
});

test("numbers, plurals and lists are written as the language does", async () => {
  assert.equal(t("skipped", { n: 1 }), "One file was left out");
  assert.equal(t("skipped", { n: 1234 }), "1,234 files were left out");
  assert.equal(t("kept.failed", { why: { key: "trouble.full" } }), `That did not work. ${english["trouble.full"]}`);
  assert.equal(t("no such text"), "no such text");
  assert.equal(list("private.steps").length, 3);
  await useLanguage("de");
  assert.equal(document.documentElement.lang, "de");
  assert.match(t("skipped", { n: 1234 }), /1\.234/);
  assert.match(t("query.languages", { languages: ["Deutsch", "Englisch"] }), /Deutsch, Englisch/);
  await useLanguage("en");
});

test("a percentage is never rounded up to a certainty or an even chance", () => {
  assert.equal(percent(0.999), "99%");
  assert.equal(percent(0.4999), "49%");
  assert.equal(percent(0.5), "50%");
  assert.equal(percent(0.004), "0.4%");
});

test("a duration is told in the unit that fits", () => {
  assert.equal(duration(0.2), "1 sec");
  assert.equal(duration(120), "2 min");
  assert.equal(duration(7200), "2 hr");
});
