import * as v from 'valibot';
import { parseInput } from '../middleware/parse.ts';

const context = { connectionId: v.string(), requestId: v.optional(v.string()) };

/** The parts of the WebSocket API's events that the function uses. */
const EventSchema = v.variant('eventType', [
  v.object({
    eventType: v.literal('CONNECT'),
    ...context,
    headers: v.optional(v.record(v.string(), v.string()), {}),
  }),
  v.object({ eventType: v.literal('DISCONNECT'), ...context }),
  v.object({ eventType: v.literal('MESSAGE'), ...context, body: v.optional(v.string(), '') }),
]);
export type SocketEvent = v.InferOutput<typeof EventSchema>;

const OuterSchema = v.looseObject({ requestContext: v.looseObject({}) });

export function readEvent(event: unknown): SocketEvent {
  const { requestContext, ...rest } = parseInput(OuterSchema, event);
  return parseInput(EventSchema, { ...rest, ...requestContext });
}

/** The gateway passes header names as the client spelled them. */
export function header(headers: Record<string, string>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
