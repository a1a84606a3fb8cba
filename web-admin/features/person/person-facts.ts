import type { ListItem } from '../../../protocol/index.ts';

/** What is known of who somebody says to be, in a sentence. */
export function vouchText(chat: Pick<ListItem, 'user_verified' | 'user_email'>): string {
  if (chat.user_verified) return 'Verified: your own site signed them in.';
  return chat.user_email
    ? 'Not verified: a visitor typed this address. It may be anybody’s.'
    : 'A visitor who is not signed in to your site.';
}

export type PageAddress = {
  /** Where it may lead; missing where nobody should be led. */
  readonly href?: string;
  /** The address itself, which a title cannot make up. */
  readonly text: string;
};

/**
 * The page that a browser named. It becomes a link for `http` and `https` alone, and not with a name
 * in front of the host, which makes an address look like another.
 */
export function pageAddress(url: string): PageAddress {
  if (!URL.canParse(url)) return { text: url };
  const { protocol, username, password, href, host, pathname } = new URL(url);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  if (!isWeb || username || password) return { text: url };
  return { href, text: host + pathname.replace(/\/$/, '') };
}

/** A language tag as English names it; one that means nothing stays as it is. */
export function languageName(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });
