// Where the time of several workers went, as one list.

/** @typedef {import("./protocol").Spent} Spent */

/**
 * One entry for each kind of work.
 * @param {Spent[]} spent
 */
export function merged(spent) {
  /** @type {Map<string, Spent>} */
  const all = new Map();
  for (const { work, times, items, total, longest } of spent) {
    const sum = all.get(work) ?? { work, times: 0, items: 0, total: 0, longest: 0 };
    sum.times += times;
    sum.items += items;
    sum.total += total;
    sum.longest = Math.max(sum.longest, longest);
    all.set(work, sum);
  }
  return [...all.values()];
}
