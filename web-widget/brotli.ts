import { brotliCompressSync, constants } from 'node:zlib';

/** As small as brotli makes it, which takes its time: what is built once is fetched often. */
export const brotli = (content: string | Buffer): Buffer =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
