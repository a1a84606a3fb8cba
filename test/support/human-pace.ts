/** How long a key or a button is held down. */
export const PRESS_MS = 30;

/** From the moment that the pointer has come to where somebody looks until they press. */
export const TO_PRESS_MS = 600;

/** The pause after the n-th key: with holding it 60 to 90 ms for each, in an order that repeats itself. */
export const keyPauseMs = (n: number): number => 30 + ((n * 17) % 31);
