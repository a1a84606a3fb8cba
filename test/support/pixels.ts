import { mkdirSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/**
 * How many pixels of two pictures differ, without anti-aliasing. If any do, both pictures and their
 * difference are written to `dist/pixels`, under the name.
 */
export function differingPixels(name: string, expected: Buffer, actual: Buffer): number {
  const [left, right] = [PNG.sync.read(expected), PNG.sync.read(actual)];
  const { width, height } = left;
  const difference = new PNG({ width, height });
  const count = pixelmatch(left.data, right.data, difference.data, width, height);
  if (count > 0) {
    mkdirSync('dist/pixels', { recursive: true });
    writeFileSync(`dist/pixels/${name}-expected.png`, expected);
    writeFileSync(`dist/pixels/${name}-actual.png`, actual);
    writeFileSync(`dist/pixels/${name}-difference.png`, PNG.sync.write(difference));
  }
  return count;
}
