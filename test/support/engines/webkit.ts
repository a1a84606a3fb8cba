import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import { requireProgram, WEBKIT_DRIVER, XVFB } from '../../../scripts/prepare/programs.ts';
import { freePort } from '../free-port.ts';
import { call } from '../http-client.ts';
import { waitUntil } from '../wait-until.ts';
import { drivenWindow } from './driven-window.ts';
import { type Engine, type EngineWindow, manualProxy } from './engine.ts';
import { type Program, startProgram } from './program.ts';

const SCREEN = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp'];

/** WebKitGTK's MiniBrowser. Each window has its own screen, as it must have the focus. */
export async function startWebKit(): Promise<Engine> {
  const driverPath = requireProgram(WEBKIT_DRIVER);
  const screenPath = requireProgram(XVFB);
  const programs: Program[] = [];

  async function startDriver(): Promise<string> {
    const screen = startProgram(screenPath, ['-displayfd', '1', ...SCREEN]);
    const display = await screen.said(/^(\d+)\n/m);
    const port = await freePort();
    const env = { DISPLAY: `:${display}`, GDK_BACKEND: 'x11', LANG: 'C.UTF-8' };
    const driver = startProgram(driverPath, [`--port=${port}`], env);
    programs.push(driver, screen);
    const url = `http://127.0.0.1:${port}`;
    const isReady = () =>
      call(url, 'GET /status').then(
        ({ status }) => status === 200,
        () => false,
      );
    await waitUntil('the driver of WebKit to answer', isReady, 30_000);
    return url;
  }

  return {
    async openWindow({ proxy } = {}) {
      const capabilities = new Capabilities({ browserName: 'MiniBrowser' });
      if (proxy) capabilities.set('proxy', manualProxy(proxy));
      const url = await startDriver();
      const driver = await new Builder().usingServer(url).withCapabilities(capabilities).build();
      return windowOf(driver);
    },
    async stop() {
      await Promise.all(programs.map((program) => program.stop()));
    },
  };
}

function windowOf(driver: WebDriver): EngineWindow {
  const driven = drivenWindow(driver, {
    async complaints() {
      const text = await driven.evaluate(() => window.complaints ?? '', {});
      return text.split('\n').filter(Boolean);
    },
    close: () => driver.quit(),
  });
  return {
    ...driven,
    async goto(url) {
      await driven.goto(url);
      // WebDriver reports no page errors: the page records them from now on.
      await driven.evaluate(keepComplaints, {});
    },
  };
}

declare global {
  interface Window {
    /** One error per line. */
    complaints?: string;
  }
}

function keepComplaints(): void {
  window.complaints = '';
  addEventListener('error', ({ message }) => {
    window.complaints += `${message}\n`;
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    window.complaints += `${reason}\n`;
  });
}
