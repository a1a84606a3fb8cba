import { describe, expect, test } from 'vitest';
import * as dashboard from '../support/engines/dashboard-targets.ts';
import { ENGINES, useEngine } from '../support/engines/engines.ts';
import type { VisiblePage } from '../support/engines/visible-page.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const looker = await stage.admin();

async function signIn(admin: VisiblePage): Promise<void> {
  await admin.goto(`${stage.run.url}/admin/`);
  await admin.click(dashboard.button('Sign in'));
  await admin.click(dashboard.button('Ada'));
}

describe.each(ENGINES)('in %s', (engine) => {
  const openWindow = useEngine(engine);

  test('an admin signs in, sees a new message, replies, archives and restores', async () => {
    const admin = await openWindow();
    await signIn(admin);
    const user = await stage.signedInUser({ wrote: 'Do you ship to Norway?' });
    await admin.click(dashboard.row(user.email));
    await admin.type('Yes, we do.\n');
    await admin.waitFor(dashboard.message('Do you ship to Norway?'));
    await admin.waitFor(dashboard.message('Yes, we do.'));
    await waitUntil('the answer', async () => (await looker.chat(user)).message_count === 2);

    await admin.click(dashboard.button('Archive'));
    await admin.waitUntilHidden(dashboard.row(user.email));
    await waitUntil('it to be archived', async () => (await looker.chat(user)).archived);
    await admin.click(dashboard.tab('Archived'));
    await admin.click(dashboard.row(user.email));
    await admin.click(dashboard.button('Restore'));
    await waitUntil('it to be active', async () => !(await looker.chat(user)).archived);
    await admin.click(dashboard.tab('Active'));
    await admin.waitFor(dashboard.row(user.email));
  });

  test('an admin on a slow network replies by keyboard at once, and in the right chats', async () => {
    const next = await stage.signedInUser({ wrote: 'Question two' });
    const first = await stage.signedInUser({ wrote: 'Question one' });
    const admin = await openWindow({ network: 'slow' });
    await signIn(admin);
    await admin.waitFor(dashboard.row(first.email));
    await admin.press('j');
    await admin.press('Enter');
    await admin.type('Hello, we see\n');
    await admin.press('Escape');
    await admin.press('e');
    await admin.press('Enter');
    await admin.type('Hello, yes indeed\n');
    await admin.waitFor(dashboard.message('Hello, yes indeed'));
    await waitUntil('both to be answered', async () => {
      const chats = await Promise.all([first, next].map(looker.chat));
      return chats.every(({ message_count }) => message_count === 2);
    });
    expect(await looker.chat(first)).toMatchObject({
      archived: true,
      last_message_preview: 'Hello, we see',
    });
    expect(await looker.chat(next)).toMatchObject({
      archived: false,
      last_message_preview: 'Hello, yes indeed',
    });
  });
});
