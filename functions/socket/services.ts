import { type Connections, createConnections } from '../clients/connections.ts';
import { createKeySource } from '../clients/identity-secret.ts';
import { openTable } from '../clients/table.ts';
import type { Table } from '../data/table.ts';
import { type CommandRate, createCommandRate } from '../domain/command-rate.ts';
import { type Environment, readEnvironment } from '../env.ts';
import { type AdminVerifier, createAdminVerifier } from '../identity/admin-verifier.ts';
import type { Keys } from '../identity/keys.ts';
import type { Log } from '../middleware/logger.ts';

/** What the commands depend on. */
export type Services = {
  readonly environment: Environment<'socket'>;
  readonly table: Table;
  readonly connections: Connections;
  readonly commandRate: CommandRate;
  readonly verifyAdmin: AdminVerifier;
  keys(now: Date): Promise<Keys>;
  now(): Date;
  readonly log: Log;
  /** Called for errors that the command does not report itself. */
  onFailure(what: 'push' | 'close', error: unknown): void;
};

export function createServices(logs: Pick<Services, 'log' | 'onFailure'>): Services {
  const environment = readEnvironment('socket');
  return {
    environment,
    table: openTable(environment.TABLE_NAME),
    connections: createConnections(environment.CONNECTIONS_ENDPOINT),
    commandRate: createCommandRate(environment.LIMITS.commandsPerSecond),
    verifyAdmin: createAdminVerifier(environment),
    keys: createKeySource(environment.IDENTITY_SECRET_ARN),
    now: () => new Date(),
    ...logs,
  };
}
