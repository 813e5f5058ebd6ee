// The interface in the languages that captions are written in: follows the browser, can be switched, is remembered.

import english from "../lang/en.js";
import { recall, remember } from "./memory.js";

export const LANGUAGES = {
  en: "English",
  zh: "中文",
  fr: "Français",
  de: "Deutsch",
  es: "Español",
  ja: "日本語",
  it: "Italiano",
};

let language = "en";
let texts = english;

/** The code of the language in use. */
export const currentLanguage = () => language;

/** The language to start with: the one in the address, the remembered one, or the browser's first that we have. */
export function preferredLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const candidates = [asked, recall("language"), ...navigator.languages];
  const codes = candidates.filter(Boolean).map((tag) => tag.toLowerCase().split("-")[0]);
  return codes.find((code) => code in LANGUAGES) ?? "en";
}

/** Switches the language of everything that is on the page; listeners of `language` redo what they wrote. */
export async function useLanguage(code, { keep = false } = {}) {
  texts = code === "en" ? english : (await import(`../lang/${code}.js`)).default;
  language = code;
  if (keep) remember("language", code);
  document.documentElement.lang = code === "zh" ? "zh-Hans" : code;
  document.title = `Bi-IRRA – ${t("title")}`;
  translate(document);
  document.dispatchEvent(new CustomEvent("language"));
}

/** Writes the texts of all elements that name one. */
function translate(root) {
  for (const element of root.querySelectorAll("[data-i18n]")) element.textContent = t(element.dataset.i18n);
  for (const element of root.querySelectorAll("[data-i18n-label]")) {
    element.setAttribute("aria-label", t(element.dataset.i18nLabel));
    if (element.matches("button")) element.title = t(element.dataset.i18nLabel);
  }
  for (const element of root.querySelectorAll("[data-i18n-title]")) element.title = t(element.dataset.i18nTitle);
  for (const element of root.querySelectorAll("[data-i18n-placeholder]")) {
    element.placeholder = t(element.dataset.i18nPlaceholder);
  }
}

/**
 * A text with its `{names}` filled in: numbers as the language writes them, other texts by their `{key, values}`, lists
 * as the language joins them. `n` chooses the plural.
 */
export function t(key, values = {}) {
  let text = texts[key] ?? english[key] ?? key;
  if (typeof text === "object" && !Array.isArray(text)) {
    text = text[new Intl.PluralRules(language).select(values.n)] ?? text.other;
  }
  if (typeof text !== "string") return text;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (Array.isArray(value)) return new Intl.ListFormat(language, { type: "unit", style: "long" }).format(value);
    if (typeof value === "object") return t(value.key, value.values);
    return typeof value === "number" ? number(value) : value;
  });
}

/** The names of languages, by their codes, in the language in use. */
export function namesOf(codes) {
  const names = new Intl.DisplayNames(language, { type: "language" });
  return codes.map((code) => names.of(code));
}

/** A text in another language than that of the page, as far as it is loaded. */
export const inEnglish = (key) => english[key];

/** Making a format costs a hundred times as much as using it, and a grid has hundreds of numbers. */
const formats = new Map();

/** A number as the language writes it. */
export function number(value, options = { maximumFractionDigits: 1 }) {
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(language, options));
  return formats.get(key).format(value);
}

/** A share between 0 and 1 in percent; never a certainty, or an even chance, that was only rounded up. */
export const percent = (share) =>
  number(Math.min(share, share < 0.5 ? 0.494 : 0.99), { style: "percent", maximumFractionDigits: share < 0.01 ? 1 : 0 });

/** A duration in the largest unit that fits. */
export function duration(seconds) {
  const [value, unit] =
    seconds < 90 ? [seconds, "second"] : seconds < 5400 ? [seconds / 60, "minute"] : [seconds / 3600, "hour"];
  return number(Math.max(1, Math.round(value)), { style: "unit", unit, unitDisplay: "short" });
}
