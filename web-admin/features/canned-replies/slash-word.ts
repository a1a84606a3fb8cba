/** A `/name` that is being typed: where it stands in the text, and what follows the slash so far. */
export type SlashWord = { readonly start: number; readonly end: number; readonly query: string };

/** The word at the caret, if it begins with a slash and could become the name of a canned reply. */
export function slashWordAt(text: string, caret: number): SlashWord | undefined {
  const query = /(?:^|\s)\/([a-z0-9-]{0,32})$/i.exec(text.slice(0, caret))?.[1];
  const isAtEndOfWord = !/^\S/.test(text.slice(caret));
  if (query === undefined || !isAtEndOfWord) return undefined;
  return { start: caret - query.length - 1, end: caret, query: query.toLowerCase() };
}
