import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Kontynuować rozmowę użytkownika ${email}?`,
  continueIt: 'Kontynuować rozmowę z e-maila?',
  yes: 'Kontynuuj',
  no: 'To nie ja',
  looking: 'Szukamy Twojej rozmowy…',
  wait: 'Chwileczkę…',
  ended: 'Ten link wygasł. Otwórz go ponownie w e-mailu.',
  erased: 'Ta rozmowa już nie istnieje.',
  limited: 'Za dużo prób naraz. Za chwilę spróbujemy ponownie.',
  failed: 'Nie udało się wczytać rozmowy.',
  signedIn:
    'Ten link należy do innej rozmowy. Aby ją kontynuować, wyloguj się i ponownie otwórz link w e-mailu.',
  askToAdd: 'Dodać wcześniejszą rozmowę do Twojego konta?',
  add: 'Dodaj',
  fresh: 'Zacznij od nowa',
  adding: 'Dodajemy Twoje wiadomości…',
  addFailed: 'Wcześniejszej rozmowy nie udało się jeszcze dodać. Jest bezpieczna.',
  neverAdded: 'Wcześniejszej rozmowy nie udało się dodać.',
};
