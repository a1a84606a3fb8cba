import * as v from 'valibot';
import type { State } from '../state.ts';
import { type Schedule, ScheduleSchema } from './schedule.ts';

/** The schedules, kept across restarts. */
export type ScheduleStore = {
  all(): Schedule[];
  put(schedule: Schedule): void;
  remove(id: string): void;
};

/**
 * A journal: each change appends one line, so that keeping a schedule costs the same however many
 * there are. A start reads it back and writes it again without the schedules that are over.
 */
export async function openScheduleStore(state: State): Promise<ScheduleStore> {
  const schedules = new Map<string, Schedule>();
  const apply = (entry: Entry) => {
    if ('put' in entry) schedules.set(entry.put.id, entry.put);
    else schedules.delete(entry.remove);
  };
  const record = (entry: Entry) => {
    apply(entry);
    state.append(FILE, toLine(entry));
  };
  for (const entry of readJournal(state.read(FILE) ?? '')) apply(entry);
  const kept = [...schedules.values()].map((put) => ({ put }));
  await state.write(FILE, kept.map(toLine).join(''));
  return {
    all: () => [...schedules.values()],
    put: (schedule) => record({ put: schedule }),
    remove: (id) => record({ remove: id }),
  };
}

const FILE = 'schedules.jsonl';

const entrySchema = v.union([v.object({ put: ScheduleSchema }), v.object({ remove: v.string() })]);
type Entry = v.InferOutput<typeof entrySchema>;

const lineSchema = v.pipe(v.string(), v.parseJson(), entrySchema);

/** A crash can cut the last line short: that change was never confirmed to anybody. */
function readJournal(text: string): Entry[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => v.parse(lineSchema, line));
}

function toLine(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}
