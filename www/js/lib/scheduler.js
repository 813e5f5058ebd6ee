// Long loops that leave the page free to answer: a hundred thousand files must not make it halt.

/** The longest stretch of work without a pause, in milliseconds. */
const STRETCH = 12;

/** Not every browser has it. @type {{yield?: () => Promise<void>} | undefined} */
const scheduler = /** @type {any} */ (globalThis).scheduler;

/** @returns {Promise<void>} */
const pause = () => (scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));

/** A function to be awaited in every round of a long loop; it pauses when the page has waited long enough. */
export function yielder() {
  let since = performance.now();
  return () => {
    if (performance.now() - since < STRETCH) return undefined;
    return pause().then(() => (since = performance.now()));
  };
}

/** Runs of this length are sorted at once. */
const RUN = 4096;

/**
 * Sorts a list by `compare`, in portions; the order of equals stays.
 * @template Item
 * @param {Item[]} list
 * @param {(a: Item, b: Item) => number} compare
 * @returns {Promise<Item[]>}
 */
export async function sortCalmly(list, compare) {
  const yieldIfDue = yielder();
  let runs = [];
  for (let first = 0; first < list.length; first += RUN) {
    runs.push(list.slice(first, first + RUN).sort(compare));
    await yieldIfDue();
  }
  while (runs.length > 1) {
    /** @type {Item[][]} */
    const merged = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(i + 1 < runs.length ? await merge(runs[i], runs[i + 1], compare, yieldIfDue) : runs[i]);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

/**
 * @template Item
 * @param {Item[]} left
 * @param {Item[]} right
 * @param {(a: Item, b: Item) => number} compare
 * @param {() => Promise<unknown> | undefined} yieldIfDue
 */
async function merge(left, right, compare, yieldIfDue) {
  const merged = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    merged.push(compare(left[l], right[r]) <= 0 ? left[l++] : right[r++]);
    if (merged.length % 1024 === 0) await yieldIfDue();
  }
  while (l < left.length) merged.push(left[l++]);
  while (r < right.length) merged.push(right[r++]);
  return merged;
}
