// The attention of a word over a photo, as light: what it looks at stays bright, the rest goes dark.

/** How dark the least regarded region becomes, from 0 to 1. */
const DARKEST = 0.8;

/** Draws a map of `rows` x `columns` values on a canvas, which is stretched over the photo and smoothed by that. */
export function drawHeat(canvas, map, rows, columns) {
  canvas.width = columns;
  canvas.height = rows;
  const pixels = new ImageData(columns, rows);
  const least = Math.min(...map);
  const span = Math.max(...map) - least;
  map.forEach((value, i) => {
    const share = span > 0 ? (value - least) / span : 1;
    pixels.data.set([8, 10, 14, Math.round(255 * DARKEST * (1 - share))], 4 * i);
  });
  canvas.getContext("2d").putImageData(pixels, 0, 0);
}

/** The mean of several maps. */
export function meanMap(maps) {
  return maps[0].map((_, i) => maps.reduce((sum, map) => sum + map[i], 0) / maps.length);
}
