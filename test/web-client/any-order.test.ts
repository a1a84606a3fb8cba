import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatSnapshot } from '../../web-client/types.ts';
import type { Store } from '../support/storage.ts';
import { aStore } from '../support/storage.ts';
import {
  createModelServer,
  type Fate,
  goodNetwork,
  type ModelServer,
} from './support/model-server.ts';
import { type OpenChat, openChat } from './support/open-chat.ts';

const TABS = 2;

type Step =
  | { do: 'send' | 'reload' | 'wake_up' | 'mark_read'; tab: number }
  | { do: 'foreign' | 'other_device' | 'cut' | 'release' }
  | { do: 'network' | 'sockets' | 'handshakes'; isUp: boolean }
  | { do: 'online'; tab: number; isUp: boolean }
  | { do: 'wait'; ms: number };

const tab = fc.nat(TABS - 1);
const isUp = fc.boolean();
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('send', 'reload', 'wake_up', 'mark_read'), tab }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('foreign', 'other_device', 'cut', 'release') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('network', 'sockets', 'handshakes'), isUp }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('online'), tab, isUp }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 40_000 }) }),
  },
);
const aFate = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Fate>('arrives') },
  { weight: 3, arbitrary: fc.constantFrom<Fate>('lost', 'twice', 'late', 'answer_lost') },
);

test('[U5, W6] whatever the network does and whenever pages reload, every tab ends as what was committed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aStep, { maxLength: 30, size: 'max' }),
      fc.array(aFate, { minLength: 1, maxLength: 60, size: 'max' }),
      run,
    ),
    { numRuns: 200 },
  );
}, 120_000);

/** What one tab has written, and its page now: a reload is another page of the same tab. */
type Tab = { readonly name: string; readonly written: string[]; open: OpenChat };

async function run(steps: Step[], fates: Fate[]): Promise<void> {
  const server = createModelServer();
  const storage = aStore();
  const faults: string[] = [];
  let count = 0;
  const fate = () => fates[count++ % fates.length] ?? 'arrives';
  Object.assign(server.network, { fate, commandFate: fate });
  const tabs = await openTabs(server, storage, faults);

  for (const step of steps) {
    await take(step, tabs, server, (now) => openWatched(server, storage, faults, now));
    await advance(tabs, step.do === 'wait' ? step.ms : 0);
  }
  await heal(tabs, server);

  expect(faults).toEqual([]);
  for (const { name, written, open } of tabs) {
    await loadAll(open);
    expect(open.screen()).toEqual(server.committed.map(asShown));
    expect(textsOf(server, name)).toEqual(written);
    expect(open.chat.snapshot()).toMatchObject({ loading: 'loaded', unread_count: unread(server) });
    open.client.stop();
    expect(open.platform.timers()).toBe(0);
  }
  expect(storage.size()).toBe(0);
}

async function openTabs(server: ModelServer, storage: Store, faults: string[]) {
  const tabs: Tab[] = [];
  for (let index = 0; index < TABS; index += 1) {
    const open = await openWatched(server, storage, faults);
    tabs.push({ name: `tab ${index}`, written: [], open });
  }
  return tabs;
}

async function openWatched(
  server: ModelServer,
  storage: Store,
  faults: string[],
  startsAt?: number,
) {
  const open = await openChat({ server, storage, ...(startsAt && { startsAt }) });
  open.chat.onChange(() => faults.push(...faultsOf(open.chat.snapshot(), server)));
  return open;
}

async function take(
  step: Step,
  tabs: readonly Tab[],
  server: ModelServer,
  openAgain: (now: number) => Promise<OpenChat>,
): Promise<void> {
  const name = `${step.do} ${server.committed.length}`;
  if (step.do === 'foreign') server.commit({ content: name, client_id: name });
  if (step.do === 'other_device')
    server.commit({ content: name, client_id: name, sender_type: 'user' });
  if (step.do === 'cut') server.cut();
  if (step.do === 'release') server.release();
  if (step.do === 'network') server.network.isUp = step.isUp;
  if (step.do === 'sockets') server.network.hasSockets = step.isUp;
  if (step.do === 'handshakes') server.network.swallowsHandshakes = !step.isUp;
  const tab = 'tab' in step ? tabs[step.tab] : undefined;
  if (tab) await takeInTab(step, tab, openAgain);
}

async function takeInTab(
  step: Step,
  tab: Tab,
  openAgain: (now: number) => Promise<OpenChat>,
): Promise<void> {
  const { chat, client, platform } = tab.open;
  if (step.do === 'wake_up') platform.wakeUp();
  if (step.do === 'mark_read') chat.markRead();
  if (step.do === 'online') platform.setOnline(step.isUp);
  if (step.do === 'send') {
    const text = `${tab.name}, ${tab.written.length}`;
    tab.written.push(text);
    chat.send(text);
  }
  if (step.do === 'reload') {
    client.stop();
    tab.open = await openAgain(platform.now());
  }
}

async function advance(tabs: readonly Tab[], ms: number): Promise<void> {
  await Promise.all(tabs.map(({ open }) => open.platform.advance(ms)));
}

/** The network works again. Nobody touches the pages: they have to find out by themselves. */
async function heal(tabs: readonly Tab[], server: ModelServer): Promise<void> {
  server.network = goodNetwork();
  for (const { open } of tabs) if (!open.platform.isOnline()) open.platform.setOnline(true);
  server.release();
  await advance(tabs, 10 * 60_000);
}

async function loadAll({ chat, platform }: OpenChat): Promise<void> {
  while (chat.snapshot().has_more) {
    await chat.loadOlder();
    await platform.advance(0);
  }
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
const asShown = ({ seq, content }: { seq: number; content: string }) => `${seq}:${content}`;
const unread = ({ committed }: ModelServer) =>
  committed.filter(({ sender_type, read_at }) => sender_type === 'admin' && read_at === null)
    .length;
const textsOf = ({ committed }: ModelServer, tab: string) =>
  committed.map(({ content }) => content).filter((text) => text.startsWith(`${tab}, `));
