// Features of photos that do not exist, for galleries of any size.

/** A direction that nothing is known of. */
export function randomFeature(width) {
  const values = Float32Array.from({ length: width }, () => Math.random() - 0.5);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
