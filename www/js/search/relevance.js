// What the numbers of a ranking mean: which photos fit, and where the lines between them go.

import { t } from "../lib/i18n.js";

/** From this probability on a match is more likely than not. */
const LIKELY = 0.5;
/** Where none is, those may fit that come near the best, if that is more than a guess. */
const POSSIBLE = 0.1;
const NEAR = 0.5;

/** @typedef {{probability?: number}} Judged */

/**
 * From which probability on photos fit; null while nothing is known of it, or where none fits.
 * @param {Judged[]} entries
 */
function bar(entries) {
  const best = entries[0]?.probability ?? 0;
  if (best >= LIKELY) return LIKELY;
  return best >= POSSIBLE ? best * NEAR : null;
}

/**
 * How many entries at the beginning fit; null while nothing is known of it.
 * @param {Judged[]} entries
 */
export function fitting(entries) {
  if (entries[0]?.probability === undefined) return null;
  const least = bar(entries);
  if (least === null) return 0;
  const end = entries.findIndex(({ probability }) => !(probability !== undefined && probability >= least));
  return end < 0 ? entries.length : end;
}

/**
 * Whether photos that fit do so more likely than not.
 * @param {Judged[]} entries
 */
export const isLikely = (entries) => bar(entries) === LIKELY;

/**
 * How many entries at the beginning have a probability.
 * @param {Judged[]} entries
 */
export function judged(entries) {
  const end = entries.findIndex(({ probability }) => probability === undefined);
  return end < 0 ? entries.length : end;
}

/**
 * The lines for the grid: where photos that fit end, and where the detailed comparison does.
 * @param {Judged[]} entries
 */
export function linesOf(entries) {
  const end = fitting(entries);
  if (end === null) return [];
  const compared = judged(entries);
  const lines = [];
  if (end === 0) lines.push({ at: 0, text: t("line.none") });
  else if (end < compared) lines.push({ at: end, text: t(isLikely(entries) ? "line.likely" : "line.maybe") });
  if (compared < entries.length) lines.push({ at: compared, text: t("divider") });
  return lines;
}
