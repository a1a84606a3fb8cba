import type { ListItem } from '../../../protocol/index.ts';

/** Whether the user's identity is verified, in a sentence. */
export function vouchText(chat: Pick<ListItem, 'user_verified' | 'user_email'>): string {
  if (chat.user_verified) return 'Verified: signed in by your site.';
  return chat.user_email
    ? 'Not verified: a visitor typed this address. It may not be theirs.'
    : 'A visitor who is not signed in to your site.';
}

export type PageAddress = {
  /** The link; undefined if it is not safe to follow. */
  readonly href?: string;
  /** The address as text. */
  readonly text: string;
};

/**
 * The page that the user's browser reported. Only `http` and `https` become links, and only without
 * credentials, which can make an address look like another site's.
 */
export function pageAddress(url: string): PageAddress {
  if (!URL.canParse(url)) return { text: url };
  const { protocol, username, password, href, host, pathname } = new URL(url);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  if (!isWeb || username || password) return { text: url };
  return { href, text: host + pathname.replace(/\/$/, '') };
}

/** The English name of a language tag; an unknown tag is returned as it is. */
export function languageName(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });
