/** Waits for a condition; fails when it does not hold within five seconds. */
export async function waitUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('Waited five seconds in vain.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
