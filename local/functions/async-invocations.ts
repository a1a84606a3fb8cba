import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { parseProperties } from '../template/parse-properties.ts';
import type { Clock, InvokeResult, Queues, Resource, Template } from '../types.ts';
import type { AlarmClock } from './clock-timers.ts';
import type { FunctionSettings } from './settings.ts';

/** Asynchronous invocations: tried again by the clock, and in the end put aside. */
export type Later = {
  /** Resolves when the event was handled or given up. */
  invoke(settings: FunctionSettings, event: unknown): Promise<void>;
  /** Resolves when nothing is being tried right now; events may still wait for another attempt. */
  settled(): Promise<void>;
};

export function createLater(options: {
  template: Template;
  clock: Clock;
  alarmClock: AlarmClock;
  queues: Queues;
  invokeOnce(settings: FunctionSettings, event: unknown): Promise<InvokeResult>;
}): Later {
  const { clock, alarmClock, queues } = options;
  const configs = readConfigs(options.template);
  const trying = new Set<Promise<unknown>>();

  const attempt = async (settings: FunctionSettings, event: unknown) => {
    const result = options.invokeOnce(settings, event);
    trying.add(result);
    return result.finally(() => trying.delete(result));
  };

  return {
    async invoke(settings, event) {
      const config = configs.get(settings.arn) ?? configs.get(settings.name) ?? DEFAULTS;
      const giveUpAt = clock.now() + config.MaximumEventAgeInSeconds * 1000;
      for (let tries = 1; ; tries++) {
        const result = await attempt(settings, event);
        if (result.ok) return;
        const nextAt = clock.now() + tries * FIRST_PAUSE_MS;
        const isSpent = tries > config.MaximumRetryAttempts;
        if (isSpent || nextAt > giveUpAt) {
          const condition = isSpent ? 'RetriesExhausted' : 'EventAgeExceeded';
          return putAside({ settings, config, event, result, tries, condition, queues, clock });
        }
        await alarmClock.waitUntil(nextAt);
      }
    },
    async settled() {
      do {
        // Code that was woken, or notified of an outcome, continues only in the next turn.
        await new Promise(setImmediate);
        await Promise.allSettled(trying);
      } while (trying.size > 0);
    },
  };
}

/** One minute before the second attempt, two before the third. */
const FIRST_PAUSE_MS = 60_000;

const configSchema = v.object({
  FunctionName: v.string(),
  MaximumRetryAttempts: v.optional(v.number(), 2),
  MaximumEventAgeInSeconds: v.optional(v.number(), 6 * 60 * 60),
  DestinationConfig: v.optional(
    v.object({ OnFailure: v.optional(v.object({ Destination: v.string() })) }),
    {},
  ),
});
type Config = v.InferOutput<typeof configSchema>;
const DEFAULTS: Config = v.parse(configSchema, { FunctionName: '' });

function readConfigs(template: Template): Map<string, Config> {
  const read = (resource: Resource) => parseProperties(resource, configSchema);
  const configs = template.ofType('AWS::Lambda::EventInvokeConfig').map(read);
  return new Map(configs.map((config) => [config.FunctionName, config]));
}

function putAside(given: {
  settings: FunctionSettings;
  config: Config;
  event: unknown;
  result: Extract<InvokeResult, { ok: false }>;
  tries: number;
  condition: string;
  queues: Queues;
  clock: Clock;
}): void {
  const { settings, config, event, queues } = given;
  const destination = config.DestinationConfig.OnFailure?.Destination;
  if (destination !== undefined) queues.send(destination, failureRecord(given));
  if (settings.deadLetterArn !== undefined) queues.send(settings.deadLetterArn, event);
}

/** What a failure destination gets (Lambda, retaining records of asynchronous invocations). */
function failureRecord({
  settings,
  event,
  result,
  tries,
  condition,
  clock,
}: Parameters<typeof putAside>[0]) {
  const { errorType, errorMessage } = result;
  return {
    version: '1.0',
    timestamp: new Date(clock.now()).toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: `${settings.arn}:$LATEST`,
      condition,
      approximateInvokeCount: tries,
    },
    requestPayload: event,
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: 'Unhandled',
    },
    responsePayload: { errorType, errorMessage },
  };
}
