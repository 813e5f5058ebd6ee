// Tiles glide to their new place when the order changes, so that the eye can follow them; not where the visitor has asked
// the system for less motion.

/** @typedef {import("./tile.js").Tile} Tile */

/** Tiles that glide; more would be noise. */
const MOST = 40;
const GLIDE = { duration: 380, easing: "cubic-bezier(.2,.8,.2,1)" };
const APPEAR = { duration: 250, easing: "ease-out" };

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Where the first tiles are, to be given to `glide` when they are somewhere else; nothing where none is to glide.
 * @param {Iterable<Tile>} tiles
 * @returns {Map<Tile, DOMRect>}
 */
export function placesOf(tiles) {
  return new Map(calm.matches ? [] : first(tiles).map((tile) => [tile, tile.element.getBoundingClientRect()]));
}

/**
 * Lets the first tiles glide from where they were, and those that were not there appear.
 * @param {Iterable<Tile>} tiles
 * @param {Map<Tile, DOMRect>} before
 */
export function glide(tiles, before) {
  for (const tile of first(tiles)) {
    const old = before.get(tile);
    const now = tile.element.getBoundingClientRect();
    if (!old) {
      if (before.size) tile.button.animate({ opacity: [0, 1] }, APPEAR);
    } else if (old.x !== now.x || old.y !== now.y) {
      const from = `translate(${old.x - now.x}px, ${old.y - now.y}px)`;
      tile.moving.animate({ transform: [from, "none"] }, GLIDE);
    }
  }
}

/** @param {Iterable<Tile>} tiles */
const first = (tiles) => [...tiles].slice(0, MOST);
