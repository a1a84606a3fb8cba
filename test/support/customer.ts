import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { LocalRun } from '../../local/start-local.ts';
import { call } from './http-client.ts';
import { aSignedInAdmin, aSignedInUser } from './people.ts';

/** Somebody new in the shop, and what is written to them and by them, on this page or elsewhere. */
export async function aCustomer(run: LocalRun, page: Page) {
  const [user, admin] = await Promise.all([
    aSignedInUser(run),
    aSignedInAdmin(run, 'Ada Lindqvist'),
  ]);

  async function post(route: string, token: string, content: string): Promise<void> {
    const body = { content, client_id: randomUUID() };
    const { status } = await call(run.url, `POST ${route}`, { token, body });
    if (status !== 201) throw new Error(`the message was answered with ${status}`);
  }

  return {
    ...user,
    says: (content: string) => post('/api/support_chat/messages', user.token, content),
    hears: (content: string) =>
      post(`/api/admin/chats/${user.chat_id}/messages`, admin.token, content),
    /** Staff open the chat and have read what was written until now. */
    async isSeen(): Promise<void> {
      const route = `PATCH /api/admin/chats/${user.chat_id}/mark_read`;
      const { status } = await call(run.url, route, { token: admin.token, body: {} });
      if (status !== 200) throw new Error(`reading was answered with ${status}`);
    },
    async visit(): Promise<void> {
      await page.goto(run.url);
      await page.getByRole('button', { name: /^Support chat/ }).waitFor();
      await page.evaluate((token) => window.SupportChat?.('identify', token), user.token);
    },
  };
}
