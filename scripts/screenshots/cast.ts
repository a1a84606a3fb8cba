import type { LocalRun } from '../../local/start-local.ts';
import { createPerson, type Person } from './person.ts';
import { ODD_TEXTS } from './texts.ts';

/** The people in an inbox, by what is special about them. */
export type Cast = { readonly [Role in 'alice' | 'visitor' | 'odd']: Person };

const SHOP = 'https://shop.example';

/** Fills an inbox with people who have written something. */
export async function createCast(run: LocalRun): Promise<Cast> {
  const odd = await createPerson(run, {
    name: 'Wilhelmina Featherstonehaugh-Cholmondeley',
    email: 'wilhelmina.featherstonehaugh-cholmondeley@very-long-domain.example',
  });
  for (const [place, text] of ODD_TEXTS.entries()) {
    await (place % 2 ? odd.hears('Bo Aalto', text) : odd.says(text));
  }
  const others = ['Bob Stone', 'Noor Haddad', 'Chiara Rossi'];
  for (const name of others) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    const person = await createPerson(run, { name, email });
    await person.says('Can I return a pack that I have already waxed?');
    if (name !== 'Bob Stone') await person.hears('Ada', 'Of course, within sixty days.');
  }
  const visitor = await createPerson(run, {});
  await visitor.says('Do you ship to Norway?');
  const alice = await createPerson(run, { name: 'Alice Moss', email: 'alice.moss@example.com' });
  await talk(alice);
  return { alice, visitor, odd };
}

async function talk(alice: Person): Promise<void> {
  const page = {
    url: `${SHOP}/tents/halla-2?colour=moss`,
    title: 'Halla 2, a tent for two · Fjell & Fjord',
    language: 'nb',
  };
  await alice.says('Hi! Does the Halla 2 fit on a bike rack?', page);
  await alice.says('I leave on Friday.', page);
  await alice.hears('Ada', 'It does: packed it is 42 × 14 cm.');
  await alice.hears('Ada', `Here is how: ${SHOP}/guides/bike-rack`);
  await alice.hears('Bo Aalto', 'Bo from the workshop here. Two straps of 60 cm will do.');
  await alice.says('Thank you both! 🎉', page);
}
