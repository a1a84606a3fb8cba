/** Signs that turn the direction of what follows, which is the sentence that a name stands in. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A name that changes nothing around it. */
export const stripBidiControls = (name: string) => name.replace(BIDI_CONTROLS, '');
