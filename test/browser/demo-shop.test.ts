import { expect, test } from 'vitest';
import { poorContrasts } from '../support/contrast.ts';
import { openLinkedConversation } from '../support/linked-conversation.ts';
import { untilStill } from '../support/page-states.ts';
import { openStage } from '../support/stage.ts';

const stage = await openStage();

test('the chat has the colour of the demo shop, which follows the system’s light and dark', async () => {
  const { page } = await stage.window({ colorScheme: 'light' });
  const widget = await openLinkedConversation(stage, page);
  const colours = async () => {
    const parts = [
      page.locator('#ask'),
      widget.launcher,
      page.locator('support-chat .own .bubble'),
    ];
    const seen = parts.map((part) => part.evaluate((one) => getComputedStyle(one).backgroundColor));
    return [...new Set(await Promise.all(seen))];
  };
  const used = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await untilStill(page);
    await expect.poll(async () => (await colours()).length).toBe(1);
    used.push(...(await colours()));
    expect({ colorScheme, poor: await poorContrasts(widget.panel, 4.5) }).toEqual({
      colorScheme,
      poor: [],
    });
  }
  expect(new Set(used).size).toBe(2);
});
