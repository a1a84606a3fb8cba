import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** Writes a PNG of the page when fonts and images are loaded and nothing moves. */
export async function takePicture(page: Page, path: string): Promise<void> {
  writeFileSync(`${path}.png`, await photograph(page));
}

/** The same with the same pixels in fewer bytes, which takes browsers too long for hundreds of pictures. */
export async function takeSmallPicture(page: Page, path: string): Promise<void> {
  const picture = PNG.sync.read(await photograph(page));
  // The flat colours of a user interface take the fewest bytes unfiltered.
  const options = { deflateLevel: 9, deflateStrategy: 0, filterType: 0, colorType: 2 } as const;
  writeFileSync(`${path}.png`, PNG.sync.write(picture, options));
}

async function photograph(page: Page): Promise<Buffer> {
  await page.evaluate(async () => {
    const images = [...document.images].map((image) => image.decode().catch(() => {}));
    await Promise.all([document.fonts.ready, ...images]);
    const widget = document.querySelector('support-chat')?.shadowRoot;
    const animations = [document, widget].flatMap((root) => root?.getAnimations() ?? []);
    await Promise.allSettled(animations.map(({ finished }) => finished));
  });
  return page.screenshot();
}
