import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** The placeholder in the built loader for the options of the deployment. */
const DEFAULTS = 'SUPPORT_CHAT_DEPLOYED';

/** The widget's loader with the options of the deployment built in, so that no page has to request them. */
export function loaderWithDefaults(
  file: string,
  defaults: Readonly<Record<string, unknown>>,
): string {
  const parts = readFileSync(file, 'utf8').split(DEFAULTS);
  if (parts.length !== 2) throw new Error(`${file} must name ${DEFAULTS} once.`);
  return parts.join(JSON.stringify(defaults));
}

/** Writes a text in brotli (quality 11, Node's default) to a folder, because CDK uploads only plain text without a file. */
export function brotliFolder(name: string, text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'support-chat-'));
  writeFileSync(path.join(folder, name), brotliCompressSync(text));
  return folder;
}
