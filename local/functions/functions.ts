import type { LocalPermissions } from '../permissions/permissions.ts';
import type { Clock, Functions, Part, Queues, Template } from '../types.ts';
import { createLater } from './async-invocations.ts';
import { createAlarmClock } from './clock-timers.ts';
import { readInvokePermissions } from './invoke-permissions.ts';
import { type FunctionSettings, functionSettings } from './settings.ts';
import { createWorkerPool } from './worker-pool.ts';

export type LocalFunctions = Functions &
  Part & {
    /** Tries again what the clock says is due: to be called when the clock was moved. */
    clockMoved(): void;
    /** Resolves when no asynchronous invocation is being tried right now. */
    settled(): Promise<void>;
  };

/**
 * The template's functions, each in worker threads of its own with only its own environment. Code is
 * loaded when the first event comes. `log` receives what functions print and how they fail.
 */
export function createFunctions(options: {
  template: Template;
  permissions: LocalPermissions;
  /** The address of the AWS APIs that the functions' clients speak to. */
  awsApis: string;
  clock: Clock;
  queues: Queues;
  log: (line: string) => void;
}): LocalFunctions {
  const { template, permissions, awsApis, clock, queues, log } = options;
  const all = functionSettings(template, permissions, awsApis);
  const pools = new Map(
    all.map((settings) => [settings, createWorkerPool(settings, logFor(settings, log))] as const),
  );
  const find = (functionArn: string) => {
    const found = all.find(({ arn }) => arn === functionArn);
    if (found === undefined) throw new Error(`The template has no function ${functionArn}.`);
    return found;
  };
  const invokeOnce = async (settings: FunctionSettings, event: unknown) => {
    const pool = pools.get(settings);
    if (pool === undefined) throw new Error(`${settings.name} has no workers.`);
    const result = await pool.invoke(event);
    if (!result.ok) log(`${settings.name}: ${result.errorType}: ${result.errorMessage}`);
    return result;
  };
  const alarmClock = createAlarmClock(clock);
  const later = createLater({ template, clock, alarmClock, queues, invokeOnce });
  return {
    invoke: async (functionArn, event) => invokeOnce(find(functionArn), event),
    invokeLater: async (functionArn, event) => later.invoke(find(functionArn), event),
    mayInvoke: readInvokePermissions(template, all),
    clockMoved: alarmClock.ring,
    settled: later.settled,
    async stop() {
      alarmClock.stop();
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}

function logFor({ name }: FunctionSettings, log: (line: string) => void) {
  return (text: string) => {
    for (const line of text.split('\n')) if (line !== '') log(`${name}: ${line}`);
  };
}
