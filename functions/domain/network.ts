import { isIPv4 } from 'node:net';

/**
 * The network that somebody's address belongs to: an IPv4 address itself, and the first 64 bits of an
 * IPv6 address, as everybody has at least so many of them to choose from. What is no address stays
 * as it is.
 */
export function networkOf(address: string): string {
  const text = address.trim().toLowerCase();
  const mapped = /^::ffff:([\d.]+)$/.exec(text)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  const url = `http://[${text}]`;
  if (!URL.canParse(url)) return text;
  // Browsers' own parser writes each address in one way only, with one `::` at most.
  const [before = '', after] = new URL(url).hostname.slice(1, -1).split('::');
  const groups = groupsOf(before);
  const last = groupsOf(after ?? '');
  const zeros = Array.from({ length: 8 - groups.length - last.length }, () => '0');
  return `${[...groups, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}

const groupsOf = (text: string) => text.split(':').filter((group) => group !== '');
