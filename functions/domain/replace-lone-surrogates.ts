/**
 * The text with a replacement sign for every half of a character, as is left where something cut a
 * text in the middle of one. The table refuses such halves.
 */
export const replaceLoneSurrogates = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD');
