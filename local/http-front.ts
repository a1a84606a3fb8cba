import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

type RequestHandler = (req: IncomingMessage, res: ServerResponse) => unknown;
type UpgradeHandler = (req: IncomingMessage, socket: Duplex, head: Buffer) => unknown;

/** The one public port of a local run. Until a handler is set, requests are answered with 503. */
export type HttpFront = {
  readonly port: number;
  /** Sets what answers requests. A handler that fails or rejects is answered with 500. */
  onRequest(handler: RequestHandler): void;
  /** Sets what answers upgrades. A handler that fails or rejects ends the socket. */
  onUpgrade(handler: UpgradeHandler): void;
  /** Ends open requests and sockets too, so that it never waits for a client. */
  stop(): Promise<void>;
};

/**
 * Listens on 127.0.0.1; port 0 takes any free one. Rejects with an error of one sentence when the
 * port is taken.
 */
export async function startHttpFront({ port }: { port: number }): Promise<HttpFront> {
  let request: RequestHandler = (_req, res) => res.writeHead(503).end();
  let upgrade: UpgradeHandler = (_req, socket) => socket.destroy();
  // Kept open longer than clients keep them, so that none asks on a connection that just ended.
  const server = createServer({ keepAliveTimeout: 65_000 }, (req, res) => {
    settle(
      () => request(req, res),
      () => answerFailure(res),
    );
  });
  server.on('upgrade', (req, socket, head) => {
    socket.on('error', () => socket.destroy());
    settle(
      () => upgrade(req, socket, head),
      () => socket.destroy(),
    );
  });
  const sockets = trackSockets(server);
  return {
    port: await listen(server, port),
    onRequest: (handler) => {
      request = handler;
    },
    onUpgrade: (handler) => {
      upgrade = handler;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function settle(work: () => unknown, onFailure: () => void): void {
  Promise.resolve().then(work).catch(onFailure);
}

function answerFailure(res: ServerResponse): void {
  if (res.headersSent) res.destroy();
  else res.writeHead(500, { 'content-type': 'text/plain' }).end('The local run failed to answer.');
}

/** Upgraded sockets are no longer the server's own, so it does not end them itself. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken: stop what runs there, or choose another with PORT.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
