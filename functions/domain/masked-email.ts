/** An address that its owner knows again and nobody else can write to: `v•••@example.com`. */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = '', ...rest] = address.slice(0, at);
  // A single character would be the whole of it.
  return `${rest.length > 0 ? first : ''}•••${address.slice(at)}`;
}
