import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Effect,
  type EventType,
  type State,
  TRANSITIONS,
} from '../../web-client/connection-table.ts';

type Next = Readonly<Record<State, State>>;

/** Nothing changes. */
const same: Next = {
  idle: 'idle',
  refused: 'refused',
  limited: 'limited',
  waiting: 'waiting',
  connecting: 'connecting',
  connected: 'connected',
  renewing: 'renewing',
  replacing: 'replacing',
};
const to = (state: State, ...from: State[]): Partial<Next> =>
  Object.fromEntries(from.map((one) => [one, state]));
const STARTED = Object.keys(same).filter((state) => state !== 'idle') as Exclude<State, 'idle'>[];

/** The next state of every pair, so that a new state or event compiles only once it was thought about. */
const EXPECTED: Readonly<Record<EventType, Next>> = {
  start: { ...same, idle: 'connecting' },
  stop: { ...same, ...to('idle', ...STARTED) },
  resume: { ...same, refused: 'connecting', waiting: 'connecting' },
  offline: { ...same, ...to('waiting', 'connecting', 'connected', 'renewing', 'replacing') },
  refused: { ...same, ...to('refused', ...STARTED) },
  limited: { ...same, ...to('limited', 'waiting', 'connecting', 'replacing') },
  timer: { ...same, ...to('connecting', 'limited', 'waiting'), connected: 'renewing' },
  opened: { ...same, ...to('connected', 'connecting', 'renewing', 'replacing') },
  suspected: { ...same, renewing: 'connected', replacing: 'connecting' },
  failed: { ...same, ...to('waiting', 'connecting', 'replacing'), renewing: 'connected' },
  lost: { ...same, connected: 'waiting', ...to('connecting', 'renewing', 'replacing') },
  fellBack: same,
  expired: { ...same, ...to('replacing', 'connected', 'renewing') },
};

/** What is open in each state, and whether the timer runs. */
const WORLD: Readonly<Record<State, World>> = {
  idle: { current: false, next: false, timer: false },
  refused: { current: false, next: false, timer: false },
  limited: { current: false, next: false, timer: true },
  waiting: { current: false, next: false, timer: true },
  connecting: { current: false, next: true, timer: false },
  connected: { current: true, next: false, timer: true },
  renewing: { current: true, next: true, timer: false },
  replacing: { current: true, next: true, timer: false },
};

type World = { current: boolean; next: boolean; timer: boolean };

/** Whether an event can happen in a world. The others come from outside, at any time. */
const CAN_HAPPEN: Readonly<Record<EventType, (world: World) => boolean>> = {
  start: () => true,
  stop: () => true,
  resume: () => true,
  offline: () => true,
  refused: () => true,
  limited: () => true,
  timer: ({ timer }) => timer,
  opened: ({ next }) => next,
  suspected: ({ next }) => next,
  failed: ({ next }) => next,
  lost: ({ current }) => current,
  fellBack: ({ current }) => current,
  expired: ({ current }) => current,
};

/** What an event does by itself, before the machine hears of it. */
function happen(event: EventType, world: World): World {
  if (event === 'timer') return { ...world, timer: false };
  if (event === 'opened') return { ...world, next: false, current: true };
  if (event === 'suspected' || event === 'failed') return { ...world, next: false };
  if (event === 'lost') return { ...world, current: false };
  return world;
}

const EFFECTS: Readonly<Record<Effect, (world: World) => World>> = {
  listen: (world) => world,
  unlisten: (world) => world,
  probe: (world) => world,
  close: (world) => ({ ...world, current: false, next: false }),
  open: opened,
  openRenewed: opened,
  openNext: opened,
  wait: (world) => ({ ...world, timer: true }),
  renewLater: (world) => ({ ...world, timer: true }),
  renewSoon: (world) => ({ ...world, timer: true }),
};

function opened(world: World): World {
  expect(world.next, 'never two handshakes at a time').toBe(false);
  return { ...world, next: true };
}

function step(state: State, event: EventType, before: World): [State, World] {
  const [next, ...effects] = TRANSITIONS[event][state] ?? [state];
  let world = happen(event, before);
  if (next !== state) world = { ...world, timer: false };
  for (const effect of effects) world = EFFECTS[effect](world);
  return [next, world];
}

const EVENTS = Object.keys(EXPECTED) as EventType[];
const STATES = Object.keys(same) as State[];

describe.each(EVENTS)('%s', (event) => {
  test.each(STATES)('in the state %s', (state) => {
    expect(TRANSITIONS[event][state]?.[0] ?? state).toBe(EXPECTED[event][state]);
  });
});

test('each state has the sockets and the timer that it is named for, whatever happened before', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
      let state: State = 'idle';
      let world = WORLD.idle;
      for (const event of events.filter((one) => one)) {
        if (!CAN_HAPPEN[event](world)) continue;
        [state, world] = step(state, event, world);
        expect(world, `${event} led to ${state}`).toEqual(WORLD[state]);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each(['idle', 'refused'] as const)(
  'in the state %s nothing but an app or a person opens a socket',
  (state) => {
    const openers = EVENTS.filter((event) =>
      TRANSITIONS[event][state]?.some((effect) => effect.startsWith('open')),
    );
    expect(openers).toEqual(state === 'idle' ? ['start'] : ['resume']);
  },
);

test.each(STATES)('the state %s can be left and ended: no event is a dead end', (state) => {
  const reached = new Set([state]);
  for (const from of reached) for (const event of EVENTS) reached.add(EXPECTED[event][from]);
  expect([...reached].sort()).toEqual([...STATES].sort());
});
