import * as v from 'valibot';
import { ROUTES } from '../../../protocol/index.ts';
import { getChat } from '../../data/chats.ts';
import { findJoinedInto } from '../../data/joined-chats.ts';
import { VISITOR_PREFIX } from '../../domain/actor.ts';
import type { Chat } from '../../domain/chat.ts';
import { ChatError } from '../../domain/errors.ts';
import { type OpenLink, signTicket, verifyOpenLink } from '../../identity/email-links.ts';
import { htmlPage } from '../html-page.ts';
import { html, redirect } from '../response.ts';
import { defineRoute } from '../route.ts';
import type { Services } from '../services.ts';

const QuerySchema = v.strictObject({ token: v.string() });

/**
 * [E4] The link in an email redirects to the page that the user wrote from, with the chat open. A
 * visitor's link has a ticket; the page of a signed-in user identifies them itself.
 */
export const openFromEmail = defineRoute(ROUTES.openFromEmail, {
  caller: 'anyone',
  query: QuerySchema,
  async handle({ query, now }, services) {
    try {
      const link = await verifyOpenLink(await services.keys(now), query.token, now);
      const { landing, fragment } = await target(link, services, now);
      landing.hash = `support-chat=${fragment}`;
      return redirect(landing.href);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      return html(
        401,
        htmlPage({ title: 'This link has expired', text: 'Please open the chat on our site.' }),
      );
    }
  },
});

/**
 * A joined conversation may only be opened by its signed-in user, so the visitor's link does not
 * show the page that this user writes from.
 */
async function target(link: OpenLink, services: Services, now: Date) {
  const { table, environment } = services;
  const into = await findJoinedInto(table, link.chat_id, now);
  if (into !== undefined) {
    await getChat(table, into);
    return { landing: new URL(environment.SITE_URL), fragment: 'open' };
  }
  const chat = await getChat(table, link.chat_id);
  return {
    landing: landingPage(chat, services),
    fragment: await fragmentOf(chat, link, services, now),
  };
}

/** Redirects only to the company's own sites: the stored page comes from the user's browser. */
function landingPage({ page: wroteFrom }: Chat, { environment }: Services): URL {
  const { SITE_URL, PUBLIC_URL, ALLOWED_ORIGINS } = environment;
  const site = new URL(SITE_URL);
  const origins = [...ALLOWED_ORIGINS, site.origin, new URL(PUBLIC_URL).origin];
  if (!wroteFrom || !URL.canParse(wroteFrom.url)) return site;
  const url = new URL(wroteFrom.url);
  // A `blob:` URL has the origin of the page that made it, but leads nowhere.
  if (!/^https?:$/.test(url.protocol) || !origins.includes(url.origin)) return site;
  url.username = '';
  url.password = '';
  return url;
}

/**
 * Not a token: scripts of the page may read the URL before the widget cleans it, and the history
 * stores it.
 */
async function fragmentOf(chat: Chat, link: OpenLink, { keys }: Services, now: Date) {
  const isVisitor = chat.user_id.startsWith(VISITOR_PREFIX);
  return isVisitor ? signTicket(await keys(now), link, now) : 'open';
}
