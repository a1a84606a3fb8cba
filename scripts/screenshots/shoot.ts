import type { Page } from 'playwright-core';

/** Takes a picture once fonts and pictures are there and nothing moves any more. */
export async function shoot(page: Page, path: string): Promise<void> {
  await page.evaluate(async () => {
    const pictures = [...document.images].map((image) => image.decode().catch(() => {}));
    await Promise.all([document.fonts.ready, ...pictures]);
    const root = document.querySelector('support-chat')?.shadowRoot;
    const moving = [document, root].flatMap((tree) => tree?.getAnimations() ?? []);
    await Promise.all(moving.map((animation) => animation.finished.catch(() => {})));
  });
  await page.screenshot({ path: `${path}.png` });
}
