import * as v from 'valibot';
import { ROUTES } from '../../../protocol/index.ts';
import { suppress } from '../../data/email-suppressions.ts';
import { UnauthorizedError } from '../../domain/errors.ts';
import { verifyUnsubscribeLink } from '../../identity/email-links.ts';
import { htmlPage } from '../html-page.ts';
import { type HttpResponse, html } from '../response.ts';
import { defineRoute } from '../route.ts';
import type { Services } from '../services.ts';

const QuerySchema = v.strictObject({ token: v.string() });

/** [E4] Asks first: mail programs open links on their own, which must not unsubscribe anybody. */
export const showUnsubscribe = defineRoute(ROUTES.showUnsubscribe, {
  caller: 'anyone',
  query: QuerySchema,
  handle: ({ query, now }, services) =>
    withAddress(query.token, now, services, async () => ({
      title: `No more emails from ${services.environment.SITE_NAME}?`,
      text: 'You will no longer get an email when there is a new reply in the chat.',
      button: 'Stop these emails',
    })),
});

/**
 * [E4] Stops emails to an address: by the page's button, and by one click in a mail program (RFC
 * 8058).
 */
export const unsubscribe = defineRoute(ROUTES.unsubscribe, {
  caller: 'anyone',
  query: QuerySchema,
  handle: ({ query, now }, services) =>
    withAddress(query.token, now, services, async (emailHash) => {
      await suppress(services.table, emailHash, 'unsubscribed', now.toISOString());
      return { title: 'Done', text: 'You will not get these emails any more.' };
    }),
});

async function withAddress(
  token: string,
  now: Date,
  services: Services,
  show: (emailHash: string) => Promise<Parameters<typeof htmlPage>[0]>,
): Promise<HttpResponse> {
  try {
    const emailHash = await verifyUnsubscribeLink(await services.keys(now), token, now);
    return html(200, htmlPage(await show(emailHash)));
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    return html(
      401,
      htmlPage({ title: 'This link has expired', text: 'Please use the link in a newer email.' }),
    );
  }
}
