import type { Message } from '../../protocol/index.ts';
import type { Chat } from './chat.ts';
import { escapeHtml } from './escape-html.ts';
import { preview } from './preview.ts';

const PREVIEW_CHARACTERS = 200;

/** Messages up to this `seq` need no email: they were read or emailed. */
export const settledUpTo = (chat: Chat): number =>
  Math.max(chat.user_read_up_to, chat.emailed_up_to);

/**
 * Whether the message of a schedule may still need an email. Archiving does not matter, because
 * staff reply and archive in one move. Messages of a joined chat are emailed from the other chat.
 */
export const isDue = (chat: Chat, seq: number): boolean =>
  chat.user_email !== null && chat.joining_into === undefined && seq > settledUpTo(chat);

export type Links = { readonly open: string; readonly unsubscribe: string };

/** One email with all these messages, as text and as HTML. */
export function composeReplyEmail(siteName: string, messages: readonly Message[], links: Links) {
  return {
    subject: `New reply from ${oneLine(siteName)}`,
    text: composeText(siteName, messages, links),
    html: composeHtml(siteName, messages, links),
  };
}

function composeText(siteName: string, messages: readonly Message[], links: Links): string {
  const replies = messages.map((one) => `${one.sender_name}:\n${shortened(one)}`);
  return [
    `You have ${replyCount(messages)} from ${siteName}.`,
    ...replies,
    `Read and reply: ${links.open}`,
    `No more of these emails: ${links.unsubscribe}`,
  ].join('\n\n');
}

function composeHtml(siteName: string, messages: readonly Message[], links: Links): string {
  const replies = messages.map(
    (one) => `<p style="margin:0 0 4px;color:#555">${escapeHtml(one.sender_name)}</p>
<p style="margin:0 0 16px;padding:12px 16px;background:#f1f3f7;border-radius:12px;white-space:pre-wrap" dir="auto">${escapeHtml(shortened(one))}</p>`,
  );
  return `<!doctype html>
<html lang="en"><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c2333;background:#fff">
<div style="max-width:560px;margin:0 auto">
<h1 style="font-size:20px;margin:0 0 16px">You have ${replyCount(messages)} from ${escapeHtml(siteName)}</h1>
${replies.join('\n')}
<p style="margin:24px 0"><a href="${escapeHtml(links.open)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#2451d6;color:#fff;text-decoration:none">Read and reply</a></p>
<p style="font-size:13px;color:#667">You get this email because you wrote to ${escapeHtml(siteName)}. <a href="${escapeHtml(links.unsubscribe)}" style="color:#667">No more of these emails</a></p>
</div></body></html>`;
}

const replyCount = ({ length }: readonly Message[]) =>
  length === 1 ? 'a new reply' : `${length} new replies`;

function shortened({ content }: Message): string {
  const start = preview(content, PREVIEW_CHARACTERS);
  return start === content ? content : `${start}…`;
}

/** A line break would end the Subject header. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
