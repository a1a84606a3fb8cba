import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { poorContrasts } from '../support/contrast.ts';
import { untilStill } from '../support/page-states.ts';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';

const PRIMARIES = ['', '#ffd400', '#ffffff', '#000000', '#808080', '#00e5ff', '#e11d48', '#0000ff'];

const stage = await openStage();
const { run } = stage;

describe.each(['light', 'dark'] as const)('in %s colours', (theme) => {
  test('[U10, U13] every text is read on any primary colour', async () => {
    const { page } = await stage.window();
    await aConversation(page);
    for (const primaryColor of PRIMARIES) {
      const look = { primaryColor, theme };
      await page.evaluate((options) => window.SupportChat?.('set', options), look);
      await untilStill(page);
      const poor = await poorContrasts(widgetOn(page).panel, 4.5);
      expect({ primaryColor, poor }).toEqual({ primaryColor, poor: [] });
      const colours = { within: 'support-chat', rule: 'color-contrast' };
      const found = await accessibilityFindings(page, colours);
      expect({ primaryColor, found }).toEqual({ primaryColor, found: [] });
    }
  });
});

test('[U10] bubbles and the send button have an outline where the system takes the colours', async () => {
  const { page } = await stage.window({ forcedColors: 'active' });
  await aConversation(page);
  for (const part of ['.own .bubble', '.other .bubble', '.send', '.field', '.panel']) {
    const element = page.locator(`support-chat ${part}`).first();
    const width = await element.evaluate((one) => getComputedStyle(one).borderTopWidth);
    expect({ part, width }).toEqual({ part, width: '1px' });
  }
});

/** Own and other messages with links, one seen, and one being written. */
async function aConversation(page: Page): Promise<void> {
  const user = await stage.signedInUser();
  const widget = widgetOn(page);
  await user.write('See https://shop.example/a');
  await stage.reply(user, 'Look at https://shop.example/b');
  await widget.visitAs(run.url, user);
  await widget.open();
  await widget.messages.getByText('Look at').waitFor();
  await widget.box.fill('next');
}
