import type { BrowserContextOptions, Page } from 'playwright-core';

/** A hand-held telephone. */
export const PHONE = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

const DESK = { viewport: { width: 640, height: 740 } } satisfies BrowserContextOptions;

const SCREEN = { viewport: { width: 1280, height: 800 } } satisfies BrowserContextOptions;

type Colours = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** A screen, and the colours in which what is on it is looked at, by the name of the look. */
export type DeskScreen = {
  readonly context: BrowserContextOptions;
  readonly looks: Readonly<Record<string, Colours>>;
};

const LIGHT: Colours = { colorScheme: 'light', forcedColors: 'none' };

/** The ways in which each state of the dashboard is looked at. */
export const DESK_SCREENS: readonly DeskScreen[] = [
  {
    context: SCREEN,
    looks: {
      light: LIGHT,
      dark: { colorScheme: 'dark', forcedColors: 'none' },
      forced: { colorScheme: 'light', forcedColors: 'active' },
    },
  },
  { context: { viewport: { width: 1000, height: 760 } }, looks: { tablet: LIGHT } },
  { context: PHONE, looks: { phone: LIGHT } },
  // What 200 % make of a wide screen, and 400 % of any.
  {
    context: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    looks: { zoom: LIGHT },
  },
  {
    context: { viewport: { width: 320, height: 560 }, deviceScaleFactor: 2 },
    looks: { small: LIGHT },
  },
];

type Look = { readonly context: BrowserContextOptions; readonly language?: string };

/** The ways in which each state is looked at. */
export const LOOKS: Readonly<Record<string, Look>> = {
  light: { context: DESK },
  dark: { context: { ...DESK, colorScheme: 'dark' } },
  phone: { context: PHONE },
  rtl: { context: DESK, language: 'ar' },
};
