/** Drawn as a picture by itself, or by the sign or skin tone behind it. */
const PICTURE =
  '(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}(?=[\\uFE0F\\p{EMod}])\\uFE0F?)\\p{EMod}?';
const EMOJI = `(?:\\p{RI}{2}|${PICTURE}(?:\\u200D${PICTURE})*|[#*\\d]\\uFE0F\\u20E3)`;
const FEW_EMOJI = new RegExp(`^(?:\\s*${EMOJI}){1,3}\\s*$`, 'u');

/** Whether a text is one to three emoji and nothing else. */
export const isEmojiOnly = (text: string) => FEW_EMOJI.test(text);
