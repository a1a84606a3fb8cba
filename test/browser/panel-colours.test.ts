import { describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { poorContrasts } from '../support/contrast.ts';
import { openLinkedConversation } from '../support/linked-conversation.ts';
import { untilStill } from '../support/page-states.ts';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';

const PRIMARIES = ['', '#ffd400', '#ffffff', '#000000', '#808080', '#00e5ff', '#e11d48', '#0000ff'];

const stage = await openStage();

describe.each(['light', 'dark'] as const)('in %s colours', (theme) => {
  test('[U10, U13] every text is read on any primary colour', async () => {
    const { page } = await stage.window();
    await openLinkedConversation(stage, page);
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
  await openLinkedConversation(stage, page);
  for (const part of ['.own .bubble', '.other .bubble', '.send', '.field', '.panel']) {
    const element = page.locator(`support-chat ${part}`).first();
    const width = await element.evaluate((one) => getComputedStyle(one).borderTopWidth);
    expect({ part, width }).toEqual({ part, width: '1px' });
  }
});
