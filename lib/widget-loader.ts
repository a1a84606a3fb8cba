import { readFileSync } from 'node:fs';

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
