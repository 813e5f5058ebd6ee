// The elements of the page, by their identifiers and with their types.

/**
 * Those that are more than an `HTMLElement`; tests/js/page.test.js holds them against the page.
 * @typedef {object} Parts
 * @property {HTMLInputElement} folder-input
 * @property {HTMLInputElement} query
 * @property {HTMLInputElement} saved-file
 * @property {HTMLInputElement} lightbox-pick
 * @property {HTMLFormElement} search-form
 * @property {HTMLSelectElement} language
 * @property {HTMLProgressElement} progress-bar
 * @property {HTMLDetailsElement} saved
 * @property {HTMLDialogElement} lightbox
 * @property {HTMLDialogElement} privacy
 * @property {HTMLImageElement} lightbox-image
 * @property {HTMLImageElement} similar-image
 * @property {HTMLCanvasElement} heat
 * @property {HTMLButtonElement} theme
 * @property {HTMLButtonElement} previous
 * @property {HTMLButtonElement} next
 * @property {HTMLAnchorElement} use-webgpu
 * @property {HTMLAnchorElement} use-cpu
 * @property {HTMLAnchorElement} use-auto
 */

/**
 * The element with this identifier.
 * @template {string} Id
 * @param {Id} id
 * @returns {Id extends keyof Parts ? Parts[Id] : HTMLElement}
 */
export function part(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return /** @type {any} */ (found);
}
