import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Pokračovat v konverzaci uživatele ${email}?`,
  continueIt: 'Pokračovat v konverzaci z e-mailu?',
  yes: 'Pokračovat',
  no: 'To nejsem já',
  looking: 'Hledáme vaši konverzaci…',
  wait: 'Okamžik…',
  ended: 'Platnost tohoto odkazu vypršela. Otevřete ho prosím v e-mailu znovu.',
  erased: 'Tato konverzace už neexistuje.',
  limited: 'Příliš mnoho pokusů najednou. Za chvíli to zkusíme znovu.',
  failed: 'Konverzaci se nepodařilo načíst.',
  signedIn:
    'Tento odkaz patří k jiné konverzaci. Chcete-li v ní pokračovat, odhlaste se a otevřete odkaz v e-mailu znovu.',
  askToAdd: 'Přidat vaši dřívější konverzaci k vašemu účtu?',
  add: 'Přidat',
  fresh: 'Začít znovu',
  adding: 'Přidáváme vaše zprávy…',
  addFailed: 'Dřívější konverzaci se zatím nepodařilo přidat. Zůstává uložená.',
  neverAdded: 'Dřívější konverzaci se nepodařilo přidat.',
};
