import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AccessDeniedError, type AwsResponse, type AwsService, type Part } from './types.ts';

/** Where the SDK's clients of the functions send their requests. */
export type AwsFront = Part & {
  /** Such as `http://127.0.0.1:41235`. */
  readonly url: string;
  /** Hands every request below `/<name>` to the service. */
  mount(name: string, service: AwsService): void;
};

/** One HTTP server for all AWS APIs, on a free port of this computer's own interface. */
export async function startAwsFront(): Promise<AwsFront> {
  const services = new Map<string, AwsService>();
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void answer(request, services).then((answered) => send(response, answered));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port can be had.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    mount: (name, service) => void services.set(name, service),
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  services: ReadonlyMap<string, AwsService>,
): Promise<AwsResponse> {
  const [, name = '', rest = ''] = /^\/([^/?]*)(.*)$/.exec(request.url ?? '') ?? [];
  const service = services.get(name);
  if (service === undefined) return refusal(404, 'UnknownOperationException', 'No such service');
  const accessKeyId = accessKeyOf(request.headers.authorization);
  if (accessKeyId === undefined) {
    return refusal(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  try {
    const body = await readBody(request);
    return await service({
      accessKeyId,
      method: request.method ?? '',
      ...locate(rest),
      headers: headersOf(request),
      body,
    });
  } catch (error) {
    if (error instanceof AccessDeniedError) {
      return refusal(
        JSON_RPC_SERVICES.has(name) ? 400 : 403,
        'AccessDeniedException',
        error.message,
      );
    }
    const message = error instanceof Error ? error.message : String(error);
    return refusal(500, 'InternalServerError', `The local run's ${name} failed: ${message}`);
  }
}

/** These answer every refusal with 400; the others use the status that fits. */
const JSON_RPC_SERVICES: ReadonlySet<string> = new Set(['dynamodb', 'secretsmanager']);

/** Read by both families of protocols: by the header in one, by the body in the other. */
function refusal(status: number, code: string, message: string): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message, Message: message }),
  };
}

/** The signature is not checked: nobody else can reach this port. */
function accessKeyOf(authorization: string | undefined): string | undefined {
  return /^AWS4-HMAC-SHA256 Credential=([A-Za-z0-9]+)\//.exec(authorization ?? '')?.[1];
}

function locate(rest: string): { path: string; query: URLSearchParams } {
  const mark = rest.indexOf('?');
  const path = mark === -1 ? rest : rest.slice(0, mark);
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    query: new URLSearchParams(mark === -1 ? '' : rest.slice(mark + 1)),
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string | undefined> {
  const single = Object.entries(headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value] as const,
  );
  return Object.fromEntries(single);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: AwsResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body ?? '') });
  response.end(body);
}
