/**
 * Runs the work while no other tab of this site runs its own of that name. Where the browser has no
 * locks, as on a page without TLS, or refuses them together with the storage, it runs at once.
 */
export async function withTabLock(name: string, work: () => Promise<void>): Promise<void> {
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return work();
  };
  try {
    await navigator.locks.request(name, begin);
  } catch {
    if (!hasBegun) await begin();
  }
}
