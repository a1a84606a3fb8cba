export type Listeners<T> = {
  add(listener: (value: T) => void): () => void;
  emit(value: T): void;
};

/** Who is told. One listener may be added twice; removing while being told is safe. */
export function createListeners<T>(): Listeners<T> {
  let listeners: readonly ((value: T) => void)[] = [];
  return {
    add(listener) {
      const own = (value: T) => listener(value);
      listeners = [...listeners, own];
      return () => {
        listeners = listeners.filter((other) => other !== own);
      };
    },
    emit(value) {
      for (const listener of listeners) listener(value);
    },
  };
}
