import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './request.ts';

/**
 * The address of the client. CloudFront passes it in a header, with a secret header as proof. A
 * request to the API's own host comes from the gateway's client.
 */
export function viewerAddress(
  { headers, sourceIp }: HttpRequest,
  { EDGE_PROOF }: { readonly EDGE_PROOF: string },
): string {
  const isFromEdge = areEqual(headers['x-support-chat-edge'] ?? '', EDGE_PROOF);
  return (isFromEdge && headers['x-viewer-address']) || sourceIp;
}

/** In constant time. */
const areEqual = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const digest = (text: string) => createHash('sha256').update(text).digest();
