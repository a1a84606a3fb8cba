import type { Page, SenderType } from '../protocol/index.ts';
import { createLink, type Link } from './link.ts';
import { createRequest, type Request } from './request.ts';
import { createTokens } from './tokens.ts';
import type { ClientOptions, Platform } from './types.ts';

/** What a chat and the inbox stand on. */
export type Core = {
  readonly platform: Platform;
  readonly role: SenderType;
  readonly link: Link;
  readonly request: Request;
  /** Whose client this is; may wait for the first token. */
  readonly person: Promise<string>;
  /** Where the user writes from, as far as the server takes it. */
  page(): Page | undefined;
};

/** Wires the link and the HTTP API to each other: each learns from the other's failures. */
export function createCore(options: ClientOptions): Core {
  const { platform, origin, role } = options;
  const tokens = createTokens(options, {
    refused: () => link.refuse(),
    limited: (seconds) => link.limit(seconds),
  });
  const link = createLink(platform, origin, tokens);
  const request = createRequest(platform, origin, tokens, {
    reachable: link.noteReachable,
    refused: link.refuse,
  });
  const page = () => acceptablePage(options.page?.());
  const person = options.person ? Promise.resolve(options.person) : tokens.subject;
  return { platform, role, link, request, person, page };
}

/** A page with an overlong address is left out: it must not cost the message. */
function acceptablePage(page: Page | undefined): Page | undefined {
  if (!page || page.url.length > 2_048) return undefined;
  return { url: page.url, title: page.title.slice(0, 500), language: page.language.slice(0, 35) };
}
