import type { Page } from 'playwright-core';

/** A hand on the page's socket. */
export type Tap = { push(frame: object): void; close(): void };

/**
 * Puts a hand on the sockets that the page is going to open. Messages that are sent over them do not
 * reach the server; `answer`, if given, stands in for what it would say. What was pushed by hand is
 * not taken back by the server.
 */
export async function tapSocket(
  page: Page,
  answer?: (clientId: string) => object | undefined,
): Promise<Tap> {
  let push: Tap['push'] = () => {};
  let close = () => {};
  await page.routeWebSocket('**/ws', (socket) => {
    const server = socket.connectToServer();
    const pushed = new Set<string>();
    push = (frame) => {
      pushed.add(typeOf(frame));
      socket.send(JSON.stringify(frame));
    };
    server.onMessage((text) => {
      for (const frame of framesOf(JSON.parse(String(text)))) {
        if (!pushed.has(typeOf(frame))) socket.send(JSON.stringify(frame));
      }
    });
    close = () => void socket.close();
    socket.onMessage((text) => {
      const frame: unknown = JSON.parse(String(text));
      if (!isSending(frame)) return server.send(text);
      const said = answer?.(frame.client_id);
      if (said) push(said);
    });
  });
  return { push: (frame) => push(frame), close: () => close() };
}

function framesOf(frame: unknown): readonly unknown[] {
  const events = frame instanceof Object && 'events' in frame ? frame.events : undefined;
  return Array.isArray(events) ? events : [frame];
}

function typeOf(frame: unknown): string {
  return frame instanceof Object && 'type' in frame ? String(frame.type) : '';
}

function isSending(frame: unknown): frame is { client_id: string } {
  return frame instanceof Object && 'client_id' in frame && typeof frame.client_id === 'string';
}
