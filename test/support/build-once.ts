import { synthesize } from '../../local/synthesis.ts';

/** Builds and synthesizes what the journeys run, unless nothing has changed since the last time. */
export default async function buildOnce(): Promise<void> {
  await synthesize();
}
