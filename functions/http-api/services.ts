import { createKeySource } from '../clients/identity-secret.ts';
import { openTable } from '../clients/table.ts';
import type { Table } from '../data/table.ts';
import { type Environment, readEnvironment } from '../env.ts';
import type { Keys } from '../identity/keys.ts';
import type { Log } from '../middleware/logger.ts';

/** What the routes depend on. */
export type Services = {
  readonly environment: Environment<'http-api'>;
  readonly table: Table;
  keys(now: Date): Promise<Keys>;
  readonly log: Log;
  now(): Date;
};

export function createServices(log: Log): Services {
  const environment = readEnvironment('http-api');
  return {
    environment,
    table: openTable(environment.TABLE_NAME),
    keys: createKeySource(environment.IDENTITY_SECRET_ARN),
    log,
    now: () => new Date(),
  };
}
