import type { TokenSource, WidgetEvents, WidgetOptions } from './api.ts';

export type Emit = <Name extends keyof WidgetEvents>(
  name: Name,
  detail?: WidgetEvents[Name],
) => void;

/** What the deployment has built into the loader. */
export type Deployed = WidgetOptions & {
  /** `off`: only users with a token from the company may chat. */
  readonly visitors?: 'on' | 'off';
};

/** What the loader offers to the panel. */
export type PanelHost = {
  /** The chat's own address, without a slash at the end. */
  readonly origin: string;
  readonly root: ShadowRoot;
  /** The button, on which the panel puts the badge and its words. */
  readonly button: HTMLButtonElement;
  readonly emit: Emit;
  /** Closes the panel and gives the focus back to where it came from. */
  close(): void;
};

/** What happened on the page before the panel's code was there. */
export type PanelStart = {
  readonly isOpen: boolean;
  readonly options: Deployed;
  readonly tokenSource: TokenSource | undefined;
  /** Whether it opened by itself, as it was open on the page before, and the user has not opened it since. */
  readonly isBack: boolean;
  /** What the page gave along with `open`. */
  readonly request: unknown;
};

/** The running panel, as the loader drives it. */
export type PanelHandle = {
  /** Opened again while open, it takes the focus. The page may give something along with `open`. */
  setOpen(isOpen: boolean, request?: unknown): void;
  setOptions(options: Deployed): void;
  identify(source: TokenSource): void;
  /** Takes the link that the page was opened by out of the address. */
  followLink(): void;
  /** Forgets who uses this browser. The loader has removed what is stored, so that it never depends on this code. */
  logout(): void;
  destroy(): void;
};

export type StartPanel = (host: PanelHost, start: PanelStart) => PanelHandle;

/** The panel's module. */
export type PanelModule = {
  /** Fetches the words in the reader's language; then the panel may start. */
  preparePanel(options: Deployed): Promise<StartPanel>;
};
