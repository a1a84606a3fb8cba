import type { Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { type BarePage, bareSite } from './bare-site.ts';
import type { RunOptions } from './run.ts';
import { openStage, type Stage } from './stage.ts';
import { type Widget, widgetOn } from './widget.ts';
import type { Window, WindowOptions } from './window.ts';

/** A stage on which the company's own pages carry the chat, instead of the demo shop. */
export type Company = Stage & {
  /** A window for pages of the company. */
  pageWindow(options?: WindowOptions): Promise<CompanyWindow>;
  /** A page of the company in another tab. */
  pageIn(page: Page): BarePage;
};

export type CompanyWindow = Window & {
  readonly site: BarePage;
  readonly widget: Widget;
  /** The company's server, which the page calls as `askServer()`: its response, and the calls so far. */
  readonly server: { answer(): Promise<unknown>; calls: number };
  /** Opens the panel, sends a message, and waits until the server has it. */
  chat(text: string): Promise<void>;
  /** Waits until the server has the message. */
  sent(text: string): Promise<void>;
};

/** Opens the company for the test file that calls it. The options are those of `openStage`. */
export async function openCompany(options: RunOptions = {}): Promise<Company> {
  const pages = bareSite();
  const stage = await openStage({ demo: pages.folder, ...options });
  afterAll(pages.remove);
  const pageIn = (page: Page) => pages.pageIn(page, stage.run.url);
  return {
    ...stage,
    pageIn,
    async pageWindow(rest) {
      const opened = await stage.window(rest);
      return companyWindow(opened, pageIn(opened.page));
    },
  };
}

async function companyWindow(opened: Window, site: BarePage): Promise<CompanyWindow> {
  const widget = widgetOn(opened.page);
  const server: CompanyWindow['server'] = { answer: async () => null, calls: 0 };
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
