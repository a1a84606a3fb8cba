/** What the rare questions say. Another language is another object of this shape. */
export const en = {
  /** An emailed link leads to a conversation of somebody whose address is told in part. */
  continueOf: (email: string) => `Continue the conversation of ${email}?`,
  continueIt: 'Continue the conversation from the email?',
  yes: 'Continue',
  no: 'Not me',
  looking: 'Looking for your conversation…',
  wait: 'One moment…',
  ended: 'This link has expired. Please open it in the email again.',
  erased: 'This conversation no longer exists.',
  limited: 'Too many attempts. We will try again in a moment.',
  failed: 'The conversation could not be loaded.',
  signedIn:
    'This link belongs to another conversation. To continue it, sign out and open the link in the email again.',
  /** Somebody who has signed in had a conversation in this browser before. */
  askToAdd: 'Add your earlier conversation to your account?',
  add: 'Add',
  fresh: 'Start fresh',
  adding: 'Adding your messages…',
  addFailed: 'Your earlier conversation could not be added yet. Nothing is lost.',
  neverAdded: 'Your earlier conversation could not be added.',
};

export type Words = typeof en;
