import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  BodyTooLargeError,
  type Header,
  type HttpAnswer,
  type HttpRequest,
  headerOf,
  readHead,
  readRequest,
  sendAnswer,
  withHeader,
} from '../gateway/http-exchange.ts';
import { REQUEST_MAX_BYTES, TOO_LARGE } from '../http-gateway/http-api.ts';
import { refuseHandshake } from '../socket-gateway/handshake.ts';
import type { Template } from '../types.ts';
import { type Apis, type Behavior, readDistribution } from './behaviors.ts';
import { answerFromBucket } from './bucket-origin.ts';

export type Distribution = {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
};

/** The template's CloudFront distribution: the one domain in front of the sites and both APIs. */
export function createDistribution(options: { template: Template } & Apis): Distribution {
  const { behaviors, rootObject, host } = readDistribution(options.template, options);
  const behaviorOf = (path: string) => behaviors.find((behavior) => behavior.fits(path));

  async function answer(request: HttpRequest): Promise<HttpAnswer> {
    const behavior = behaviorOf(request.path);
    if (behavior === undefined || !behavior.methods.includes(request.method)) {
      return METHOD_NOT_ALLOWED;
    }
    const result = (await behavior.viewerFunction?.(request)) ?? { request };
    if ('answer' in result) return result.answer;
    const { path } = result.request;
    const asked = path === '/' && rootObject !== '' ? `/${rootObject}` : path;
    const passed = passOn({ ...result.request, path: asked }, behavior, host);
    const answered = await answerFromOrigin(behavior, passed);
    return behavior.headersPolicy?.(answered, request) ?? answered;
  }

  return {
    async handle(req, res) {
      const method = req.method ?? 'GET';
      try {
        const request = await readRequest(req, REQUEST_MAX_BYTES);
        sendAnswer(res, await answer(oneSite(request)), method);
      } catch (error) {
        if (!(error instanceof BodyTooLargeError)) throw error;
        res.setHeader('connection', 'close');
        sendAnswer(res, TOO_LARGE, method);
      }
    },
    async upgrade(req, socket, head) {
      const request = oneSite(readHead(req));
      const behavior = behaviorOf(request.path);
      if (behavior?.origin.kind !== 'socket') return refuseHandshake(socket, 403, 'local');
      const passed = passOn(request, behavior, host);
      await behavior.origin.api.upgrade(req, socket, head, passed);
    },
  };
}

async function answerFromOrigin({ origin }: Behavior, request: HttpRequest): Promise<HttpAnswer> {
  switch (origin.kind) {
    case 'bucket':
      return answerFromBucket(origin.content, request);
    case 'http':
      return origin.api.answer(request);
    case 'socket':
      return NO_HANDSHAKE;
  }
}

/** The request as the origin gets it, from the distribution's own address. */
function passOn(request: HttpRequest, { origin, forwardsViewer }: Behavior, host: string) {
  const viewers = headerOf(request.headers, 'x-forwarded-for');
  const forwarded = viewers === undefined ? request.sender : `${viewers}, ${request.sender}`;
  const kept =
    forwardsViewer || origin.kind === 'bucket' ? request.headers : handshakeOnly(request);
  const headers = [...origin.headers, ['x-forwarded-for', forwarded] as const].reduce(
    (all, [name, value]) => withHeader(all, name.toLowerCase(), value),
    withHeader(kept, 'host', undefined),
  );
  return {
    ...request,
    path: origin.path + request.path,
    query: forwardsViewer ? request.query : '',
    headers: withHeader(headers, 'via', `1.1 ${host} (CloudFront)`),
  };
}

/** What reaches an origin without any origin request policy: no token, no cookie, no subprotocol. */
function handshakeOnly({ headers }: HttpRequest): Header[] {
  const kept = /^(connection|upgrade|content-type|content-length|sec-websocket-(key|version))$/i;
  return headers.filter(([name]) => kept.test(name));
}

/** Two names of this computer are one site, so a page opened by either has the same origin. */
function oneSite(request: HttpRequest): HttpRequest {
  const headers = request.headers.map(([name, value]): Header => {
    const isOrigin = name.toLowerCase() === 'origin';
    return [
      name,
      isOrigin ? value.replace(/^http:\/\/127\.0\.0\.1(?=:|$)/, 'http://localhost') : value,
    ];
  });
  return { ...request, headers };
}

const METHOD_NOT_ALLOWED: HttpAnswer = {
  status: 403,
  headers: [['content-type', 'text/plain']],
  body: 'This distribution is not configured to allow the HTTP request method that was used.',
};
const NO_HANDSHAKE: HttpAnswer = {
  status: 403,
  headers: [['content-type', 'application/json']],
  body: JSON.stringify({ message: 'Missing Authentication Token' }),
};
