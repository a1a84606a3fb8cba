import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './request.ts';

/**
 * The address that a request comes from. The chat's own edge names it in a header, and proves by
 * another one that it is the edge; whoever calls the API's own host is the gateway's client.
 */
export function viewerAddress(
  { headers, sourceIp }: HttpRequest,
  { EDGE_PROOF }: { readonly EDGE_PROOF: string },
): string {
  const isFromEdge = areEqual(headers['x-support-chat-edge'] ?? '', EDGE_PROOF);
  return (isFromEdge && headers['x-viewer-address']) || sourceIp;
}

/** In a time that tells nothing of where they differ. */
const areEqual = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const digest = (text: string) => createHash('sha256').update(text).digest();
