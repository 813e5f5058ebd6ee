// Elements over a part of a photo.

/**
 * Lays an element over a region of what it is positioned in.
 * @param {HTMLElement} element
 * @param {number[]} region left, top, width and height as shares
 */
export function lay(element, [left, top, width, height]) {
  for (const [name, share] of Object.entries({ left, top, width, height })) {
    element.style.setProperty(name, `${100 * share}%`);
  }
}
