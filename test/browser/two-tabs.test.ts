import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';
import { textsOn, untilShown, type Visitor } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';

const stage = await openStage();
const { run } = stage;

/** Two tabs of one browser, both with the panel open. */
async function twoTabs(): Promise<{ visitor: Visitor; tabs: readonly [Page, Page] }> {
  const visitor = await stage.visitorWindow({ expected: /net::ERR|WebSocket/ });
  const tabs = [visitor.page, await visitor.page.context().newPage()] as const;
  for (const tab of tabs) {
    await widgetOn(tab).visit(run.url);
    await widgetOn(tab).open();
  }
  return { visitor, tabs };
}

async function untilCommitted(visitor: Visitor, count: number): Promise<string[]> {
  await waitUntil(
    'all to be committed',
    async () => (await visitor.committed()).length >= count,
    45_000,
  );
  return (await visitor.committed()).map(({ content }) => content);
}

test('[U5] two tabs that send at once: each message once, each tab’s own in written order', async () => {
  const { visitor, tabs } = await twoTabs();
  const [left, right] = tabs;
  await visitor.widget.write('hello');
  for (const tab of tabs) await untilShown(tab, ['hello']);
  const names = ['left', 'right'];
  // A tab with its own draft keeps it; an untouched tab shows the draft of the other one.
  await widgetOn(left).box.fill('left');
  await waitUntil(
    'the draft to show',
    async () => (await widgetOn(right).box.inputValue()) === 'left',
  );
  await widgetOn(right).box.fill('right');
  await Promise.all(
    tabs.map(async (tab, index) => {
      for (let n = 0; n < 8; n += 1) await widgetOn(tab).write(`${names[index]} ${n}`);
    }),
  );
  const committed = await untilCommitted(visitor, 17);
  for (const tab of tabs) await untilShown(tab, committed);
  for (const name of names) {
    const own = committed.filter((text) => text.startsWith(name));
    expect(own).toEqual(Array.from({ length: 8 }, (_, n) => `${name} ${n}`));
  }
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
}, 120_000);

test('[U5] a newcomer who writes offline in two tabs is one visitor, and nothing is sent twice', async () => {
  const { visitor, tabs } = await twoTabs();
  // Typing loads the code that sends.
  for (const tab of tabs) {
    await widgetOn(tab).box.fill('x');
    await tab.waitForLoadState('networkidle');
  }
  await visitor.page.context().setOffline(true);
  for (const [index, tab] of tabs.entries()) await widgetOn(tab).write(`from tab ${index}`);
  for (const tab of tabs) await tab.getByText('You are offline').waitFor();
  await visitor.page.context().setOffline(false);
  const committed = await untilCommitted(visitor, 2);
  for (const tab of tabs) await untilShown(tab, committed);
  expect([...committed].sort()).toEqual(['from tab 0', 'from tab 1']);
  expect(await textsOn(visitor.page)).toHaveLength(2);
  await visitor.close();
}, 120_000);
