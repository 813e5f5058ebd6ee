// The attention of a word over a photo, as light: what it looks at stays bright, the rest goes dark.

/** How dark a region becomes that is not looked at at all, from 0 to 1. */
const DARKEST = 0.85;
/** With less than this between the most and the least regarded region a map says next to nothing. */
const EVEN = 0.5;

/**
 * Draws a map of `rows` x `columns` values on a canvas, which is stretched over the photo and smoothed by that.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} map
 * @param {number} rows
 * @param {number} columns
 */
export function drawHeat(canvas, map, rows, columns) {
  canvas.width = columns;
  canvas.height = rows;
  const pixels = new ImageData(columns, rows);
  // In proportion to the attention itself: stretched to the full range, even noise would look like a reason.
  const most = Math.max(...map);
  map.forEach((value, i) => {
    const share = most > 0 ? value / most : 1;
    pixels.data.set([8, 10, 14, Math.round(255 * DARKEST * (1 - share))], 4 * i);
  });
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
}

/**
 * Whether a map looks everywhere almost alike.
 * @param {number[]} map
 */
export const isEven = (map) => Math.min(...map) > (1 - EVEN) * Math.max(...map);

/**
 * The mean of several maps.
 * @param {number[][]} maps
 */
export function meanMap(maps) {
  return maps[0].map((_, i) => maps.reduce((sum, map) => sum + map[i], 0) / maps.length);
}
