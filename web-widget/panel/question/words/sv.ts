import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Fortsätta samtalet för ${email}?`,
  continueIt: 'Fortsätta samtalet från mejlet?',
  yes: 'Fortsätt',
  no: 'Det är inte jag',
  looking: 'Letar efter ditt samtal…',
  wait: 'Ett ögonblick…',
  ended: 'Länken har gått ut. Öppna den igen i mejlet.',
  erased: 'Samtalet finns inte längre.',
  limited: 'För många försök på en gång. Vi försöker igen om en stund.',
  failed: 'Samtalet kunde inte laddas.',
  signedIn:
    'Länken hör till ett annat samtal. Logga ut och öppna länken i mejlet igen för att fortsätta det.',
  askToAdd: 'Lägga till ditt tidigare samtal i ditt konto?',
  add: 'Lägg till',
  fresh: 'Börja om',
  adding: 'Lägger till dina meddelanden…',
  addFailed: 'Ditt tidigare samtal kunde inte läggas till än. Det finns kvar.',
  neverAdded: 'Ditt tidigare samtal kunde inte läggas till.',
};
