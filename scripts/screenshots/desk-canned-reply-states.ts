import type { Locator, Route } from 'playwright-core';
import type { CannedReply } from '../../protocol/index.ts';
import type { Member } from './cast.ts';
import type { Desk } from './desk.ts';
import type { Take } from './take.ts';

/** Canned replies, inserted and changed. What the server would keep of them is made up here. */
export const CANNED_REPLY_STATES: Readonly<Record<string, Take>> = {
  async canned(desk, { alice }) {
    await answerWith(desk, REPLIES);
    await pick(desk, alice, '/');
    await desk.page.getByRole('option', { name: /refund/ }).waitFor();
  },
  async 'canned-matching'(desk, { alice }) {
    await answerWith(desk, REPLIES);
    await pick(desk, alice, 'Hello Alice, /re');
    await desk.page.getByRole('option', { name: /refund/ }).waitFor();
  },
  async 'canned-none'(desk, { alice }) {
    await answerWith(desk, []);
    await pick(desk, alice, '/');
    await desk.page.getByText('There are no canned replies yet.').waitFor();
  },
  async 'canned-not-loaded'(desk, { alice }) {
    await desk.page.route(ALL, (route) => route.abort());
    await pick(desk, alice, '/');
    await desk.page.getByText('The canned replies could not be loaded.').waitFor();
  },
  async 'canned-dialog'(desk, { alice }) {
    await answerWith(desk, REPLIES);
    const dialog = await manage(desk, alice);
    await dialog.getByRole('button', { name: /refund/ }).waitFor();
  },
  async 'canned-dialog-empty'(desk, { alice }) {
    await answerWith(desk, []);
    const dialog = await manage(desk, alice);
    await dialog.getByText(/There are none yet/).waitFor();
  },
  async 'canned-dialog-not-loaded'(desk, { alice }) {
    await desk.page.route(ALL, (route) => route.abort());
    const dialog = await manage(desk, alice);
    await dialog.getByText('The canned replies could not be loaded.').waitFor();
  },
  async 'canned-new'(desk, { alice }) {
    await answerWith(desk, REPLIES);
    const dialog = await manage(desk, alice);
    await dialog.getByRole('button', { name: 'New canned reply' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('straße');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Write the text.').waitFor();
  },
  async 'canned-edit'(desk, { alice }) {
    await answerWith(desk, REPLIES);
    await edit(desk, alice);
  },
  async 'canned-delete'(desk, { alice }) {
    await answerWith(desk, REPLIES);
    const dialog = await edit(desk, alice);
    await dialog.getByRole('button', { name: 'Delete' }).click();
  },
  async 'canned-conflict'(desk, { alice }) {
    await answerWith(desk, REPLIES);
    const dialog = await edit(desk, alice);
    await change(desk, (route) =>
      route.fulfill({ status: 409, json: { error: { code: 'conflict', message: '' } } }),
    );
    await answerWith(desk, [{ ...REFUND, content: 'You get it back within a week.' }]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/A colleague has saved/).scrollIntoViewIfNeeded();
  },
  async 'canned-not-saved'(desk, { alice }) {
    await answerWith(desk, REPLIES);
    const dialog = await edit(desk, alice);
    await change(desk, (route) => route.abort());
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('That did not work').scrollIntoViewIfNeeded();
  },
};

const ALL = '**/api/admin/canned_replies';

const aReply = (name: string, content: string): CannedReply => ({
  name,
  content,
  updated_at: '2026-11-02T09:00:00.000Z',
});

const REFUND = aReply(
  'refund',
  'Your money is on its way back to you. It takes three to five days, depending on your bank.',
);

const REPLIES = [
  aReply('hello', 'Hello, thanks for writing. How can we help?'),
  aReply('hours', 'We are here from 9 to 17 o’clock, Monday to Friday.'),
  REFUND,
  aReply('repair', 'We mend what we sell. Send it to us and we tell you what it costs.'),
  aReply('return', 'You can send it back within sixty days, also when it was used.'),
  aReply(
    'shipping-abroad',
    'We ship to all of Europe: three to five days, nothing to pay on arrival.',
  ),
  aReply('size', 'Half a size larger is the safe choice with thick socks.'),
  aReply('thanks', 'You are welcome. Have a good trip.'),
];

async function answerWith({ page }: Desk, canned_replies: readonly CannedReply[]): Promise<void> {
  await page.route(ALL, (route) => route.fulfill({ json: { canned_replies } }));
}

async function change({ page }: Desk, answer: (route: Route) => Promise<void>): Promise<void> {
  await page.route(`${ALL}/*`, answer);
}

async function pick(desk: Desk, member: Member, text: string): Promise<void> {
  await desk.showChat(member);
  await desk.page.getByRole('textbox', { name: 'Reply' }).pressSequentially(text);
  await desk.page.getByRole('listbox').waitFor();
}

async function manage(desk: Desk, member: Member): Promise<Locator> {
  await desk.showChat(member);
  await desk.button('Insert a canned reply').click();
  await desk.page.getByRole('option', { name: 'Edit canned replies…' }).click();
  const dialog = desk.page.getByRole('dialog', { name: 'Canned replies' });
  await dialog.waitFor();
  return dialog;
}

async function edit(desk: Desk, member: Member): Promise<Locator> {
  const dialog = await manage(desk, member);
  await dialog.getByRole('button', { name: /refund/ }).click();
  await dialog.getByRole('textbox', { name: 'Text' }).waitFor();
  return dialog;
}
