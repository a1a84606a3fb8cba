/** A random generator that returns the same numbers each time. */
export type Dice = {
  /** From 0 up to, and not including, 1. */
  fraction(): number;
  pick<T>(choices: readonly T[]): T;
  uuid(): string;
};

/** A multiplicative congruential generator. */
export function createDice(): Dice {
  const MODULUS = 2 ** 31 - 1;
  let state = 20_260_101;
  const fraction = () => {
    state = (state * 48_271) % MODULUS;
    return (state - 1) / (MODULUS - 1);
  };
  return {
    fraction,
    pick(choices) {
      const choice = choices[Math.floor(fraction() * choices.length)];
      if (choice === undefined) throw new Error('there is nothing to choose from');
      return choice;
    },
    uuid() {
      const hex = () => Math.floor(fraction() * 16).toString(16);
      return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', hex);
    },
  };
}
