/**
 * Replaces lone surrogates (half of a character that was cut in two) by U+FFFD. DynamoDB rejects
 * them.
 */
export const replaceLoneSurrogates = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD');
