/** A name that needs no quotes: atoms of RFC 5322 with spaces between them. */
const PLAIN = /^[\w !#$%&'*+/=?^`{|}~-]*$/;
const PRINTABLE_ASCII = /^[ -~]*$/;
/** RFC 2047: an encoded word has at most 75 characters, 12 of which are `=?UTF-8?B?` and `?=`. */
const ENCODED_WORD_BYTES = 45;

/**
 * The value of a `From` header, such as `Shop <chat@shop.example>`. SES needs names with special
 * characters quoted, and names outside ASCII encoded (RFC 2047).
 */
export function senderHeader(name: string, address: string): string {
  if (name === '') return address;
  return `${displayName(name)} <${address}>`;
}

function displayName(name: string): string {
  // A name that looks like an encoded word would be decoded as one.
  if (!PRINTABLE_ASCII.test(name) || name.includes('=?')) return encodedWords(name);
  return PLAIN.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/** Splits only between characters, because each word is decoded separately. */
function encodedWords(name: string): string {
  const words = [''];
  for (const character of name) {
    const longer = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(longer) <= ENCODED_WORD_BYTES) words[words.length - 1] = longer;
    else words.push(character);
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
