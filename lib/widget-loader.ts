import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** The name that stands in the built loader for what the deployment chooses. */
const DEFAULTS = 'SUPPORT_CHAT_DEPLOYED';

/** The widget's loader with the deployment's choices built in, so that no page has to ask for them. */
export function loaderWithDefaults(
  file: string,
  defaults: Readonly<Record<string, unknown>>,
): string {
  const parts = readFileSync(file, 'utf8').split(DEFAULTS);
  if (parts.length !== 2) throw new Error(`${file} must name ${DEFAULTS} once.`);
  return parts.join(JSON.stringify(defaults));
}

/** A folder with a text in it, compressed as far as brotli goes. CDK takes what is not a text from files. */
export function brotliFolder(name: string, text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'support-chat-'));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(path.join(folder, name), brotliCompressSync(text, { params }));
  return folder;
}
