import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll } from 'vitest';
import type { LocalOptions, LocalRun } from '../../local/start-local.ts';
import { SupportChatSchema } from '../../protocol/index.ts';
import { type BarePage, bareSite } from './bare-site.ts';
import { openWindow, type Window, type WindowOptions } from './browser.ts';
import { call } from './http-client.ts';
import { aSignedInAdmin, type Person } from './people.ts';
import { shop } from './shop.ts';
import { openStage } from './stage.ts';

/** A company whose own pages carry the chat, and a browser to visit them with. */
export type Company = {
  readonly run: LocalRun;
  readonly browser: Browser;
  openWindow(...options: WindowOptions): Promise<CustomerWindow>;
  /** A page of the company's in another tab. */
  pageIn(page: Page): BarePage;
  /** What somebody has written and read, as the server has it. */
  contents(person: Person): Promise<string[]>;
  /** Writes to somebody as staff. */
  answer(person: Person, content: string): Promise<void>;
};

export type CustomerWindow = Window & {
  readonly site: BarePage;
  readonly widget: ReturnType<typeof shop>;
  /** Stands for the company's server, asked by the page as `askServer()`: what it answers, and how often. */
  readonly server: { answer(): Promise<unknown>; calls: number };
  /** Opens the panel and sends a message, as the person at the screen. */
  chat(text: string): Promise<void>;
  /** Resolves when the server has the message. */
  sent(text: string): Promise<void>;
};

/** The company of all tests of the file that asks for it. */
export async function openCompany(options: Partial<LocalOptions> = {}): Promise<Company> {
  const pages = bareSite();
  const { run, browser } = await openStage({ demo: pages.folder, ...options });
  afterAll(pages.remove);
  const pageIn = (page: Page) => pages.pageIn(page, run.url);
  return {
    run,
    browser,
    pageIn,
    async openWindow(...options) {
      const opened = await openWindow(browser, ...options);
      return customerWindow(opened, pageIn(opened.page));
    },
    async contents({ token }) {
      const { body } = await call(run.url, 'GET /api/support_chat', { token });
      return v.parse(SupportChatSchema, body).messages.map(({ content }) => content);
    },
    async answer({ chat_id }, content) {
      const { token } = await aSignedInAdmin(run);
      const body = { content, client_id: randomUUID() };
      await call(run.url, `POST /api/admin/chats/${chat_id}/messages`, { token, body });
    },
  };
}

async function customerWindow(opened: Window, site: BarePage): Promise<CustomerWindow> {
  const widget = shop(opened.page);
  const server: CustomerWindow['server'] = { answer: async () => null, calls: 0 };
  await opened.page.exposeFunction('askServer', () => {
    server.calls += 1;
    return server.answer();
  });

  async function sent(text: string): Promise<void> {
    const row = widget.messages.getByRole('listitem').filter({ hasText: text });
    await row.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  }

  return {
    ...opened,
    site,
    widget,
    server,
    sent,
    async chat(text) {
      if (!(await widget.panel.isVisible())) await widget.open();
      await widget.write(text);
      await sent(text);
    },
  };
}
