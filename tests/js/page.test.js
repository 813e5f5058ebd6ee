// The page's elements: those that scripts ask for are there, and are what the scripts take them for.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const www = new URL("../../www/", import.meta.url);
const read = (path) => readFileSync(new URL(path, www), "utf8");
const page = read("index.html");
const scripts = readdirSync(new URL("js", www), { recursive: true })
  .filter((name) => name.endsWith(".js"))
  .map((name) => [name, read(`js/${name}`)]);

/** The tag of each element with an identifier. */
const tags = new Map([...page.matchAll(/<(\w+)\b[^>]*?\sid="([\w-]+)"/g)].map(([, tag, id]) => [id, tag]));

test("every element that a script asks for by name is on the page", () => {
  let asked = 0;
  for (const [name, text] of scripts) {
    if (name === "view/tile.js") continue;
    for (const [, id] of text.matchAll(/\b(?:part|on)\("([\w-]+)"/g)) {
      if (name === "view/selection.js") continue;
      asked += 1;
      assert.ok(tags.has(id), `${name} asks for #${id}`);
    }
  }
  assert.ok(asked > 60, `only ${asked} were found`);
});

test("elements are what the scripts take them for", () => {
  const kinds = { HTMLInputElement: "input", HTMLFormElement: "form", HTMLSelectElement: "select", HTMLProgressElement: "progress",
    HTMLDetailsElement: "details", HTMLDialogElement: "dialog", HTMLImageElement: "img", HTMLCanvasElement: "canvas",
    HTMLButtonElement: "button", HTMLAnchorElement: "a" };
  const declared = [...read("js/lib/part.js").matchAll(/@property \{(\w+)\} ([\w-]+)/g)];
  assert.ok(declared.length > 15);
  for (const [, kind, id] of declared) assert.equal(tags.get(id), kinds[kind], `#${id}`);
});

test("an identifier stands for one element", () => {
  const ids = [...page.matchAll(/\sid="([\w-]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test("no script shows the words of an error", () => {
  for (const [name, text] of scripts) {
    assert.doesNotMatch(text, /textContent = [^;]*(?:error|cause|detail)\.(?:message|stack)/, name);
  }
});
