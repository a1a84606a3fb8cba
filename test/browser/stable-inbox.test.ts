import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { call } from '../support/http-client.ts';
import type { Point } from '../support/human-input.ts';
import type { User } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const stage = await openStage();
const { run } = stage;

/** These users write in turn, four times a second, until the returned function is called. */
function aBusyDay(people: readonly User[]): () => Promise<void> {
  const written: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    const person = people[written.length % people.length];
    if (person) written.push(person.write(`message ${written.length}`));
  }, 250);
  async function stop() {
    clearInterval(timer);
    await Promise.all(written);
  }
  onTestFinished(stop);
  return stop;
}

/** The ids of the chats, in the order on screen. */
const order = (page: Page) =>
  page.locator('[data-chat]').evaluateAll((rows) =>
    rows
      .map((row) => ({ id: row.getAttribute('data-chat'), place: Number(row.ariaPosInSet) }))
      .sort((one, other) => one.place - other.place)
      .map(({ id }) => id),
  );

const chatAt = (page: Page, { x, y }: Point) =>
  page.evaluate(
    ([left, top]) =>
      document.elementFromPoint(left, top)?.closest('[data-chat]')?.getAttribute('data-chat'),
    [x, y] as const,
  );

const openId = (page: Page) => new URL(page.url()).pathname.split('/').at(-1);
const newChats = (page: Page) => page.getByRole('button', { name: /^\d+ new$/ });

test('[A2] a click 0.6 s after the pointer arrives opens the chat under it, while others write all the time', async () => {
  const people = [];
  for (let n = 0; n < 8; n += 1) people.push(await stage.signedInUser({ wrote: 'Hello?' }));
  const { page, dashboard, hands } = await stage.dashboard();
  await dashboard.row(people[0]?.email ?? '').waitFor();
  const { aim, rest } = hands;
  const stop = aBusyDay(people);
  const wrong = [];
  const moved = new Set<string>();
  for (let round = 0; round < 8; round += 1) {
    // Moves to a row. The list may move before the pointer arrives.
    moved.add(JSON.stringify(await order(page)));
    const id = (await order(page))[round % 5];
    await page.mouse.move(700, 400 + round);
    const row = page.locator(`[data-chat="${id}"]`);
    let aimed = await aim(row);
    // A person who sees that the pointer is beside the row moves it there.
    while ((await chatAt(page, aimed)) !== id) aimed = await aim(row);
    await aimed.press();
    const opened = await page.waitForURL(`**/chats/${id}`, { timeout: 3_000 }).then(
      () => id,
      () => openId(page),
    );
    if (opened !== id) wrong.push({ round, id, opened });
    // The list may move again.
    await aim(dashboard.messages);
    await rest();
  }
  await stop();
  expect(wrong).toEqual([]);
  // Otherwise the list never moved, and nothing was tested.
  expect(moved.size).toBeGreaterThan(3);
});

test('[A2] a mouse that moves anywhere on the page may be on its way to a row: the order stays', async () => {
  const [older, newer] = [
    await stage.signedInUser({ wrote: 'Hello?' }),
    await stage.signedInUser({ wrote: 'Hello?' }),
  ];
  const { page, dashboard } = await stage.dashboard();
  await dashboard.row(newer.email).waitFor();
  await page.clock.install();
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
  const before = await order(page);
  await page.mouse.move(900, 400);
  await older.write('still there?');
  await dashboard.row(older.email).getByText('still there?').waitFor();
  expect(await order(page)).toEqual(before);
  // It appears by itself in a moment.
  expect(await newChats(page).count()).toBe(0);
  await page.clock.runFor(299);
  expect(await order(page)).toEqual(before);
  await page.clock.runFor(1);
  expect((await order(page)).slice(0, 2)).toEqual([older.chat_id, newer.chat_id]);

  // The pointer reaches the list on its way: the new chat waits behind the button.
  await page.mouse.move(900, 410);
  await newer.write('me too');
  await dashboard.row(newer.email).getByText('me too').waitFor();
  await dashboard.row(newer.email).hover();
  await newChats(page).and(page.getByText('1 new')).waitFor();
});

test('a row that slides is at its place at once when the mouse sets out', async () => {
  const older = await stage.signedInUser({ wrote: 'Hello?' });
  for (let n = 0; n < 3; n += 1) await stage.signedInUser({ wrote: 'Hello?' });
  const { page, dashboard } = await stage.dashboard();
  await dashboard.row(older.email).waitFor();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('[data-moves="true"] > li { transition-duration: 60s !important }');
    document.adoptedStyleSheets.push(sheet);
  });
  await page.mouse.move(900, 300);
  await page.locator('[data-moves="true"]').waitFor();
  const slides = () =>
    page
      .locator('[data-moves] > li')
      .evaluateAll((rows) =>
        rows.flatMap((row) => row.getAnimations().filter((one) => one instanceof CSSTransition)),
      );
  await older.write('still there?');
  await waitUntil('rows to slide', async () => (await slides()).length > 0);
  await page.mouse.move(900, 400);
  expect(await slides()).toEqual([]);
  expect((await order(page))[0]).toBe(older.chat_id);
});

test('[A2] while the pointer is over the list what is new waits in the pill, at the top too', async () => {
  const [first, second, third] = [
    await stage.signedInUser({ wrote: 'Hello?' }),
    await stage.signedInUser({ wrote: 'Hello?' }),
    await stage.signedInUser({ wrote: 'Hello?' }),
  ];
  const grace = await stage.admin('Grace');
  await call(run.url, `POST /api/admin/chats/${third.chat_id}/messages`, {
    token: grace.token,
    body: { content: 'Here I am', client_id: randomUUID() },
  });
  const { page, dashboard } = await stage.dashboard();
  await dashboard.row(third.email).hover();
  await dashboard.row(third.email).getByText('Grace: Here I am').waitFor();
  const before = await order(page);
  const newcomer = await stage.signedInUser({ wrote: 'I am new' });
  await first.write('me too');
  await newChats(page).and(page.getByText('2 new')).waitFor();
  expect(await order(page)).toEqual(before);
  await dashboard.row(first.email).getByText('me too').waitFor();

  // A chat that a colleague archives keeps its place as well, and says so.
  await call(run.url, `POST /api/admin/chats/${second.chat_id}/archive`, { token: grace.token });
  await dashboard.row(second.email).getByText('Just archived').waitFor();
  await call(run.url, `DELETE /api/admin/chats/${third.chat_id}`, { token: grace.token });
  await page.getByText('Erased chat').waitFor();
  expect(await page.getByRole('region', { name: 'Inbox' }).textContent()).not.toContain('Grace');
  expect(await page.getByRole('region', { name: 'Inbox' }).textContent()).not.toContain(
    third.email,
  );
  expect(await order(page)).toEqual(before);

  await page.getByText('2 new').click();
  await waitUntil('the new order', async () => (await order(page))[0] === first.chat_id);
  const after = await order(page);
  expect(after.slice(0, 2)).toEqual([first.chat_id, newcomer.chat_id]);
  expect(after).not.toContain(second.chat_id);
  await newChats(page).waitFor({ state: 'detached' });
  // The pointer is still over the list.
  await newcomer.write('and again');
  await page.getByText('1 new').waitFor();
  await page.mouse.move(900, 400);
  await waitUntil('the newest on top', async () => (await order(page))[0] === newcomer.chat_id);
  expect(await newChats(page).count()).toBe(0);
});

test('[A2] while a row has the focus the order stays, and going up past the first shows what is new', async () => {
  const [older, newer] = [
    await stage.signedInUser({ wrote: 'Hello?' }),
    await stage.signedInUser({ wrote: 'Hello?' }),
  ];
  const { page, dashboard } = await stage.dashboard();
  await dashboard.row(newer.email).focus();
  const before = await order(page);
  await older.write('still there?');
  await page.getByText('1 new').waitFor();
  expect(await order(page)).toEqual(before);
  await page.keyboard.press('k');
  await waitUntil('the other chat', () => openId(page) === older.chat_id);
  expect((await order(page)).slice(0, 2)).toEqual([older.chat_id, newer.chat_id]);
});

test('[A2] where there are only fingers the list in sight never moves by itself', async () => {
  const [older, newer] = [
    await stage.signedInUser({ wrote: 'Hello?' }),
    await stage.signedInUser({ wrote: 'Hello?' }),
  ];
  const { page, dashboard } = await stage.dashboard(PHONE);
  await dashboard.row(newer.email).waitFor();
  const before = await order(page);
  await older.write('still there?');
  await page.getByText('1 new').waitFor();
  expect(await order(page)).toEqual(before);
  // What nobody sees may move.
  await dashboard.row(newer.email).tap();
  await dashboard.messages.waitFor();
  expect(await dashboard.box.evaluate((box) => box === document.activeElement)).toBe(false);
  await page.getByRole('link', { name: 'Back to the inbox' }).tap();
  await dashboard.row(older.email).waitFor();
  expect((await order(page))[0]).toBe(older.chat_id);
  expect(await newChats(page).count()).toBe(0);
  await newer.write('hello again');
  await page.getByText('1 new').tap();
  await waitUntil('the newest on top', async () => (await order(page))[0] === newer.chat_id);
});
