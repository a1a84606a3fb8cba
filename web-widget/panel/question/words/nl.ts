import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Het gesprek van ${email} voortzetten?`,
  continueIt: 'Het gesprek uit de e-mail voortzetten?',
  yes: 'Voortzetten',
  no: 'Dat ben ik niet',
  looking: 'Je gesprek wordt gezocht…',
  wait: 'Een ogenblik…',
  ended: 'Deze link is verlopen. Open hem opnieuw in de e-mail.',
  erased: 'Dit gesprek bestaat niet meer.',
  limited: 'Te veel pogingen tegelijk. We proberen het zo opnieuw.',
  failed: 'Het gesprek kon niet worden geladen.',
  signedIn:
    'Deze link hoort bij een ander gesprek. Log uit en open de link in de e-mail opnieuw om het voort te zetten.',
  askToAdd: 'Je eerdere gesprek aan je account toevoegen?',
  add: 'Toevoegen',
  fresh: 'Opnieuw beginnen',
  adding: 'Je berichten worden toegevoegd…',
  addFailed: 'Je eerdere gesprek kon nog niet worden toegevoegd. Het blijft bewaard.',
  neverAdded: 'Je eerdere gesprek kon niet worden toegevoegd.',
};
