import type { Input } from '../human-input.ts';

/** What every engine lets a test do with a window. */
export type EngineWindow = {
  readonly input: Input;
  goto(url: string): Promise<void>;
  /**
   * Calls a function in the page. It knows only its argument, and must not return arrays: old libraries
   * on a page turn them into strings.
   */
  evaluate<Argument, Result>(
    look: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<Result>;
  /** Errors of the page's scripts since it was last loaded. */
  complaints(): Promise<string[]>;
  /** A PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
};

export type WindowOptions = {
  /** A proxy for every request, also those to localhost: such as a `BadNetwork`. */
  readonly proxy?: { readonly server: string; readonly bypass?: string };
};

/** A browser. No two windows share cookies or storage. */
export type Engine = {
  openWindow(options?: WindowOptions): Promise<EngineWindow>;
  stop(): Promise<void>;
};

/** The source text of a call to a function in the page. */
export const expression = <Argument>(
  look: (argument: Argument) => unknown,
  argument: Argument,
): string => `(${look})(${JSON.stringify(argument)})`;

/** A proxy in the format of WebDriver. */
export function manualProxy(proxy: NonNullable<WindowOptions['proxy']>) {
  const { host } = new URL(proxy.server);
  return { proxyType: 'manual', httpProxy: host, sslProxy: host };
}
