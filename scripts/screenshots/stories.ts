import { type User, VISITOR_PREFIX } from '../../functions/domain/actor.ts';
import type { Story } from '../seed/chat-items.ts';
import { inventChats } from '../seed/invent-chats.ts';
import { type Said, tell } from './tell.ts';
import { HOSTILE_NAME, HOSTILE_TEXTS, ODD_TEXTS } from './texts.ts';

/** The people whose chats are opened, by what is special about them. */
export const CAST = {
  /** Also the one whom the shop's page can sign in. */
  alice: { kind: 'signed_in', id: 'alice', email: 'alice@example.com', name: 'Alice Moss' },
  visitor: { kind: 'visitor', id: `${VISITOR_PREFIX}0d2f7c1e` },
  /** Left the address of somebody else. */
  claimant: { kind: 'visitor', id: `${VISITOR_PREFIX}7be1a04c` },
  odd: {
    ...aUser('Wilhelmina Featherstonehaugh-Cholmondeley'),
    email: 'wilhelmina.featherstonehaugh-cholmondeley@very-long-domain.example',
  },
  hostile: {
    ...aUser('Robert'),
    email: null,
    name: HOSTILE_NAME,
  },
  talkative: aUser('Tala Okafor'),
  archived: aUser('Hiro Ito'),
} as const satisfies Record<string, User>;

/** An inbox as of a shop on a working day. */
export function* createStories(): Generator<Story> {
  yield tell(CAST.alice, TALK, { page: HALLA });
  yield tell(CAST.visitor, [[9, 'user', 'Do you ship to Norway?']]);
  yield tell(aUser('Noor Haddad'), [
    [26, 'user', 'The zip of my sleeping bag broke after one night 😕'],
    [25, 'user', 'The order was 20418. Can it be mended?'],
  ]);
  yield tell(aUser('Jonas Berg'), [
    [71, 'user', 'Can I return a pack that I have already waxed?'],
    [68, 'Ada', 'Of course, within sixty days.'],
  ]);
  yield tell(aUser('Chiara Rossi'), [
    [140, 'user', 'I ordered last Tuesday. Where is my parcel?'],
    [138, 'Bo Aalto', 'It left our workshop yesterday; it should be with you tomorrow.'],
    [130, 'user', 'Perfect, thank you!'],
    [129, 'Bo Aalto', 'You are welcome. Have a good trip.'],
  ]);
  yield tell(
    CAST.claimant,
    [[190, 'user', 'Please send my parcel to another address from now on.']],
    { email: 'jonas.berg@example.com' },
  );
  yield tell(aUser('Layla Haddad'), [
    [250, 'user', 'مرحبا، طلبت خيمة لشخصين قبل أسبوع ولم تصل بعد. هل يمكنكم إخباري متى ستصل؟'],
  ]);
  yield tell(aUser('Greta Novak'), [
    [300, 'user', 'Which stove fits the small kettle?'],
    [290, 'Ada', 'The Primus one. They pack into each other.'],
  ]);
  yield tell(aUser('Elif Moreau'), [
    [640, 'user', 'Do the poles of the old Halla fit the new one?'],
    [610, 'Bo Aalto', 'They do, from 2021 on. Older ones are a little shorter.'],
  ]);
  yield tell(aUser('Oskar Lopez'), [
    [900, 'user', 'My voucher is not accepted at the checkout.'],
    [880, 'Ada', 'I have put it right. Please try again.'],
  ]);
  yield tell(CAST.odd, asTalk(ODD_TEXTS, 1_300));
  yield tell(CAST.hostile, asTalk(HOSTILE_TEXTS, 1_400));
  yield tell(CAST.talkative, longTalk(300, 1_500));
  yield tell(
    CAST.archived,
    [
      [1_650, 'user', 'Could you send the invoice once more?'],
      [1_600, 'Ada', 'Sent. It may take a minute or two.'],
    ],
    { isArchived: true },
  );
  yield* othersFromBefore();
}

function aUser(name: string): Extract<User, { kind: 'signed_in' }> {
  const id = name.toLowerCase().replaceAll(' ', '.');
  return { kind: 'signed_in', id, email: `${id}@example.com`, name };
}

const SHOP = 'https://shop.example';

const HALLA = {
  url: `${SHOP}/tents/halla-2?colour=moss`,
  title: 'Halla 2, a tent for two · Fernweh Outdoor',
  language: 'en-GB',
};

const TALK: readonly Said[] = [
  [1_460, 'user', 'Hello! Is the Halla 2 back in stock soon?'],
  [1_455, 'Ada', 'Hello Alice, three of them came in this morning.'],
  [16, 'user', 'Good news. Does it fit on a bike rack? I leave on Friday.'],
  [12, 'Ada', 'It does: packed it is 42 × 14 cm.'],
  [12, 'Ada', `Here is how: ${SHOP}/guides/bike-rack`],
  [8, 'Bo Aalto', 'Bo from the workshop here. Two straps of 60 cm will do.'],
  [4, 'user', 'Thank you both! 🎉'],
  [4, 'user', 'When would it arrive?'],
];

/** Both sides in turn, within a few minutes that ended so long ago. */
function asTalk(texts: readonly string[], minutesAgo: number): Said[] {
  return texts.map((text, place) => [
    minutesAgo + texts.length - place,
    place % 2 ? 'Bo Aalto' : 'user',
    text,
  ]);
}

function longTalk(count: number, minutesAgo: number): Said[] {
  const texts = Array.from({ length: count }, (_, place) =>
    place % 2 ? `Answer ${place + 1}: yes, we have it.` : `Question ${place + 1}: do you have it?`,
  );
  return asTalk(texts, minutesAgo);
}

const DAY_MS = 86_400_000;

/** Enough to scroll, all of it answered. */
function* othersFromBefore(): Generator<Story> {
  const now = new Date(Date.now() - 2 * DAY_MS);
  for (const story of inventChats({ chats: 200, messages: 900, now })) {
    if (story.sent.at(-1)?.actor.kind === 'admin') yield story;
  }
}
