/** Masks an address so that only its owner recognizes it: `v•••@example.com`. */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = '', ...rest] = address.slice(0, at);
  // A local part of one character would not be masked otherwise.
  return `${rest.length > 0 ? first : ''}•••${address.slice(at)}`;
}
