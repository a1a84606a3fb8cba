import {
  type Header,
  type HttpAnswer,
  type HttpRequest,
  headerOf,
} from '../gateway/http-exchange.ts';
import type { BucketContent, StoredObject } from './bucket-content.ts';

/**
 * What a private bucket answers. Without the right to list, a key that is not there looks like one
 * that may not be read: 403, not 404.
 */
export function answerFromBucket(content: BucketContent, request: HttpRequest): HttpAnswer {
  const object = content.get(keyOf(request.path));
  if (object === undefined) return ACCESS_DENIED;
  const headers = headersOf(object);
  const known = headerOf(request.headers, 'if-none-match')?.split(/,\s*/) ?? [];
  const isKnown = known.some((etag) => etag === '*' || etag.replace(/^W\//, '') === object.etag);
  if (isKnown) return { status: 304, headers, body: '' };
  return {
    status: 200,
    headers: [['content-type', object.contentType], ...headers],
    body: object.body,
  };
}

function headersOf({ etag, contentEncoding, cacheControl }: StoredObject): Header[] {
  const given = (name: string, value: string | undefined): Header[] =>
    value === undefined ? [] : [[name, value]];
  return [
    ['etag', etag],
    ['server', 'AmazonS3'],
    ...given('content-encoding', contentEncoding),
    ...given('cache-control', cacheControl),
  ];
}

function keyOf(path: string): string {
  try {
    return decodeURIComponent(path).slice(1);
  } catch {
    return '';
  }
}

const ACCESS_DENIED: HttpAnswer = {
  status: 403,
  headers: [
    ['content-type', 'application/xml'],
    ['server', 'AmazonS3'],
  ],
  body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
};
