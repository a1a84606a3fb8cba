import type { BrowserContextOptions, Page } from 'playwright-core';

type Colours = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** One size of a window, and the colours in which its content is pictured, by name. */
export type Screen = {
  readonly context: BrowserContextOptions;
  readonly looks: Readonly<Record<string, Colours>>;
  /** Of the widget; the page's own if missing. */
  readonly language?: string;
};

/** A phone. */
export const PHONE = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

/** A laptop. */
export const LAPTOP = { viewport: { width: 1280, height: 800 } } satisfies BrowserContextOptions;

const SMALL_WINDOW = { viewport: { width: 640, height: 740 } } satisfies BrowserContextOptions;

const LIGHT: Colours = { colorScheme: 'light', forcedColors: 'none' };
const DARK: Colours = { colorScheme: 'dark', forcedColors: 'none' };
const FORCED: Colours = { colorScheme: 'light', forcedColors: 'active' };

/** Where each state of the dashboard is pictured. */
export const DASHBOARD_SCREENS: readonly Screen[] = [
  { context: LAPTOP, looks: { light: LIGHT, dark: DARK, forced: FORCED } },
  { context: { viewport: { width: 1000, height: 760 } }, looks: { tablet: LIGHT } },
  { context: PHONE, looks: { phone: LIGHT } },
  // A laptop zoomed to 200 %, and any screen zoomed to 400 %.
  {
    context: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    looks: { zoom: LIGHT },
  },
  {
    context: { viewport: { width: 320, height: 560 }, deviceScaleFactor: 2 },
    looks: { small: LIGHT },
  },
];

/** Where each state of the widget is pictured. */
export const WIDGET_SCREENS: readonly Screen[] = [
  { context: SMALL_WINDOW, looks: { light: LIGHT, dark: DARK } },
  { context: PHONE, looks: { phone: LIGHT } },
  { context: SMALL_WINDOW, looks: { rtl: LIGHT }, language: 'ar' },
];
