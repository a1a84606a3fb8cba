import { afterAll } from 'vitest';
import type { LocalRun } from '../../local/start-local.ts';
import { type Dashboard, dashboardOn } from './dashboard.ts';
import { type People, peopleOf, type User } from './people.ts';
import { type RunOptions, startRun } from './run.ts';
import { emptyRun } from './shared-run.ts';
import { openVisitor, type Visitor } from './visitor.ts';
import { type Widget, widgetOn } from './widget.ts';
import { type Window, type WindowOptions, windowsOfFile } from './window.ts';

/**
 * The whole product, and everybody who uses it. A test file begins with it, and each test opens the
 * windows and makes the people that it needs:
 *
 *     const stage = await openStage();
 *
 *     test('[A3] a reply reaches the user', async () => {
 *       const user = await stage.signedInUser({ wrote: 'Is it in stock?' });
 *       const { dashboard } = await stage.dashboard();
 *       const { widget } = await stage.shop({ user, network: 'slow' });
 *       await dashboard.row(user.email).click();
 *       await dashboard.write('Yes, two are left.');
 *       await widget.open();
 *       await widget.messages.getByText('Yes, two are left.').waitFor();
 *     });
 *
 * A window that a test or its `beforeEach` opens is closed after the test; every other one after the
 * file. Both fail if the page reported an error that the test did not expect.
 */
export type Stage = People & {
  readonly run: LocalRun;
  /** An empty window. */
  window(options?: WindowOptions): Promise<Window>;
  /** The demo shop, with the widget closed, as a visitor or as somebody who is signed in. */
  shop(options?: WindowOptions & { user?: User | 'Alice' | 'Bob' }): Promise<ShopWindow>;
  /** A window in which somebody anonymous will visit the shop, and what the server has of them. */
  visitorWindow(options?: WindowOptions): Promise<Visitor>;
  /** The dashboard, live, with an admin who has signed in; with a chat, the one of that user. */
  dashboard(
    options?: WindowOptions & { admin?: 'Ada' | 'Grace'; chat?: Pick<User, 'chat_id'> },
  ): Promise<DashboardWindow>;
};

export type ShopWindow = Window & { readonly widget: Widget };
export type DashboardWindow = Window & { readonly dashboard: Dashboard };

/**
 * Opens a stage for the test file that calls it, once and at its top level. Without options the file
 * shares its run with other files, and finds it empty; with options it gets a run of its own.
 */
export async function openStage(options: RunOptions = {}): Promise<Stage> {
  const run = Object.keys(options).length === 0 ? await emptyRun() : await startOwnRun(options);
  const window = windowsOfFile();

  return {
    run,
    ...peopleOf(run.url),
    window,
    async shop({ user, ...rest } = {}) {
      const opened = await window(rest);
      const widget = widgetOn(opened.page);
      if (typeof user === 'object') await widget.visitAs(run.url, user);
      else await widget.visit(run.url, user);
      return { ...opened, widget };
    },
    visitorWindow: async (rest) => openVisitor(await window(rest), run.url),
    async dashboard({ admin = 'Ada', chat, ...rest } = {}) {
      const opened = await window(rest);
      const dashboard = dashboardOn(opened.page);
      await dashboard.signIn(run.url, admin);
      await dashboard.live.waitFor();
      if (chat) await dashboard.open(run.url, chat);
      return { ...opened, dashboard };
    },
  };
}

async function startOwnRun(options: RunOptions): Promise<LocalRun> {
  const run = await startRun(options);
  afterAll(run.stop);
  return run;
}
