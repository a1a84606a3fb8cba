import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `¿Continuar la conversación de ${email}?`,
  continueIt: '¿Continuar la conversación del correo?',
  yes: 'Continuar',
  no: 'No soy yo',
  looking: 'Buscando tu conversación…',
  wait: 'Un momento…',
  ended: 'Este enlace ha caducado. Ábrelo de nuevo desde el correo.',
  erased: 'Esta conversación ya no existe.',
  limited: 'Demasiados intentos a la vez. Lo volveremos a intentar en un momento.',
  failed: 'No se pudo cargar la conversación.',
  signedIn:
    'Este enlace pertenece a otra conversación. Para continuarla, cierra la sesión y vuelve a abrir el enlace del correo.',
  askToAdd: '¿Añadir tu conversación anterior a tu cuenta?',
  add: 'Añadir',
  fresh: 'Empezar de nuevo',
  adding: 'Añadiendo tus mensajes…',
  addFailed: 'Tu conversación anterior aún no se pudo añadir. Está a salvo.',
  neverAdded: 'Tu conversación anterior no se pudo añadir.',
};
