// Whether a folder is one that is known. Browsers never tell where a folder lies, and many folders have one name: what
// tells them apart is the handle, where the browser gives one, and else what lies in them.

/** Photos that a folder is known by. */
const SAMPLE = 32;
/** One photo in so many may have changed or gone. */
const CHANGED = 2;

/**
 * What tells one folder from another.
 * @typedef {[hash: number, size: number][]} Sample
 * @typedef {{path: string, size: number | null, open: () => Promise<{size: number}>}} Known
 */

/**
 * A number for a path, the same in every visit (FNV-1a).
 * @param {string} path
 */
function hash(path) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < path.length; i++) sum = Math.imul(sum ^ path.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}

/**
 * What a gallery is known again by: path and size of some photos, `[[hash, size], …]`. They are chosen by their paths, so
 * that the choice stays when others come.
 * @param {{path: string, size: number | null}[]} photos
 */
export function sampleOf(photos) {
  /** @type {Sample} */
  const marks = [];
  for (const { path, size } of photos) {
    if (size === null) continue;
    const number = hash(path);
    if (marks.length === SAMPLE && number >= marks[SAMPLE - 1][0]) continue;
    marks.push([number, size]);
    marks.sort(([a], [b]) => a - b);
    marks.length = Math.min(marks.length, SAMPLE);
  }
  return marks;
}

/**
 * Whether the photos of a folder are those that a sample was taken of; null where there is no sample.
 * @param {Sample | undefined} sample
 * @param {Pick<Known, "path" | "open">[]} photos
 */
async function holds(sample, photos) {
  if (!sample?.length) return null;
  const sizes = new Map(sample);
  const found = photos.filter(({ path }) => sizes.has(hash(path)));
  const same = await Promise.all(
    found.map(async (photo) => {
      try {
        return (await photo.open()).size === sizes.get(hash(photo.path));
      } catch {
        return false;
      }
    }),
  );
  return same.filter(Boolean).length * CHANGED >= sample.length;
}

/**
 * The one of `galleries` `{sample, handle()}` that is the folder `{photos, handle}`; undefined where none is. A gallery
 * of which neither handle nor sample is known counts as the folder of its name.
 * @template {{sample?: Sample, handle: () => Promise<FileSystemDirectoryHandle | null>}} Gallery
 * @param {Gallery[]} galleries
 * @param {{photos: Pick<Known, "path" | "open">[], handle?: FileSystemDirectoryHandle | null}} folder
 */
export async function recognise(galleries, { photos, handle }) {
  let unsure;
  for (const gallery of galleries) {
    const known = handle ? await gallery.handle() : null;
    const same = handle && known?.isSameEntry
      ? await known.isSameEntry(handle).catch(() => null)
      : await holds(gallery.sample, photos);
    if (same) return gallery;
    if (same === null) unsure ??= gallery;
  }
  return unsure;
}
