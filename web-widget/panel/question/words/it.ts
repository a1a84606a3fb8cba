import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Continuare la conversazione di ${email}?`,
  continueIt: 'Continuare la conversazione dell’email?',
  yes: 'Continua',
  no: 'Non sono io',
  looking: 'Cerchiamo la tua conversazione…',
  wait: 'Un momento…',
  ended: 'Questo link è scaduto. Aprilo di nuovo dall’email.',
  erased: 'Questa conversazione non esiste più.',
  limited: 'Troppi tentativi insieme. Riproviamo tra poco.',
  failed: 'Impossibile caricare la conversazione.',
  signedIn:
    'Questo link appartiene a un’altra conversazione. Per continuarla, esci dal tuo account e apri di nuovo il link dall’email.',
  askToAdd: 'Aggiungere la tua conversazione precedente al tuo account?',
  add: 'Aggiungi',
  fresh: 'Ricomincia',
  adding: 'Aggiunta dei tuoi messaggi…',
  addFailed:
    'Non è stato ancora possibile aggiungere la tua conversazione precedente. È al sicuro.',
  neverAdded: 'Non è stato possibile aggiungere la tua conversazione precedente.',
};
