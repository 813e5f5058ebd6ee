// The shape that all tiles have. Cut-outs of single people are tall, holiday photos are wide: the first photos that open
// decide what fits.

/** What tiles have before any photo was opened: that of a person who stands. */
const USUAL = 0.6;
/** Photos whose shape decides. */
const DECIDING = 9;
/** Narrower or wider tiles would show next to nothing of some photos. */
const NARROWEST = 0.5;
const WIDEST = 1.25;
/** A smaller change would move all tiles for nothing. */
const NOTABLE = 0.01;

/** Learns a shape, as width over height. */
export class TileShape {
  /** @type {number[]} */
  #seen = [];

  /** The shape by what was seen so far. */
  value = USUAL;

  /** Forgets what was seen: other photos come. */
  forget() {
    this.#seen = [];
    this.value = USUAL;
  }

  /**
   * Looks at the shape of one more photo; returns whether the tiles change by it.
   * @param {number} shape
   */
  learn(shape) {
    if (this.#seen.length >= DECIDING) return false;
    this.#seen.push(shape);
    const sorted = [...this.#seen].sort((a, b) => a - b);
    const median = Math.min(WIDEST, Math.max(NARROWEST, sorted[Math.floor(sorted.length / 2)]));
    if (Math.abs(median - this.value) < NOTABLE) return false;
    this.value = median;
    return true;
  }
}
