// In the worker, before its program: the browser's own picture decoder. src/web/browser.rs calls it and knows when.

/** @typedef {{width: number, height: number, rgba: ArrayBuffer}} Decoded */

/** @type {{decodePicture?: Function}} */ (self).decodePicture = (() => {
  const context = "OffscreenCanvas" in self ? new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }) : null;

  /**
   * The pixels of a picture at this size, transparent ones over white.
   * @param {CanvasImageSource} picture
   * @param {number} width
   * @param {number} height
   * @returns {Decoded}
   */
  const read = (picture, width, height) => {
    if (!context) throw new Error("no canvas");
    Object.assign(context.canvas, { width, height });
    context.imageSmoothingQuality = "high";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
    return { width, height, rgba: context.getImageData(0, 0, width, height).data.buffer };
  };

  /**
   * The pixels of an opaque frame that has the wanted size already, in a buffer that is used again; a canvas leaves a copy of its
   * own to the collector.
   * @param {VideoFrame} frame
   * @param {ArrayBuffer} [spare]
   * @returns {Promise<Decoded>}
   */
  const copy = async (frame, spare) => {
    const layout = /** @type {const} */ ({ format: "RGBA", colorSpace: "srgb" });
    const size = frame.allocationSize(layout);
    const rgba = spare && spare.byteLength >= size ? spare : new ArrayBuffer(size);
    await frame.copyTo(rgba, layout);
    return { width: frame.displayWidth, height: frame.displayHeight, rgba };
  };

  /**
   * An opaque picture at a scale that the format itself has, where the browser gives a page its decoder.
   * @param {Blob | ArrayBuffer} data
   * @param {string} type
   * @param {number} width
   * @param {number} height
   * @param {ArrayBuffer} [spare]
   */
  const byDecoder = async (data, type, width, height, spare) => {
    // A buffer is given away: a copy would wait for the collector.
    const from = data instanceof Blob ? { data: data.stream() } : { data, transfer: [data] };
    const decoder = new ImageDecoder({ ...from, type, desiredWidth: width, desiredHeight: height });
    try {
      const { image } = await decoder.decode();
      try {
        const fits = image.displayWidth === width && image.displayHeight === height;
        // Browsers whose frames have no such layout reject.
        const copied = fits ? await copy(image, spare).catch(() => null) : null;
        return copied ?? read(image, width, height);
      } finally {
        image.close();
      }
    } finally {
      decoder.close();
    }
  };

  /**
   * @param {Blob} blob
   * @param {(whole: ImageBitmap) => [width: number, height: number]} size
   * @param {ImageBitmapOptions} [options]
   */
  const byBitmap = async (blob, size, options) => {
    const bitmap = await createImageBitmap(blob, options);
    try {
      return read(bitmap, ...size(bitmap));
    } finally {
      bitmap.close();
    }
  };

  /**
   * Decodes `data` (a blob or a buffer) of a MIME type: to exactly this size, or to one that is at least as large and cheap
   * to have. Rejects where the browser cannot.
   * @param {Blob | ArrayBuffer} data
   * @param {string} type
   * @param {number} width
   * @param {number} height
   * @param {boolean} exact
   * @param {ArrayBuffer} [spare] a buffer that the pixels may come in; `rgba` may be longer than they are
   */
  return async (data, type, width, height, exact, spare) => {
    if (!context) throw new Error("no canvas");
    if (exact && "ImageDecoder" in self && (await ImageDecoder.isTypeSupported(type))) {
      return byDecoder(data, type, width, height, spare);
    }
    const blob = new Blob([data], { type });
    if (exact) {
      return byBitmap(blob, () => [width, height], { resizeWidth: width, resizeHeight: height, resizeQuality: "medium" });
    }
    return byBitmap(blob, (whole) => {
      const factor = Math.max(1, Math.floor(Math.min(whole.width / width, whole.height / height)));
      return [Math.ceil(whole.width / factor), Math.ceil(whole.height / factor)];
    });
  };
})();
