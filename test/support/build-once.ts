import { synthesize } from '../../local/synthesis.ts';

/** Builds and synthesizes the product, unless nothing has changed since the last time. */
export default async function buildOnce(): Promise<void> {
  await synthesize();
}
