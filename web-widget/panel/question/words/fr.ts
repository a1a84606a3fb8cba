import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Continuer la discussion de ${email}\u00a0?`,
  continueIt: 'Continuer la discussion de l’e-mail\u00a0?',
  yes: 'Continuer',
  no: 'Ce n’est pas moi',
  looking: 'Recherche de votre discussion…',
  wait: 'Un instant…',
  ended: 'Ce lien a expiré. Veuillez l’ouvrir à nouveau depuis l’e-mail.',
  erased: 'Cette discussion n’existe plus.',
  limited: 'Trop de tentatives à la fois. Nouvel essai dans un instant.',
  failed: 'La discussion n’a pas pu être chargée.',
  signedIn:
    'Ce lien correspond à une autre discussion. Pour la continuer, déconnectez-vous et ouvrez à nouveau le lien depuis l’e-mail.',
  askToAdd: 'Ajouter votre discussion précédente à votre compte\u00a0?',
  add: 'Ajouter',
  fresh: 'Repartir de zéro',
  adding: 'Ajout de vos messages…',
  addFailed: 'Votre discussion précédente n’a pas encore pu être ajoutée. Elle est conservée.',
  neverAdded: 'Votre discussion précédente n’a pas pu être ajoutée.',
};
