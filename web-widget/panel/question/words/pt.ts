import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Continuar a conversa de ${email}?`,
  continueIt: 'Continuar a conversa do e-mail?',
  yes: 'Continuar',
  no: 'Não sou eu',
  looking: 'À procura da sua conversa…',
  wait: 'Um momento…',
  ended: 'Este link expirou. Abra-o novamente no e-mail.',
  erased: 'Esta conversa já não existe.',
  limited: 'Demasiadas tentativas ao mesmo tempo. Vamos tentar de novo dentro de momentos.',
  failed: 'Não foi possível carregar a conversa.',
  signedIn:
    'Este link pertence a outra conversa. Para a continuar, termine a sessão e abra novamente o link no e-mail.',
  askToAdd: 'Adicionar a sua conversa anterior à sua conta?',
  add: 'Adicionar',
  fresh: 'Começar de novo',
  adding: 'A adicionar as suas mensagens…',
  addFailed: 'Ainda não foi possível adicionar a sua conversa anterior. Ela está guardada.',
  neverAdded: 'Não foi possível adicionar a sua conversa anterior.',
};
