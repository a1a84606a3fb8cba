import { isIPv4 } from 'node:net';

/**
 * The network of an address: an IPv4 address itself, or the first 64 bits of an IPv6 address,
 * because every IPv6 user has at least that many addresses. Other text is returned unchanged.
 */
export function networkOf(address: string): string {
  const text = address.trim().toLowerCase();
  const mapped = /^::ffff:([\d.]+)$/.exec(text)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  const url = `http://[${text}]`;
  if (!URL.canParse(url)) return text;
  // The URL parser normalizes IPv6 addresses: one spelling each, with at most one `::`.
  const [before = '', after] = new URL(url).hostname.slice(1, -1).split('::');
  const groups = groupsOf(before);
  const last = groupsOf(after ?? '');
  const zeros = Array.from({ length: 8 - groups.length - last.length }, () => '0');
  return `${[...groups, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}

const groupsOf = (text: string) => text.split(':').filter((group) => group !== '');
