import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Fortsæt samtalen for ${email}?`,
  continueIt: 'Fortsæt samtalen fra mailen?',
  yes: 'Fortsæt',
  no: 'Det er ikke mig',
  looking: 'Leder efter din samtale…',
  wait: 'Et øjeblik…',
  ended: 'Linket er udløbet. Åbn det igen i mailen.',
  erased: 'Samtalen findes ikke længere.',
  limited: 'For mange forsøg på én gang. Vi prøver igen om lidt.',
  failed: 'Samtalen kunne ikke indlæses.',
  signedIn:
    'Linket hører til en anden samtale. Log ud, og åbn linket i mailen igen for at fortsætte den.',
  askToAdd: 'Føj din tidligere samtale til din konto?',
  add: 'Tilføj',
  fresh: 'Start forfra',
  adding: 'Tilføjer dine beskeder…',
  addFailed: 'Din tidligere samtale kunne ikke tilføjes endnu. Den er gemt.',
  neverAdded: 'Din tidligere samtale kunne ikke tilføjes.',
};
