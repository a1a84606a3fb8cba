/** Masks an address so that only its owner recognizes it: `v•••@example.com`. */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = '', ...rest] = address.slice(0, at);
  // With one character before the `@`, it would show the whole of it.
  return `${rest.length > 0 ? first : ''}•••${address.slice(at)}`;
}
