import type { Cast } from './cast.ts';
import type { Desk } from './desk.ts';
import { PERSON_STATES } from './desk-person-states.ts';
import { tapSocket } from './tap-socket.ts';

type Take = (desk: Desk, cast: Cast) => Promise<void>;

/** Every state of the dashboard that staff may meet, by name. */
export const DESK_STATES: Readonly<Record<string, Take>> = {
  async 'sign-in'({ page, url, button }) {
    await page.goto(`${url}/admin/`);
    await button('Sign in').waitFor();
  },
  async 'sign-in-unreachable'({ page, url, button }) {
    await page.route('**/.well-known/**', (route) => route.abort());
    await page.goto(`${url}/admin/`);
    await button('Sign in').click();
    await page.getByRole('alert').waitFor();
  },
  async 'not-loaded'({ page, url, button }) {
    await page.route('**/admin/config.json', (route) => route.fulfill({ status: 403 }));
    await page.goto(`${url}/admin/`);
    await button('Try again').waitFor();
  },
  async 'no-rights'({ page, url, signIn, button }) {
    await page.goto(`${url}/admin/`);
    await signIn('Mallory');
    await button('Sign out').waitFor();
  },
  async 'unknown-page'({ page, url, signIn, button }) {
    await page.goto(`${url}/admin/nowhere`);
    await signIn();
    await button('Go to the inbox').waitFor();
  },
  inbox: (desk) => desk.showInbox(),
  async 'inbox-loading'({ page, url, signIn }) {
    await page.route('**/api/admin/chats?**', () => {});
    await page.goto(`${url}/admin/`);
    await signIn();
    await page.locator('section [aria-busy="true"]').waitFor();
  },
  async 'inbox-error'({ page, url, signIn, button }) {
    await page.route('**/api/admin/chats?**', (route) =>
      route.fulfill({ status: 429, json: { error: { code: 'rate_limited', message: '' } } }),
    );
    await page.goto(`${url}/admin/`);
    await signIn();
    await button('Retry').waitFor();
  },
  async 'inbox-empty'(desk) {
    await desk.showInbox();
    await desk.page.getByRole('tab', { name: 'Archived' }).click();
    await desk.page.getByText('No archived chats').waitFor();
  },
  chat: (desk, { alice }) => desk.showChat(alice),
  'chat-odd': (desk, { odd }) => desk.showChat(odd),
  'chat-visitor': (desk, { visitor }) => desk.showChat(visitor),
  async 'chat-loading'({ page, url, signIn }, { alice }) {
    await page.route('**/api/admin/chats/*', () => {});
    await page.goto(`${url}/admin/chats/${alice.chat_id}`);
    await signIn();
    await page.getByRole('region', { name: 'Chat' }).waitFor();
  },
  async 'chat-missing'({ page, url, signIn }) {
    await page.goto(`${url}/admin/chats/00000000-0000-5000-8000-000000000000`);
    await signIn();
    await page.getByText('This chat does not exist.').waitFor();
  },
  async 'chat-typing'(desk, { alice }) {
    const tap = await tapSocket(desk.page);
    await desk.showChat(alice);
    const who = { sender_type: 'user', sender_name: 'Alice Moss' };
    tap.push({ type: 'typing', chat_id: alice.chat_id, ...who, is_typing: true });
    await desk.page.getByText(/is typing/).waitFor();
  },
  async 'chat-failed'(desk, { alice }) {
    await tapSocket(desk.page, (client_id) => ({
      type: 'error',
      code: 'rate_limited',
      message: 'slow down',
      client_id,
    }));
    await desk.showChat(alice);
    await desk.page.getByRole('textbox', { name: 'Reply' }).fill('Have a good trip!');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText(/Not sent/).waitFor();
  },
  async 'chat-offline'(desk, { alice }) {
    await desk.showChat(alice);
    await desk.page.context().setOffline(true);
    await desk.page.getByText(/You are offline/).waitFor();
  },
  ...PERSON_STATES,
};
