// What the numbers of a ranking mean: which photos are likely matches, and where the lines between them go.

import { t } from "../lib/i18n.js";

/** From this probability on a match is more likely than not. */
const LIKELY = 0.5;

/** How many entries at the beginning are likely matches; null while nothing is known of it. */
export function likely(entries) {
  if (entries[0]?.probability === undefined) return null;
  const end = entries.findIndex(({ probability }) => !(probability >= LIKELY));
  return end < 0 ? entries.length : end;
}

/** How many entries at the beginning have a probability. */
export function judged(entries) {
  const end = entries.findIndex(({ probability }) => probability === undefined);
  return end < 0 ? entries.length : end;
}

/** The lines for the grid, `{at, text}`: where likely matches end, and where the detailed comparison does. */
export function linesOf(entries) {
  const end = likely(entries);
  if (end === null) return [];
  const compared = judged(entries);
  const lines = [];
  if (end === 0) lines.push({ at: 0, text: t("line.none") });
  else if (end < compared) lines.push({ at: end, text: t("line.likely") });
  if (compared < entries.length) lines.push({ at: compared, text: t("divider") });
  return lines;
}
