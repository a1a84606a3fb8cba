import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type startServer from 'aws-ses-v2-local';
import * as v from 'valibot';
import type { Part } from '../types.ts';

/** What the local SES made of an email that it took. */
export type TakenEmail = v.InferOutput<typeof takenSchema>;

export type LocalSes = Part & {
  /** Sends the body of `SendEmail` on, and says what became of it. */
  send(
    body: Buffer,
  ): Promise<{ ok: true; email: TakenEmail } | { ok: false; status: number; message: string }>;
};

/**
 * The local SES behind its own port. Its memory is one for the whole process, so each email is
 * fetched by its own id and several runs do not see each other's.
 */
export async function startLocalSes(): Promise<LocalSes> {
  const { default: start } = v.parse(packageSchema, require('aws-ses-v2-local'));
  const server = await start({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${portOf(server)}`;
  return {
    async send(body) {
      const answer = await fetch(`${url}/v2/email/outbound-emails`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'AWS4-HMAC-SHA256' },
        body: body.toString(),
      });
      const content: unknown = await answer.json();
      if (!answer.ok) return { ok: false, status: answer.status, message: reasonOf(content) };
      const { MessageId } = v.parse(v.object({ MessageId: v.string() }), content);
      return { ok: true, email: await fetchEmail(url, MessageId) };
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A CommonJS package with a default export, which an `import` does not take apart. */
const require = createRequire(import.meta.url);
const packageSchema = v.object({
  default: v.custom<typeof startServer>((value) => typeof value === 'function'),
});

const takenSchema = v.object({
  messageId: v.string(),
  from: v.string(),
  destination: v.object({ to: v.array(v.string()) }),
  subject: v.string(),
  body: v.object({ text: v.optional(v.string(), ''), html: v.optional(v.string(), '') }),
  headers: v.optional(v.array(v.object({ name: v.string(), value: v.string() })), []),
  /** Epoch seconds. */
  at: v.number(),
});

async function fetchEmail(url: string, messageId: string): Promise<TakenEmail> {
  const since = Math.floor(Date.now() / 1_000) - 60;
  const answer = await fetch(`${url}/store?since=${since}`);
  const { emails } = v.parse(
    v.object({ emails: v.array(v.looseObject({ messageId: v.string() })) }),
    await answer.json(),
  );
  return v.parse(
    takenSchema,
    emails.find((email) => email.messageId === messageId),
  );
}

function reasonOf(content: unknown): string {
  const schema = v.object({ message: v.string(), detail: v.optional(v.string()) });
  const parsed = v.safeParse(schema, content);
  return parsed.success ? (parsed.output.detail ?? parsed.output.message) : 'Bad Request';
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('The local SES has no port.');
}
