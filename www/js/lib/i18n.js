// The interface in the languages that captions are written in: follows the browser, can be switched, is remembered.

import english from "../lang/en.js";
import { recall, remember } from "./preferences.js";

/**
 * What a text has in its gaps: numbers, texts, lists, or other texts of the page.
 * @typedef {Record<string, number | string | string[] | {key: string, values?: Record<string, any>} | undefined>} Values
 */
/**
 * A text: as it is, by the plural of `n`, or several.
 * @typedef {string | string[] | {other: string, [plural: string]: string}} Text
 */

/** @type {Record<string, string>} */
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
/** @type {Record<string, Text>} */
let texts = english;

/** The code of the language in use. */
export const currentLanguage = () => language;

/** The language to start with: the one in the address, the remembered one, or the browser's first that we have. */
export function preferredLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const candidates = [asked, recall("language"), ...navigator.languages];
  const codes = candidates.filter((tag) => tag !== null).map((tag) => tag.toLowerCase().split("-")[0]);
  return codes.find((code) => code in LANGUAGES) ?? "en";
}

/**
 * Switches the language of everything that is on the page; listeners of `language` redo what they wrote.
 * @param {string} code
 */
export async function useLanguage(code, { keep = false } = {}) {
  texts = code === "en" ? english : (await import(`../lang/${code}.js`)).default;
  language = code;
  if (keep) remember("language", code);
  document.documentElement.lang = code === "zh" ? "zh-Hans" : code;
  document.title = `Bi-IRRA – ${t("title")}`;
  translate(document);
  document.dispatchEvent(new CustomEvent("language"));
}

/**
 * Writes the texts of all elements that name one.
 * @param {Document} root
 */
function translate(root) {
  /** @type {(name: string) => NodeListOf<HTMLElement>} */
  const naming = (name) => root.querySelectorAll(`[data-${name}]`);
  for (const element of naming("i18n")) element.textContent = t(element.dataset.i18n ?? "");
  for (const element of naming("i18n-label")) {
    const label = t(element.dataset.i18nLabel ?? "");
    element.setAttribute("aria-label", label);
    if (element.matches("button")) element.title = label;
  }
  for (const element of naming("i18n-title")) element.title = t(element.dataset.i18nTitle ?? "");
  for (const element of naming("i18n-placeholder")) {
    element.setAttribute("placeholder", t(element.dataset.i18nPlaceholder ?? ""));
  }
}

/**
 * A text with its `{names}` filled in: numbers as the language writes them, other texts by their `{key, values}`, lists
 * as the language joins them. `n` chooses the plural.
 * @param {string} key
 * @param {Values} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  let text = textOf(key);
  if (Array.isArray(text)) return text.join(" ");
  if (typeof text === "object") {
    text = text[new Intl.PluralRules(language).select(Number(values.n ?? 0))] ?? text.other;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (Array.isArray(value)) return new Intl.ListFormat(language, { type: "unit", style: "long" }).format(value);
    if (typeof value === "object") return t(value.key, value.values);
    return typeof value === "number" ? number(value) : value;
  });
}

/** @param {string} key @returns {Text} */
const textOf = (key) => texts[key] ?? /** @type {Record<string, Text>} */ (english)[key] ?? key;

/**
 * The texts of a list.
 * @param {string} key
 * @returns {string[]}
 */
export function list(key) {
  const text = textOf(key);
  return Array.isArray(text) ? text : [];
}

/**
 * The names of languages, by their codes, in the language in use.
 * @param {string[]} codes
 */
export function namesOf(codes) {
  const names = new Intl.DisplayNames(language, { type: "language" });
  return codes.map((code) => names.of(code) ?? code);
}

/** Queries to try, in English. */
export const englishQueries = english.exampleQueries;

/** Making a format costs a hundred times as much as using it, and a grid has hundreds of numbers. */
/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * A number as the language writes it.
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 */
export function number(value, options = { maximumFractionDigits: 1 }) {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format.format(value);
}

/**
 * A share between 0 and 1 in percent; never a certainty, or an even chance, that was only rounded up.
 * @param {number} share
 */
export const percent = (share) =>
  number(Math.min(share, share < 0.5 ? 0.494 : 0.99), { style: "percent", maximumFractionDigits: share < 0.01 ? 1 : 0 });

/**
 * A duration in the largest unit that fits.
 * @param {number} seconds
 */
export function duration(seconds) {
  const unit = seconds < 90 ? "second" : seconds < 5400 ? "minute" : "hour";
  const value = seconds / { second: 1, minute: 60, hour: 3600 }[unit];
  return number(Math.max(1, Math.round(value)), { style: "unit", unit, unitDisplay: "short" });
}
