import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Jatketaanko keskustelua osoitteella ${email}?`,
  continueIt: 'Jatketaanko sähköpostin keskustelua?',
  yes: 'Jatka',
  no: 'En ole minä',
  looking: 'Etsitään keskusteluasi…',
  wait: 'Hetkinen…',
  ended: 'Linkki on vanhentunut. Avaa se sähköpostista uudelleen.',
  erased: 'Tätä keskustelua ei enää ole.',
  limited: 'Liian monta yritystä kerralla. Yritämme hetken kuluttua uudelleen.',
  failed: 'Keskustelua ei voitu ladata.',
  signedIn:
    'Linkki kuuluu toiseen keskusteluun. Jatka sitä kirjautumalla ulos ja avaamalla linkki sähköpostista uudelleen.',
  askToAdd: 'Lisätäänkö aiempi keskustelusi tiliisi?',
  add: 'Lisää',
  fresh: 'Aloita alusta',
  adding: 'Lisätään viestejäsi…',
  addFailed: 'Aiempaa keskusteluasi ei voitu vielä lisätä. Se on tallessa.',
  neverAdded: 'Aiempaa keskusteluasi ei voitu lisätä.',
};
