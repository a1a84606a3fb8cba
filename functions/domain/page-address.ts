/**
 * Removes possible secrets from a page's URL: user name and password, the fragment, and all query
 * parameters except `pageParameters`.
 */
export function pageAddress(url: string, pageParameters: readonly string[]): string {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  address.hash = '';
  for (const name of new Set(address.searchParams.keys())) {
    if (!pageParameters.includes(name)) address.searchParams.delete(name);
  }
  // Removes a remaining question mark.
  if (address.searchParams.size === 0) address.search = '';
  return address.href;
}
