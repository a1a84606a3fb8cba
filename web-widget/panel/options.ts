import type { Deployed } from '../panel-contract.ts';
import type { Strings } from '../strings/en.ts';

/** The language to speak: what the page or the deployment chose, else the page's own. */
export const languageOf = ({ language }: Deployed, pageLanguage: string): string =>
  `${language || pageLanguage || navigator.language}`;

/** The words, with the page's own where it has set some. */
export function withOptions(strings: Strings, { title, greeting }: Deployed): Strings {
  return {
    ...strings,
    title: `${title || strings.title}`,
    launcher: `${title || strings.launcher}`,
    greeting: `${greeting || strings.greeting}`,
  };
}
