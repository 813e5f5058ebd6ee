// Photos as telephones make them: twelve megapixels, a few people somewhere in a busy place, two to three megabytes of JPEG.

const [WIDTH, HEIGHT] = [4032, 3024];
const QUALITY = 0.85;
/** People in a photo. */
const PEOPLE = 3;
/** Side of the largest squares of the place behind them. */
const COARSE = 600;

/**
 * So many photos `{path, file}` with people from the sample in them, the same each time.
 * @param {{path: string, file: Blob}[]} people
 * @param {number} count
 */
export async function phonePhotos(people, count) {
  const draw = numbers(1);
  const cutouts = await Promise.all(people.map(({ file }) => createImageBitmap(file)));
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext("2d");
  const photos = [];
  for (let number = 0; number < count; number++) {
    paintPlace(context, draw);
    for (let place = 0; place < PEOPLE; place++) {
      const person = cutouts[Math.floor(draw() * cutouts.length)];
      const height = HEIGHT * (0.3 + 0.5 * draw());
      const left = (WIDTH * (place + 0.2 + 0.4 * draw())) / PEOPLE;
      context.drawImage(person, left, HEIGHT * 0.95 - height, (height * person.width) / person.height, height);
    }
    photos.push({ path: `phone-${number}.jpg`, file: await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY }) });
  }
  for (const cutout of cutouts) cutout.close();
  return photos;
}

/** Squares of all sizes, and grain on top, so that there is as much to decode as in a photo. */
function paintPlace(context, draw) {
  for (let side = COARSE; side > 8; side /= 2.2) {
    for (let square = 0; square < (0.5 * WIDTH * HEIGHT) / side ** 2; square++) {
      context.fillStyle = `hsl(${360 * draw()} ${40 * draw()}% ${20 + 60 * draw()}% / 40%)`;
      context.fillRect(WIDTH * draw() - side / 2, HEIGHT * draw() - side / 2, side, side);
    }
  }
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
