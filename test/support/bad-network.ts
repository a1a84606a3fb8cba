import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy between a browser and a run, which breaks the connection in the ways that networks do. */
export type BadNetwork = {
  /** What happens to API requests. `page` responds with HTML, as a captive portal does. */
  api: 'pass' | 'cut' | 'hang' | 'error' | 'page';
  /** What happens to new sockets: a swallowed one gets no response to its handshake. */
  sockets: 'pass' | 'refuse' | 'swallow';
  /** Silences the sockets that are open now, without closing them. */
  mute(): void;
  /** Closes the sockets that are open now. */
  drop(): void;
  /** For the options of a browser context. */
  readonly proxy: { server: string; bypass: string };
  stop(): Promise<void>;
};

/** The first request to a Lambda function that was idle takes this much longer than later ones. */
const SLOW_NETWORK_DELAY_MS = 500;

/** A network on which every request, handshake and frame to the server arrives half a second late. */
export const startSlowNetwork = (): Promise<BadNetwork> =>
  startBadNetwork({ lateMs: SLOW_NETWORK_DELAY_MS });

/** Everything that the browser sends arrives `lateMs` late. */
export async function startBadNetwork({ lateMs = 0 } = {}): Promise<BadNetwork> {
  const tunnels = new Set<Duplex>();
  const server = createServer((req, res) => void setTimeout(pass, lateMs, req, res));
  // A browser opens a tunnel for each WebSocket.
  server.on('connect', tunnel);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const network: BadNetwork = {
    api: 'pass',
    sockets: 'pass',
    mute() {
      for (const end of tunnels) end.removeAllListeners('data').pause();
    },
    drop() {
      for (const end of tunnels) end.destroy();
    },
    proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' },
    async stop() {
      for (const end of tunnels) end.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  function pass(req: IncomingMessage, res: ServerResponse): void {
    const { host, port, pathname, search } = new URL(req.url ?? '');
    const fate = pathname.startsWith('/api/') ? network.api : 'pass';
    if (fate === 'cut') req.socket.destroy();
    if (fate === 'error') res.writeHead(500).end('{"message":"Internal Server Error"}');
    if (fate === 'page') res.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Busy</h1>');
    if (fate !== 'pass') return;
    const options = { port, path: pathname + search, method: req.method, headers: req.headers };
    const onward = request({ ...options, host: 'localhost' }, (response) => {
      res.writeHead(response.statusCode ?? 502, { ...response.headers, 'x-through': host });
      response.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  }

  function tunnel({ url = '' }: IncomingMessage, near: Duplex): void {
    near.on('error', () => near.destroy());
    tunnels.add(near);
    if (network.sockets === 'refuse') near.destroy();
    if (network.sockets !== 'pass') return;
    const far = connect({ host: 'localhost', port: Number(url.split(':').at(-1)) });
    tunnels.add(far);
    far.once('connect', () => near.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    relay(near, far, lateMs);
    relay(far, near, 0);
  }

  return network;
}

function relay(from: Duplex, to: Duplex | Socket, lateMs: number): void {
  from.on('data', (bytes) => {
    if (lateMs) setTimeout(() => to.write(bytes), lateMs);
    else to.write(bytes);
  });
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
}
