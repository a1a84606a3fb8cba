/** Who can sign in locally, in the place of the user pool's accounts. */
export type Person = {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
};

/** `adminGroup` is the template's own group of admins. */
export function peopleOf(adminGroup: string): readonly Person[] {
  return [
    { sub: 'ada', name: 'Ada', email: 'ada@example.com', groups: [adminGroup] },
    { sub: 'grace', name: 'Grace', email: 'grace@example.com', groups: [adminGroup] },
    { sub: 'mallory', name: 'Mallory', email: 'mallory@example.com', groups: [] },
  ];
}
