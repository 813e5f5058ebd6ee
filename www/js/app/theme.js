// Light or dark: as the system says, until the visitor says otherwise.

import { recall, remember } from "../lib/preferences.js";

const system = matchMedia("(prefers-color-scheme: dark)");

function current() {
  return document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
}

/**
 * Applies the remembered choice and makes the button switch it.
 * @param {HTMLElement} button
 */
export function setUpTheme(button) {
  const chosen = recall("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  button.addEventListener("click", () => {
    const theme = current() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    // Back to what the system says: nothing to remember.
    remember("theme", theme === (system.matches ? "dark" : "light") ? null : theme);
  });
}
