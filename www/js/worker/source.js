// Photos as the engine gets them: each knows how to open itself, and is opened when its turn comes, or comes again. What
// cannot be opened holds up nothing.

/**
 * A photo that the engine opens when its turn comes. Where the file may be out of reach later, `openOrThumbnail` gives the
 * best that is there.
 * @typedef {{path: string, open: () => Promise<Blob>, openOrThumbnail?: () => Promise<Blob>}} Source
 */
/**
 * A photo whose file is open.
 * @typedef {{source: Source, file: Blob}} Opened
 */
/** @typedef {{path: string, reason: "unreadable", detail: string}} Unreadable */

/**
 * Opens photos side by side. Never rejects: what cannot be opened is named beside the files.
 * @param {Source[]} sources
 */
export async function openAll(sources) {
  /** @type {Opened[]} */
  const opened = [];
  /** @type {Unreadable[]} */
  const unreadable = [];
  await Promise.all(
    sources.map(async (source, index) => {
      try {
        opened[index] = { source, file: await source.open() };
      } catch (error) {
        const detail = error instanceof Error ? error.message : "";
        unreadable.push({ path: source.path, reason: "unreadable", detail });
      }
    }),
  );
  return { files: opened.filter(Boolean), unreadable };
}

/**
 * The file of a photo that was read before.
 * @param {Source} photo
 */
export const reopened = (photo) => (photo.openOrThumbnail ? photo.openOrThumbnail() : photo.open());

/**
 * The photos at these indices once more, as far as they can be opened, as messages have them.
 * @param {number[]} indices
 * @param {(index: number) => Source} photoAt
 * @returns {Promise<import("./protocol").Photo[]>}
 */
export async function allReopened(indices, photoAt) {
  const photos = await Promise.all(
    indices.map(async (index) => {
      try {
        const photo = photoAt(index);
        return { path: photo.path, file: await reopened(photo) };
      } catch {
        // The worker does without it.
        return null;
      }
    }),
  );
  return photos.filter((photo) => photo !== null);
}
