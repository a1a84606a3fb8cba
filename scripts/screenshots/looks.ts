import type { BrowserContextOptions } from 'playwright-core';

/** A hand-held telephone. */
export const PHONE = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

const DESK = { viewport: { width: 640, height: 740 } } satisfies BrowserContextOptions;

const SCREEN = { viewport: { width: 1280, height: 800 } } satisfies BrowserContextOptions;

/** The ways in which each state of the dashboard is looked at. */
export const DESK_LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: SCREEN,
  dark: { ...SCREEN, colorScheme: 'dark' },
  tablet: { viewport: { width: 1000, height: 760 } },
  phone: PHONE,
  // What 200 % make of a wide screen, and 400 % of any.
  zoom: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  small: { viewport: { width: 320, height: 560 }, deviceScaleFactor: 2 },
  forced: { ...SCREEN, forcedColors: 'active' },
};

type Look = { readonly context: BrowserContextOptions; readonly language?: string };

/** The ways in which each state is looked at. */
export const LOOKS: Readonly<Record<string, Look>> = {
  light: { context: DESK },
  dark: { context: { ...DESK, colorScheme: 'dark' } },
  phone: { context: PHONE },
  rtl: { context: DESK, language: 'ar' },
};
