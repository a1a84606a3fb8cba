import * as v from 'valibot';
import type { State } from '../state.ts';

/** One email as it was sent. */
const EmailSchema = v.object({
  from: v.string(),
  /** Several addresses are separated by a comma. */
  to: v.string(),
  subject: v.string(),
  text: v.string(),
  html: v.string(),
  headers: v.record(v.string(), v.string()),
  sent_at: v.string(),
});
export type Email = v.InferOutput<typeof EmailSchema>;

/** The emails sent so far, oldest first, kept across restarts. */
export type Outbox = { all(): Email[]; add(email: Email): void };

export function openOutbox(state: State): Outbox {
  const emails = readEmails(state.read(FILE) ?? '');
  return {
    all: () => [...emails],
    add(email) {
      emails.push(email);
      state.append(FILE, `${JSON.stringify(email)}\n`);
    },
  };
}

const FILE = 'emails.jsonl';
const lineSchema = v.pipe(v.string(), v.parseJson(), EmailSchema);

/** A crash can cut the last line short: that email was never confirmed to anybody. */
function readEmails(text: string): Email[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => v.parse(lineSchema, line));
}
