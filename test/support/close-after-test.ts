import { expect, onTestFinished } from 'vitest';
import type { Window } from './browser.ts';

/** Closes a window after the test that is running, which fails if it had anything to complain of. */
export function closeAfterTest({ complaints, close }: Pick<Window, 'complaints' | 'close'>): void {
  onTestFinished(async () => {
    await close();
    expect(complaints).toEqual([]);
  });
}
