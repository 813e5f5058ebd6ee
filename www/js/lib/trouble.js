// What went wrong, in words that a visitor can use. What the browser or the program said goes to the console, for those
// who look for the cause; the page shows none of it.

/**
 * Notes the cause of something that the page has told in its own words.
 * @param {string} what
 * @param {unknown} cause
 */
export function noteCause(what, cause) {
  console.warn(`${what}:`, cause);
}

/**
 * Why something cannot be kept, as a text for `t`.
 * @param {{kind: import("../worker/protocol").TroubleKind, detail: unknown}} trouble
 */
export function whyNotKept({ kind, detail }) {
  noteCause(kind, detail);
  // The kind that a visitor can do something about: the same page by https keeps what it is given.
  return { key: kind === "no-storage" && !isSecureContext ? "trouble.insecure" : `trouble.${kind}` };
}

/**
 * The kind of a refusal of the browser, by the names that src/web/storage.rs knows as well.
 * @param {unknown} error
 * @returns {import("../worker/protocol").TroubleKind}
 */
export function kindOf(error) {
  switch (/** @type {{name?: string} | null} */ (error)?.name) {
    case "QuotaExceededError":
      return "full";
    case "NoModificationAllowedError":
    case "InvalidStateError":
      return "gallery-in-use";
    case "SecurityError":
    case "NotAllowedError":
    case "NotSupportedError":
    case "UnknownError":
      return "no-storage";
    default:
      return "unknown";
  }
}
