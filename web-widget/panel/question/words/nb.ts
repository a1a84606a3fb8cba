import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Fortsette samtalen til ${email}?`,
  continueIt: 'Fortsette samtalen fra e-posten?',
  yes: 'Fortsett',
  no: 'Det er ikke meg',
  looking: 'Leter etter samtalen din…',
  wait: 'Et øyeblikk…',
  ended: 'Lenken er utløpt. Åpne den på nytt i e-posten.',
  erased: 'Denne samtalen finnes ikke lenger.',
  limited: 'For mange forsøk på én gang. Vi prøver igjen om litt.',
  failed: 'Samtalen kunne ikke lastes inn.',
  signedIn:
    'Lenken hører til en annen samtale. Logg ut og åpne lenken i e-posten på nytt for å fortsette den.',
  askToAdd: 'Legge til den tidligere samtalen i kontoen din?',
  add: 'Legg til',
  fresh: 'Start på nytt',
  adding: 'Legger til meldingene dine…',
  addFailed: 'Den tidligere samtalen kunne ikke legges til ennå. Den er trygg.',
  neverAdded: 'Den tidligere samtalen kunne ikke legges til.',
};
