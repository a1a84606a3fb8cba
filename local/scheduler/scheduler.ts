import { randomUUID } from 'node:crypto';
import type { LocalFunctions } from '../functions/functions.ts';
import type { LocalPermissions } from '../permissions/permissions.ts';
import type { State } from '../state.ts';
import type { AwsService, Part, Queues, Template } from '../types.ts';
import type { MovableClock } from './movable-clock.ts';
import { dueAtOf, type Schedule } from './schedule.ts';
import { openScheduleStore } from './schedule-store.ts';
import { arnOf, createSchedulerApi } from './scheduler-api.ts';

export type Scheduler = Part & {
  readonly service: AwsService;
  /** Moves the clock forward, and resolves when everything that fell due by it was handled. */
  advance(seconds: number): Promise<void>;
};

type Options = {
  readonly template: Template;
  readonly permissions: LocalPermissions;
  readonly functions: Pick<LocalFunctions, 'invokeLater' | 'clockMoved' | 'settled'>;
  readonly queues: Queues;
  readonly clock: MovableClock;
  readonly state: State;
};

/**
 * EventBridge Scheduler for one-time schedules of functions. A schedule runs at least once: one
 * that was under way when the run-time died runs again after the next start.
 */
export async function startScheduler(options: Options): Promise<Scheduler> {
  const { functions, clock } = options;
  const store = await openScheduleStore(options.state);
  const underWay = new Set<string>();
  let isStopped = false;

  const isDue = (schedule: Schedule) =>
    !schedule.isDone &&
    !underWay.has(schedule.id) &&
    schedule.State === 'ENABLED' &&
    (dueAtOf(schedule.ScheduleExpression) ?? Number.POSITIVE_INFINITY) + schedule.aheadMs <=
      clock.now();

  const run = async (schedule: Schedule) => {
    underWay.add(schedule.id);
    await hand(schedule, options);
    // What ends because the functions are stopped is not over: it runs after the next start.
    if (isStopped) return;
    if (schedule.ActionAfterCompletion === 'DELETE') store.remove(schedule.id);
    else store.put({ ...schedule, isDone: true });
    underWay.delete(schedule.id);
  };
  const runDue = () => {
    const due = store.all().filter(isDue);
    for (const schedule of due) void run(schedule);
    return due.length > 0;
  };

  const visible = () => store.all().filter(({ id }) => !underWay.has(id));
  const book = {
    find: (group: string, name: string) =>
      visible().find(({ GroupName, Name }) => GroupName === group && Name === name),
    list: visible,
    put: store.put,
    remove: store.remove,
    now: clock.now,
    aheadMs: clock.aheadMs,
  };
  const timer = setInterval(runDue, LOOK_INTERVAL_MS).unref();
  return {
    service: createSchedulerApi({ ...options, book }),
    async advance(seconds) {
      await clock.moveForward(seconds);
      functions.clockMoved();
      do await settle(functions);
      while (runDue());
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
    },
  };
}

/** The cloud is up to a minute late; this is as good as never. */
const LOOK_INTERVAL_MS = 1_000;

/** After the last attempt its outcome is still to be noted, which takes one more turn. */
async function settle(functions: Options['functions']): Promise<void> {
  await functions.settled();
  await new Promise(setImmediate);
}

/** A target that cannot be invoked at all goes to the schedule's own dead-letter queue. */
async function hand(schedule: Schedule, { functions, queues }: Options): Promise<void> {
  const { Arn, DeadLetterConfig } = schedule.Target;
  const event: unknown = JSON.parse(inputOf(schedule));
  try {
    await functions.invokeLater(Arn, event);
  } catch {
    if (DeadLetterConfig !== undefined) queues.send(DeadLetterConfig.Arn, event);
  }
}

/** The target's input with the words filled in that the scheduler knows (its context attributes). */
function inputOf(schedule: Schedule): string {
  const scheduledAt = new Date(dueAtOf(schedule.ScheduleExpression) ?? 0).toISOString();
  const words = {
    '<aws.scheduler.schedule-arn>': arnOf(schedule.GroupName, schedule.Name),
    '<aws.scheduler.scheduled-time>': scheduledAt.replace('.000', ''),
    '<aws.scheduler.execution-id>': randomUUID(),
    '<aws.scheduler.attempt-number>': '1',
  };
  return Object.entries(words).reduce(
    (text, [word, value]) => text.replaceAll(word, value),
    schedule.Target.Input ?? '{}',
  );
}
