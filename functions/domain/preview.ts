const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The start of a text: at most `maxCharacters` code points, and never a part of what a reader sees
 * as one character, such as a flag or a family emoji.
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
