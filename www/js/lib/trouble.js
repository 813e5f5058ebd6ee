// What went wrong, in words that a visitor can use. What the browser or the program said goes to the console, for those
// who look for the cause; the page shows none of it.

/** Notes the cause of something that the page has told in its own words. */
export function noteCause(what, cause) {
  console.warn(`${what}:`, cause);
}

/** Why something cannot be kept `{kind, detail}`, as a text for `t`. */
export function whyNotKept({ kind, detail }) {
  noteCause(kind, detail);
  // The kind that a visitor can do something about: the same page by https keeps what it is given.
  return { key: kind === "no-storage" && !isSecureContext ? "trouble.insecure" : `trouble.${kind}` };
}
