import { PAGE_STYLE_HASH } from './html-page.ts';

/** A response in the HTTP API's payload format 2.0. */
export type HttpResponse = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export const json = (statusCode: number, body: unknown): HttpResponse => ({
  statusCode,
  headers: { ...ALWAYS, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

export const noContent: HttpResponse = { statusCode: 204, headers: ALWAYS, body: '' };

export const redirect = (location: string): HttpResponse => ({
  statusCode: 302,
  headers: { ...ALWAYS, location, 'referrer-policy': 'no-referrer' },
  body: '',
});

/** An HTML page that runs no script and loads nothing. */
export const html = (statusCode: number, body: string): HttpResponse => ({
  statusCode,
  headers: {
    ...ALWAYS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${PAGE_STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
  },
  body,
});
