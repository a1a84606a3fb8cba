import { type LocalOptions, type LocalRun, startLocal } from '../../local/start-local.ts';

/**
 * The whole product on a free port, from the synthesized stack, with nothing kept from before and no
 * rate limits: tests write faster than people.
 */
export const startRun = (options: Partial<LocalOptions> = {}): Promise<LocalRun> =>
  startLocal({ assembly: 'cdk.out', demo: 'dist/demo', limits: 'off', ...options });
