import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { Keys } from '../identity/keys.ts';
import type { HttpRequest } from './request.ts';

/**
 * A keyed hash of the network that a request comes from. The address itself is never stored, and
 * without the key nobody can find it by trying all addresses.
 */
export function viewerNetwork(
  request: HttpRequest,
  { EDGE_PROOF, keys }: { readonly EDGE_PROOF: string; readonly keys: Keys },
): string {
  const [key] = keys.network;
  if (!key) throw new Error('no key to hash with');
  const network = networkOf(viewerAddress(request, EDGE_PROOF));
  return createHmac('sha256', key).update(network).digest('base64url');
}

/**
 * The address of the client. CloudFront passes it in a header, with a secret header as proof. A
 * request to the API's own host comes from the gateway's client.
 */
function viewerAddress({ headers, sourceIp }: HttpRequest, edgeProof: string): string {
  const isFromEdge = areEqual(headers['x-support-chat-edge'] ?? '', edgeProof);
  return (isFromEdge && headers['x-viewer-address']) || sourceIp;
}

/** In constant time. */
const areEqual = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const digest = (text: string) => createHash('sha256').update(text).digest();

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
