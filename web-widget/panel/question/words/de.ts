import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `Das Gespräch von ${email} fortsetzen?`,
  continueIt: 'Das Gespräch aus der E-Mail fortsetzen?',
  yes: 'Fortsetzen',
  no: 'Das bin ich nicht',
  looking: 'Ihr Gespräch wird gesucht…',
  wait: 'Einen Moment…',
  ended: 'Dieser Link ist abgelaufen. Bitte öffnen Sie ihn noch einmal in der E-Mail.',
  erased: 'Dieses Gespräch gibt es nicht mehr.',
  limited: 'Zu viele Versuche auf einmal. Wir versuchen es gleich noch einmal.',
  failed: 'Das Gespräch konnte nicht geladen werden.',
  signedIn:
    'Dieser Link gehört zu einem anderen Gespräch. Um es fortzusetzen, melden Sie sich ab und öffnen Sie den Link noch einmal in der E-Mail.',
  askToAdd: 'Ihr früheres Gespräch zu Ihrem Konto hinzufügen?',
  add: 'Hinzufügen',
  fresh: 'Neu beginnen',
  adding: 'Ihre Nachrichten werden hinzugefügt…',
  addFailed: 'Ihr früheres Gespräch konnte noch nicht hinzugefügt werden. Es bleibt erhalten.',
  neverAdded: 'Ihr früheres Gespräch konnte nicht hinzugefügt werden.',
};
