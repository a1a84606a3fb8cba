import type { Member } from './cast.ts';
import type { Desk } from './desk.ts';
import { messageFrom } from './message-from.ts';
import type { Take } from './take.ts';
import { type Tap, tapSocket } from './tap-socket.ts';

/** Writing an answer, and what colleagues do meanwhile. */
export const ANSWERING_STATES: Readonly<Record<string, Take>> = {
  async 'answer-typing'(desk, { alice }) {
    const tap = await showTapped(desk, alice);
    type(tap, alice, { sender_type: 'user', sender_name: 'Alice Moss' });
    tap.push({ type: 'viewers', chat_id: alice.chat_id, names: ['Bo Aalto'] });
    await desk.page.getByText('Bo Aalto is viewing this chat').waitFor();
  },
  async 'answer-crowd'(desk, { odd }) {
    const tap = await showTapped(desk, odd);
    const sender_name = 'Wilhelmina Featherstonehaugh-Cholmondeley';
    type(tap, odd, { sender_type: 'user', sender_name });
    type(tap, odd, { sender_type: 'admin', sender_name: 'Bartholomew Aalto' });
    const names = ['Bartholomew Aalto', 'Grace', 'Katherine', 'Alan'];
    tap.push({ type: 'viewers', chat_id: odd.chat_id, names });
    await desk.page.getByText(/and 3 others are viewing/).waitFor();
  },
  async 'answer-written'(desk, { alice }) {
    await desk.showChat(alice);
    await box(desk).fill(
      'You are welcome.\n\nWrite again when you are back, we would love to see how it went.',
    );
  },
  async 'answer-too-long'(desk, { alice }) {
    await desk.showChat(alice);
    await box(desk).fill('tent '.repeat(805));
    await desk.page.getByText(/over the limit/).waitFor();
  },
  async 'answer-warned'(desk, { alice }) {
    await warn(desk, alice);
  },
  async 'answer-held'(desk, { alice }) {
    await warn(desk, alice);
    await box(desk).press('Enter');
    await desk.page.getByText('Not sent yet.').waitFor();
  },
  async 'answer-failed'(desk, { alice }) {
    await tapSocket(desk.page, (client_id) => ({
      type: 'error',
      code: 'rate_limited',
      message: 'slow down',
      client_id,
    }));
    await desk.showChat(alice);
    await box(desk).fill('Have a good trip.');
    await box(desk).press('Enter');
    await desk.page.getByText(/Not sent/).waitFor();
  },
};

const box = ({ page }: Desk) => page.getByRole('textbox', { name: 'Reply' });

async function showTapped(desk: Desk, member: Member): Promise<Tap> {
  const tap = await tapSocket(desk.page);
  await desk.showChat(member);
  return tap;
}

function type(tap: Tap, { chat_id }: Member, who: { sender_type: string; sender_name: string }) {
  tap.push({ type: 'typing', chat_id, ...who, is_typing: true });
}

async function warn(desk: Desk, member: Member): Promise<void> {
  const tap = await showTapped(desk, member);
  await box(desk).fill('You are welcome. Shall we put one aside for you?');
  const text = 'With pleasure. There are two left in moss; I can put one aside until Thursday.';
  tap.push(messageFrom({ admin: 'Bo Aalto' }, member, text));
  await desk.page.getByText('answered while you were writing').waitFor();
}
