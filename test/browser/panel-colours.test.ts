import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { openWindow } from '../support/browser.ts';
import { poorContrasts } from '../support/contrast.ts';
import { aCustomer } from '../support/customer.ts';
import { untilStill } from '../support/page-states.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';

const PRIMARIES = ['', '#ffd400', '#ffffff', '#000000', '#808080', '#00e5ff', '#e11d48', '#0000ff'];

const { run, browser } = await openStage();

describe.each(['light', 'dark'] as const)('in %s colours', (theme) => {
  test('[U10, U13] every text is read on any primary colour', async () => {
    const { page, close } = await openWindow(browser);
    await aConversation(page);
    for (const primaryColor of PRIMARIES) {
      const look = { primaryColor, theme };
      await page.evaluate((options) => window.SupportChat?.('set', options), look);
      await untilStill(page);
      const poor = await poorContrasts(shop(page).panel, 4.5);
      expect({ primaryColor, poor }).toEqual({ primaryColor, poor: [] });
      const colours = { within: 'support-chat', rule: 'color-contrast' };
      const found = await accessibilityFindings(page, colours);
      expect({ primaryColor, found }).toEqual({ primaryColor, found: [] });
    }
    await close();
  });
});

test('[U10] bubbles and the send button have an outline where the system takes the colours', async () => {
  const { page, close } = await openWindow(browser, { forcedColors: 'active' });
  await aConversation(page);
  for (const part of ['.own .bubble', '.other .bubble', '.send', '.field', '.panel']) {
    const element = page.locator(`support-chat ${part}`).first();
    const width = await element.evaluate((one) => getComputedStyle(one).borderTopWidth);
    expect({ part, width }).toEqual({ part, width: '1px' });
  }
  await close();
});

/** Own and other messages with links, one seen, and one being written. */
async function aConversation(page: Page): Promise<void> {
  const customer = await aCustomer(run, page);
  const site = shop(page);
  await customer.says('See https://shop.example/a');
  await customer.hears('Look at https://shop.example/b');
  await customer.visit();
  await site.open();
  await site.messages.getByText('Look at').waitFor();
  await site.box.fill('next');
}
