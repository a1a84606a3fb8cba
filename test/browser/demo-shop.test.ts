import { expect, test } from 'vitest';
import { openWindow } from '../support/browser.ts';
import { poorContrasts } from '../support/contrast.ts';
import { aCustomer } from '../support/customer.ts';
import { untilStill } from '../support/page-states.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';

const { run, browser } = await openStage();

test('the chat has the colour of the demo shop, which follows the system’s light and dark', async () => {
  const { page, complaints, close } = await openWindow(browser, { colorScheme: 'light' });
  const site = shop(page);
  const customer = await aCustomer(run, page);
  await customer.says('See https://shop.example/a');
  await customer.hears('Look at https://shop.example/b');
  await customer.visit();
  await site.open();
  await site.messages.getByText('Look at').waitFor();
  await site.box.fill('next');
  const colours = async () => {
    const parts = [page.locator('#ask'), site.launcher, page.locator('support-chat .own .bubble')];
    const seen = parts.map((part) => part.evaluate((one) => getComputedStyle(one).backgroundColor));
    return [...new Set(await Promise.all(seen))];
  };
  const used = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await untilStill(page);
    await expect.poll(async () => (await colours()).length).toBe(1);
    used.push(...(await colours()));
    expect({ colorScheme, poor: await poorContrasts(site.panel, 4.5) }).toEqual({
      colorScheme,
      poor: [],
    });
  }
  expect(new Set(used).size).toBe(2);
  expect(complaints).toEqual([]);
  await close();
});
