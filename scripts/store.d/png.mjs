import { readFileSync, writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';

/** Pictures as Chrome's store takes them: 24 bits a pixel, nothing transparent. */

/** PNG's number for red, green and blue without transparency. */
const RGB = 2;
const SOLID = 255;

/** The same picture in 24 bits a pixel. A pixel that is not opaque is an error: what would stand behind it? @param {Buffer} png */
export function opaque(png) {
  const picture = PNG.sync.read(png);
  const { data, width } = picture;
  for (let at = 3; at < data.length; at += 4) {
    if (data[at] !== SOLID) throw new Error(`the picture is transparent at ${((at - 3) / 4) % width}, ${Math.floor(at / 4 / width)}`);
  }
  return PNG.sync.write(picture, { colorType: RGB, inputHasAlpha: true, deflateLevel: 9 });
}

/** Leaves a picture on disk as stores take it, if it has the size that they ask for. @param {string} path @param {{ width: number, height: number }} wanted */
export function finish(path, wanted) {
  const made = opaque(readFileSync(path));
  const { width, height } = PNG.sync.read(made);
  if (width !== wanted.width || height !== wanted.height) throw new Error(`${path} is ${width} × ${height}, not ${wanted.width} × ${wanted.height}`);
  writeFileSync(path, made);
}
