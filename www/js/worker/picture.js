// In the worker, before its program: the browser's own picture decoder. src/web/browser.rs calls it and knows when.

self.decodePicture = (() => {
  const canvas = self.OffscreenCanvas ? new OffscreenCanvas(1, 1) : null;
  const context = canvas?.getContext("2d", { willReadFrequently: true });

  /** The pixels of a picture at this size, transparent ones over white. */
  const read = (picture, width, height) => {
    Object.assign(canvas, { width, height });
    context.imageSmoothingQuality = "high";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
    return { width, height, rgba: new Uint8Array(context.getImageData(0, 0, width, height).data.buffer) };
  };

  /** At a scale that the format itself has, where the browser gives a page its decoder. */
  const byDecoder = async (data, type, width, height) => {
    const decoder = new ImageDecoder({ data, type, desiredWidth: width, desiredHeight: height });
    try {
      const { image } = await decoder.decode();
      try {
        return read(image, width, height);
      } finally {
        image.close();
      }
    } finally {
      decoder.close();
    }
  };

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
   */
  return async (data, type, width, height, exact) => {
    if (!context) throw new Error("no canvas");
    if (exact && self.ImageDecoder && (await ImageDecoder.isTypeSupported(type))) {
      return byDecoder(data, type, width, height);
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
