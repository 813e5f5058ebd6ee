// From whatever a visitor gives us - a file input, a drop, a folder handle, the sample - to one list of photos. Nothing
// is read here: a photo knows how to open itself when its turn comes.

const IMAGE = /\.(jpe?g|jfif|png|webp)$/i;
const SYSTEM = new Set(["thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin"]);

/** A photo in the chosen folder. */
class Photo {
  #open;
  #address;

  constructor(path, open, address = null) {
    this.path = path;
    this.#open = open;
    this.#address = address;
  }

  /** The name without its folders. */
  get name() {
    return this.path.slice(this.path.lastIndexOf("/") + 1);
  }

  /** The file. */
  open() {
    return this.#open();
  }

  /** An address that an <img> can show. */
  async address() {
    this.#address ??= URL.createObjectURL(await this.#open());
    return this.#address;
  }

  /** Gives the address back when the photo leaves the page. */
  release() {
    if (this.#address?.startsWith("blob:")) URL.revokeObjectURL(this.#address);
    this.#address = null;
  }
}

/** Files that systems leave in folders and nobody means: they are passed over without a word. */
const isClutter = (path) =>
  path.split("/").some((part) => part.startsWith(".") || SYSTEM.has(part.toLowerCase()));

/** Sorts `[path, open]` pairs into photos and other files. */
function sortOut(found) {
  const photos = [];
  const others = [];
  for (const [path, open] of found) {
    if (isClutter(path)) continue;
    if (IMAGE.test(path)) photos.push(new Photo(path, open));
    else others.push(path);
  }
  // By code point: the same order on every machine.
  const byPath = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  photos.sort((a, b) => byPath(a.path, b.path));
  others.sort(byPath);
  return { photos, others };
}

const withoutTop = (path) => path.slice(path.indexOf("/") + 1);

/** The files of a file input; their paths begin below the chosen folder. */
export function fromFileList(files) {
  return sortOut(
    Array.from(files, (file) => [
      file.webkitRelativePath ? withoutTop(file.webkitRelativePath) : file.name,
      async () => file,
    ]),
  );
}

/** The files below a folder handle. */
export async function fromDirectoryHandle(top) {
  const found = [];
  const folders = [["", top]];
  for (let next = folders.pop(); next; next = folders.pop()) {
    const [path, folder] = next;
    for await (const [name, handle] of folder.entries()) {
      const inside = path + name;
      if (handle.kind === "directory") folders.push([`${inside}/`, handle]);
      else found.push([inside, () => handle.getFile()]);
    }
  }
  return sortOut(found);
}

/** What was dropped: a folder, several, or single files. Call it within the event, before anything is awaited. */
export async function fromDrop(transfer) {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry?.()).filter(Boolean);
  // A single folder is the chosen folder; of several, each keeps its name in the paths.
  const strip = entries.length === 1 && entries[0].isDirectory;
  const found = [];
  const waiting = [...entries];
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (entry.isDirectory) {
      waiting.push(...(await childrenOf(entry)));
    } else {
      const file = entry;
      const path = file.fullPath.replace(/^\//, "");
      found.push([strip ? withoutTop(path) : path, () => new Promise((open, fail) => file.file(open, fail))]);
    }
  }
  return sortOut(found);
}

/** All children of a folder; the browser hands them out in portions. A folder that cannot be read has none. */
async function childrenOf(folder) {
  const reader = folder.createReader();
  const children = [];
  for (;;) {
    const portion = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (portion.length === 0) return children;
    children.push(...portion);
  }
}

/** The sample gallery that lies beside the page. */
export async function fromSample() {
  const folder = new URL("sample/", document.baseURI);
  const response = await fetch(new URL("sample.json", folder));
  if (!response.ok) throw new Error(`sample.json: ${response.status}`);
  const { files } = await response.json();
  const photos = files.map((path) => {
    const address = new URL(path, folder).href;
    const open = async () => {
      const photo = await fetch(address);
      if (!photo.ok) throw new Error(`${photo.status}`);
      return photo.blob();
    };
    return new Photo(path, open, address);
  });
  return { photos, others: [] };
}
