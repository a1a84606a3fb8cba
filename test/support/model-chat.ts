import type { Page, WebSocketRoute } from 'playwright-core';
import type { FakeSocket } from '../web-client/support/fake-platform.ts';
import type { ModelServer } from '../web-client/support/model-server.ts';

/**
 * Lets a model of the server respond to a page's chat, for histories that would take minutes to write.
 * Returns a function for the bytes of the responses so far.
 */
export async function routeToModel(page: Page, server: ModelServer): Promise<() => number> {
  let bytes = 0;
  await page.route(/\/api\/support_chat/, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const body: unknown = request.postDataJSON();
    const method = request.method();
    const answer = await server.answer({ method, path: pathname + search, token: '', body });
    const text = JSON.stringify(await answer.json());
    bytes += Buffer.byteLength(text);
    await route.fulfill({
      status: answer.status,
      contentType: 'application/json',
      body: text,
    });
  });
  await page.routeWebSocket(/\/ws$/, (route) => {
    const socket = socketOf(route);
    route.onMessage((text) => server.received(socket, String(text)));
    route.onClose(() => server.closed(socket));
    server.opened(socket);
  });
  return () => bytes;
}

/** The browser has it open from the start, so nothing is accepted here. */
function socketOf(route: WebSocketRoute): FakeSocket {
  const close = () => void route.close();
  return {
    protocols: [],
    readyState: 1,
    send: () => {},
    accept: () => {},
    isOpen: () => true,
    push: (frame) => route.send(JSON.stringify(frame)),
    drop: close,
    close,
  };
}
