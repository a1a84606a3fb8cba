import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatSnapshot } from '../../web-client/types.ts';
import { createFakeStorage, type FakeStorage } from './support/fake-platform.ts';
import {
  createModelServer,
  type Fate,
  goodNetwork,
  type ModelServer,
} from './support/model-server.ts';
import { type OpenChat, openChat } from './support/open-chat.ts';

type Step =
  | {
      do: 'send' | 'foreign' | 'other_tab' | 'cut' | 'release' | 'reload' | 'wake_up' | 'mark_read';
    }
  | { do: 'network' | 'sockets' | 'online'; isUp: boolean }
  | { do: 'wait'; ms: number };

const plain = fc.constantFrom(
  'send',
  'foreign',
  'other_tab',
  'cut',
  'release',
  'reload',
  'wake_up',
  'mark_read',
);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: plain }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('network', 'sockets', 'online'),
      isUp: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 40_000 }) }),
  },
);
const aFate = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Fate>('arrives') },
  { weight: 3, arbitrary: fc.constantFrom<Fate>('lost', 'twice', 'late', 'answer_lost') },
);

test('[W6] [U5] whatever the network does, the screen ends as what was committed, each message once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aStep, { maxLength: 30, size: 'max' }),
      fc.array(aFate, { minLength: 1, maxLength: 60, size: 'max' }),
      run,
    ),
    { numRuns: 200 },
  );
}, 120_000);

async function run(steps: Step[], fates: Fate[]): Promise<void> {
  const server = createModelServer();
  const storage = createFakeStorage();
  let count = 0;
  const written: string[] = [];
  const faults: string[] = [];
  server.network.fate = () => fates[count++ % fates.length] ?? 'arrives';
  let open = await openWatched(server, storage, faults);

  for (const step of steps) {
    if (step.do === 'reload') {
      open.client.stop();
      expect(open.platform.timers()).toBe(0);
      open = await openWatched(server, storage, faults);
    } else if (step.do === 'send') {
      written.push(`own ${written.length}`);
      open.chat.send(written.at(-1) ?? '');
    } else take(step, open);
    await open.platform.advance(step.do === 'wait' ? step.ms : 0);
  }

  await heal(open);
  expect(faults).toEqual([]);
  expect(open.screen()).toEqual(server.committed.slice(-open.screen().length).map(asShown));
  expect(
    server.committed
      .filter(isOwn)
      .map(({ content }) => content)
      .sort(),
  ).toEqual(written.sort());
  expect(open.chat.snapshot().loading).toBe('loaded');
  open.client.stop();
  expect(open.platform.timers()).toBe(0);
  expect(storage.size()).toBe(0);
}

async function openWatched(server: ModelServer, storage: FakeStorage, faults: string[]) {
  const open = await openChat({ server, storage });
  open.chat.onChange(() => faults.push(...faultsOf(open.chat.snapshot(), server)));
  return open;
}

function take(step: Step, { server, platform, chat }: OpenChat): void {
  const name = `${step.do} ${server.committed.length}`;
  if (step.do === 'foreign') server.commit({ content: name, client_id: name });
  if (step.do === 'other_tab')
    server.commit({ content: name, client_id: name, sender_type: 'user' });
  if (step.do === 'cut') server.cut();
  if (step.do === 'release') server.release();
  if (step.do === 'wake_up') platform.wakeUp();
  if (step.do === 'mark_read') chat.markRead();
  if (step.do === 'network') server.network.isUp = step.isUp;
  if (step.do === 'sockets') server.network.hasSockets = step.isUp;
  if (step.do === 'online') platform.setOnline(step.isUp);
}

/** The network works again. Nobody touches the page: it has to find out by itself. */
async function heal({ server, platform }: OpenChat): Promise<void> {
  server.network = goodNetwork();
  if (!platform.isOnline()) platform.setOnline(true);
  server.release();
  await platform.advance(10 * 60_000);
}

/** Committed messages stand in order without a hole, the unsent behind them, and none twice. */
function faultsOf({ messages }: ChatSnapshot, server: ModelServer): string[] {
  const sent = messages.flatMap((shown) => (shown.state === 'sent' ? [shown] : []));
  const first = sent[0]?.seq ?? 1;
  const faults = {
    'a key twice': new Set(messages.map(({ key }) => key)).size < messages.length,
    'a text twice': new Set(messages.map(({ content }) => content)).size < messages.length,
    'an unsent one before a sent one': messages.slice(0, sent.length).some(isUnsent),
    'a hole or disorder': sent.some(({ seq }, index) => seq !== first + index),
    'not what was committed': sent.some(
      ({ seq, content }) => server.committed[seq - 1]?.content !== content,
    ),
  };
  return Object.entries(faults).flatMap(([fault, isThere]) => (isThere ? [fault] : []));
}

const isUnsent = ({ state }: { state: string }) => state !== 'sent';
const isOwn = ({ content }: { content: string }) => content.startsWith('own ');
const asShown = ({ seq, content }: { seq: number; content: string }) => `${seq}:${content}`;
