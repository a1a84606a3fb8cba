import { type Action, COMMAND_SCHEMAS, type CommandOf, type Reply } from '../../protocol/index.ts';
import type { Connection } from '../data/connections.ts';
import { parseInput } from '../middleware/parse.ts';
import type { Services } from './services.ts';

/** A parsed command that waits for its connection to be read. */
export type PreparedCommand = (
  connection: Connection,
  services: Services,
) => Promise<Reply | undefined>;

/**
 * Defines a command: its handler returns the reply, or undefined if the command has none. Throws
 * `InvalidRequestError` for invalid input.
 */
export function defineCommand<A extends Action>(
  action: A,
  run: (
    command: CommandOf<A>,
    connection: Connection,
    services: Services,
  ) => Promise<Reply | undefined>,
): (input: unknown) => PreparedCommand {
  return (input) => {
    const command = parseInput(COMMAND_SCHEMAS[action], input);
    return (connection, services) => run(command, connection, services);
  };
}
