const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The beginning of a text: at most so many characters (code points), and never half of what a
 * reader sees as one, such as a flag or a family emoji.
 */
export function preview(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  let end = 0;
  let characters = 0;
  for (const { segment } of graphemes.segment(text)) {
    characters += Array.from(segment).length;
    if (characters > maxCharacters) break;
    end += segment.length;
  }
  return end > 0 ? text.slice(0, end) : Array.from(text).slice(0, maxCharacters).join('');
}
