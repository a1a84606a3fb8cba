/** Signs that turn the direction of what follows, which is the sentence that a name stands in. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A name that changes nothing around it. */
export const withoutTurns = (name: string) => name.replace(TURNS, '');
