import { beforeEach, expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';
import { textsOn, untilShown, type Visitor } from '../support/visitor.ts';

const stage = await openStage();
const { run } = stage;
let visitor: Visitor;
beforeEach(async () => {
  visitor = await stage.visitorWindow();
  await visitor.widget.visit(run.url);
  await visitor.widget.open();
  return async () => {
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  };
});

const FAMILY = '👨‍👩‍👧‍👦';

test('[U14] whatever is written comes back as the same text, from both sides', async () => {
  const texts = [
    'x'.repeat(4_000),
    FAMILY.repeat(3),
    'مرحبا! Is the Halla 2 متوفر؟',
    '<img src=x onerror="document.title = 1"> <script>document.title = 2</script> &amp; </li>',
    'javascript:alert(1) data:text/html,x vbscript:x https://bank.example@evil.example',
    'one \u202edesrever text',
    'zero\u0000byte',
  ];
  for (const text of texts) await visitor.widget.write(text);
  await untilShown(visitor.page, texts);
  for (const text of texts) await visitor.reply(text);
  await untilShown(visitor.page, [...texts, ...texts]);
  expect(await visitor.widget.messages.locator('a, img, script').count()).toBe(0);
  expect(await visitor.page.title()).not.toMatch(/^[12]$/);
  const sideways = (log: Element) => log.scrollWidth - log.clientWidth;
  expect(await visitor.widget.messages.evaluate(sideways)).toBe(0);
}, 120_000);

test('[W2] 4,001 characters are refused before they are sent, and stay in the text box', async () => {
  const text = `${FAMILY.repeat(571)}four!`;
  expect([...text]).toHaveLength(4_002);
  await visitor.widget.write(text);
  await visitor.page.getByText('2 characters too long').waitFor();
  expect(await visitor.widget.box.inputValue()).toBe(text);
  await visitor.page.keyboard.press('Backspace');
  await visitor.page.keyboard.press('Backspace');
  await visitor.page.keyboard.press('Enter');
  await untilShown(visitor.page, [text.slice(0, -2)]);
});

test('signs that turn the direction of a text leave the time and the state where they are', async () => {
  for (const text of ['plain text', '\u202eplain text']) await visitor.widget.write(text);
  await untilShown(visitor.page, ['plain text', '\u202eplain text']);
  const places = await visitor.widget.messages.locator('li .meta').evaluateAll((metas) =>
    metas.map((meta) => {
      const bubble = meta.closest('.bubble')?.getBoundingClientRect();
      const [time, state] = [...meta.children].map((child) => child.getBoundingClientRect());
      const end = Math.round((bubble?.right ?? 0) - (state?.right ?? 0));
      return { end, isTimeFirst: (time?.right ?? 0) <= (state?.left ?? 0) };
    }),
  );
  expect(places[1]).toEqual(places[0]);
});

test('[U5] a hundred messages at once are all sent, in order', async () => {
  const texts = Array.from({ length: 100 }, (_, n) => `message ${n}`);
  const box = await visitor.widget.box.elementHandle();
  for (const text of texts) {
    await box?.fill(text);
    await box?.press('Enter');
  }
  await untilShown(visitor.page, texts, 90_000);
  expect(await textsOn(visitor.page)).toHaveLength(100);
}, 150_000);
