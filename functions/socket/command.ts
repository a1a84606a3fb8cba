import { type Action, COMMAND_SCHEMAS, type CommandOf, type Reply } from '../../protocol/index.ts';
import type { Connection } from '../data/connections.ts';
import { parseInput } from '../middleware/parse.ts';
import type { Services } from './services.ts';

/** A command that has been parsed and waits for its connection. */
export type PreparedCommand = (
  connection: Connection,
  services: Services,
) => Promise<Reply | undefined>;

/**
 * Defines a command: what it does once its input has the right shape. It yields the reply, or
 * undefined when the command has none. Wrong input throws `InvalidRequestError`.
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
