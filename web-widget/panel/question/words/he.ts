import type { Words } from './en.ts';

export const words: Words = {
  // Isolated, so that it keeps its own direction.
  continueOf: (email) => `להמשיך את השיחה של \u2068${email}\u2069?`,
  continueIt: 'להמשיך את השיחה מהמייל?',
  yes: 'המשך',
  no: 'זה לא אני',
  looking: 'מחפשים את השיחה שלך…',
  wait: 'רק רגע…',
  ended: 'פג תוקפו של הקישור. יש לפתוח אותו שוב מהמייל.',
  erased: 'השיחה הזו כבר לא קיימת.',
  limited: 'יותר מדי ניסיונות בבת אחת. ננסה שוב בעוד רגע.',
  failed: 'לא ניתן היה לטעון את השיחה.',
  signedIn: 'הקישור שייך לשיחה אחרת. כדי להמשיך אותה, יש להתנתק ולפתוח שוב את הקישור מהמייל.',
};
