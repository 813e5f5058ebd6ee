// Small choices that outlive the visit. Where the browser keeps nothing, they are simply made again.

const PREFIX = "bi-irra.";

/**
 * The remembered value, or null.
 * @param {string} key
 */
export function recall(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/**
 * Remembers a value; null forgets it.
 * @param {string} key
 * @param {string | null} value
 */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // Private windows may refuse: the choice then lasts for this visit.
  }
}
