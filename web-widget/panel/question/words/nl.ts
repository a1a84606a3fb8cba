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
};
