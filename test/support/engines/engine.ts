import type { Input } from '../human-input.ts';

/** A window of a browser, as far as every engine lets itself be driven. */
export type EngineWindow = {
  readonly input: Input;
  goto(url: string): Promise<void>;
  /**
   * What a function says in the page. It knows nothing but its argument, and says no arrays: old
   * libraries make texts of them.
   */
  evaluate<Argument, Result>(
    look: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<Result>;
  /** Errors of the page's scripts since it was opened or loaded last. */
  complaints(): Promise<string[]>;
  /** A PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
};

export type WindowOptions = {
  /** A proxy for every request, also those to localhost: such as a `BadNetwork`. */
  readonly proxy?: { readonly server: string; readonly bypass?: string };
};

/** A browser of some engine. Each window is of another person. */
export type Engine = {
  openWindow(options?: WindowOptions): Promise<EngineWindow>;
  stop(): Promise<void>;
};

/** A call of a function of the page's, as a text. */
export const expression = <Argument>(
  look: (argument: Argument) => unknown,
  argument: Argument,
): string => `(${look})(${JSON.stringify(argument)})`;

/** The proxy as WebDriver is told of it. */
export function manualProxy(proxy: NonNullable<WindowOptions['proxy']>) {
  const { host } = new URL(proxy.server);
  return { proxyType: 'manual', httpProxy: host, sslProxy: host };
}
