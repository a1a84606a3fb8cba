import type { BrowserContextOptions } from 'playwright-core';

/** A hand-held telephone. */
export const PHONE = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

const DESK = { viewport: { width: 640, height: 740 } } satisfies BrowserContextOptions;

type Look = { readonly context: BrowserContextOptions; readonly language?: string };

/** The ways in which each state is looked at. */
export const LOOKS: Readonly<Record<string, Look>> = {
  light: { context: DESK },
  dark: { context: { ...DESK, colorScheme: 'dark' } },
  phone: { context: PHONE },
  rtl: { context: DESK, language: 'ar' },
};
