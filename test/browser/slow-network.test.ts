import { expect, onTestFinished, test } from 'vitest';
import { hands } from '../support/hands.ts';
import { slowNetwork } from '../support/slow-network.ts';
import { openStage } from '../support/stage.ts';
import { aVisitor, textsOn, untilShown } from '../support/visitor.ts';

const { run, browser } = await openStage();
const slow = await slowNetwork();

test.each(['mouse', 'keyboard'])(
  'a visitor who opens by %s and types at once loses no key and no message',
  async (way) => {
    const visitor = await aVisitor(browser, run.url, slow);
    onTestFinished(async () => {
      await visitor.close();
      expect(visitor.complaints).toEqual([]);
    });
    const { page, site } = visitor;
    const { click, type, press } = hands(page);
    const said = ['Is the tent in stock?', 'The green one, I mean.'];
    await site.visit(run.url);
    await site.launcher.waitFor();
    if (way === 'mouse') {
      await click(site.launcher);
    } else {
      await site.launcher.focus();
      await press('Enter');
    }
    await site.panel.waitFor();
    for (const text of said) {
      await type(text);
      await press('Enter');
    }
    expect(await textsOn(page)).toEqual(said);
    expect(await site.box.inputValue()).toBe('');
    await untilShown(page, said);
    await visitor.answer('Yes, two of them.');
    await untilShown(page, [...said, 'Yes, two of them.']);
    expect((await visitor.committed()).map(({ content }) => content)).toEqual([
      ...said,
      'Yes, two of them.',
    ]);
    await press('Escape');
    await site.panel.waitFor({ state: 'hidden' });
  },
);
