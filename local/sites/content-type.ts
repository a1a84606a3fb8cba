import { getMimeType } from 'hono/utils/mime';

/** The type that the upload gives a file by its name. */
export function contentTypeOf(path: string): string {
  return getMimeType(path) ?? 'binary/octet-stream';
}
