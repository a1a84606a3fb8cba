import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import * as v from 'valibot';

export type EngineResponse = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Speaks to a DynamoDB engine, over connections that stay open. */
export type EngineClient = {
  /** Sends one request as it is; `target` is the API version and operation. */
  send(target: string, body: string | Buffer): Promise<EngineResponse>;
  /** Asks one operation. Throws `EngineError` when the engine refuses. */
  ask<S extends v.GenericSchema>(
    target: string,
    input: object,
    schema: S,
  ): Promise<v.InferOutput<S>>;
  close(): void;
};

/** The engine's own refusal, with the error name that DynamoDB gives it. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** `accessKeyId` names the caller: engines that keep tables apart by caller see one caller only. */
export function createEngineClient(endpoint: string, accessKeyId: string): EngineClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { hostname, port } = new URL(endpoint);
  const constantHeaders = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const send = (target: string, body: string | Buffer) =>
    new Promise<EngineResponse>((resolve, reject) => {
      const headers = {
        ...constantHeaders,
        'x-amz-target': target,
        'content-length': Buffer.byteLength(body),
      };
      const sent = request({ agent, hostname, port, method: 'POST', path: '/', headers });
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 500, headers: received } = response;
          resolve({ status: statusCode, headers: received, body: Buffer.concat(chunks) });
        });
      });
      sent.end(body);
    });
  return {
    send,
    async ask(target, input, schema) {
      const { status, body } = await send(target, JSON.stringify(input));
      const answer: unknown = JSON.parse(body.toString());
      if (status === 200) return v.parse(schema, answer);
      const refusal = v.parse(refusalSchema, answer);
      throw new EngineError(
        refusal.__type.replace(/^.*#/, ''),
        refusal.message ?? refusal.Message ?? '',
      );
    },
    close: () => agent.destroy(),
  };
}

const refusalSchema = v.object({
  __type: v.optional(v.string(), 'InternalServerError'),
  message: v.optional(v.string()),
  Message: v.optional(v.string()),
});
