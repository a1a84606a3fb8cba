/**
 * The address of a page without what may hold secrets: name and password, the fragment, and the
 * query but for the parameters that may stay.
 */
export function pageAddress(url: string, pageParameters: readonly string[]): string {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  address.hash = '';
  for (const name of new Set(address.searchParams.keys())) {
    if (!pageParameters.includes(name)) address.searchParams.delete(name);
  }
  // A URL that never had a query may still end in its question mark.
  if (address.searchParams.size === 0) address.search = '';
  return address.href;
}
