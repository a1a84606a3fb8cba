import * as v from 'valibot';
import type { Action, ErrorCode, Reply } from '../../protocol/index.ts';
import { endOfConnection, findConnection } from '../data/connections.ts';
import {
  ChatError,
  InvalidRequestError,
  RateLimitedError,
  UnauthorizedError,
} from '../domain/errors.ts';
import { parseInput, parseJson } from '../middleware/parse.ts';
import { COMMANDS } from './commands/index.ts';
import type { Services } from './services.ts';

/**
 * Runs the command in a frame and returns the reply, if it has one. It never throws: every frame
 * gets a reply or none, and the socket stays open unless the client floods it.
 */
export async function runCommand(
  connection_id: string,
  frame: string,
  services: Services,
  onInternalError: (error: unknown) => void,
): Promise<Reply | undefined> {
  const verdict = services.commandRate(connection_id, services.now());
  if (verdict === 'flood') {
    await close(connection_id, services);
    return undefined;
  }
  let echo: Echo = {};
  try {
    const input = parseJson(frame);
    echo = readEcho(input);
    if (verdict === 'refused') throw new RateLimitedError(1, 'Too many commands at once.');
    return await dispatch(connection_id, input, services);
  } catch (error) {
    if (error instanceof RateLimitedError) {
      const { code, message, retry_after } = error;
      return { ...errorReply(code, message, echo), retry_after };
    }
    if (error instanceof ChatError) return errorReply(error.code, error.message, echo);
    onInternalError(error);
    return errorReply('internal', 'Something went wrong on our side.', echo);
  }
}

/** If closing fails, the next command of the flood tries again. */
async function close(connection_id: string, { connections, onFailure }: Services): Promise<void> {
  try {
    await connections.close(connection_id);
  } catch (error) {
    onFailure('close', error);
  }
}

async function dispatch(
  connection_id: string,
  input: unknown,
  services: Services,
): Promise<Reply | undefined> {
  const command = COMMANDS[readAction(input)](input);
  const connection = await findConnection(services.table, connection_id);
  if (!connection) throw new UnauthorizedError('This connection is unknown. Open a new one.');
  if (endOfConnection(connection) * 1_000 <= services.now().getTime()) {
    throw new UnauthorizedError('The token of this connection has expired. Open a new one.');
  }
  return command(connection, services);
}

const ActionSchema = v.looseObject({ action: v.string() });

function readAction(input: unknown): Action {
  const { action } = parseInput(ActionSchema, input);
  if (isAction(action)) return action;
  throw new InvalidRequestError('action: unknown');
}

const isAction = (action: string): action is Action => Object.hasOwn(COMMANDS, action);

/** The ids of a command that its reply repeats, if they can be read. */
type Echo = { id?: string | number; client_id?: string };

const echoed = v.pipe(v.string(), v.maxLength(128));
const IdSchema = v.looseObject({ id: v.union([echoed, v.number()]) });
const ClientIdSchema = v.looseObject({ client_id: echoed });

function readEcho(input: unknown): Echo {
  return {
    ...(v.is(IdSchema, input) && { id: input.id }),
    ...(v.is(ClientIdSchema, input) && { client_id: input.client_id }),
  };
}

const errorReply = (code: ErrorCode, message: string, echo: Echo) => ({
  type: 'error' as const,
  ...echo,
  code,
  message,
});
