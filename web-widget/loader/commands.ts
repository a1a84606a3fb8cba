/** Calls made before the script has loaded wait in `q`; `off` undoes an `on` among them. */
type WaitingCall = unknown[] & { off?: unknown };

/** The page's handle on the widget, as the loader sees it. */
export type SupportChatFunction = {
  (command: string, ...args: unknown[]): unknown;
  q?: WaitingCall[];
  isRunning?: boolean;
};

declare global {
  interface Window {
    SupportChat?: SupportChatFunction;
  }
}

type Page = { SupportChat?: SupportChatFunction };
type Commands = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/**
 * Makes `window.SupportChat(command, …)` answer, after carrying out the calls that waited, in their
 * order.
 */
export function installCommands(
  commands: Commands,
  onUnknown: () => void,
  page: Page = window,
): void {
  const known = new Map(Object.entries(commands));
  const run: SupportChatFunction = (command, ...args) => (known.get(command) ?? onUnknown)(...args);
  run.isRunning = true;
  const waiting = page.SupportChat?.q ?? [];
  page.SupportChat = run;
  for (const call of waiting) {
    const [command, ...args] = call;
    call.off = run(`${command}`, ...args);
  }
}
