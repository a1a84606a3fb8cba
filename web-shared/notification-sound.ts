import { wait } from './wait.ts';

/** A short sound, silent until the reader has touched the page once: browsers ask for that. */
export type NotificationSound = {
  /** Waits for the first gesture there too: what is done in the widget is kept from the page. */
  listenIn(target: EventTarget): void;
  /** Whether it could be heard now. */
  isReady(): Promise<boolean>;
  /** Plays it, and resolves when it has faded. */
  play(): Promise<void>;
  close(): void;
};

const NOTES = [
  { hertz: 784, afterSeconds: 0 },
  { hertz: 1_047, afterSeconds: 0.13 },
] as const;
const RISE_SECONDS = 0.012;
const FADE_SECONDS = 0.5;
const LOUDNESS = 0.14;
const LENGTH_MS = 700;
const WAKE_MS = 500;
/** An idle audio clock costs the reader's battery. */
const REST_AFTER_MS = 3_000;
const GESTURES = ['pointerdown', 'click', 'keydown'] as const;

/** Begins to listen for the first gesture at once, and no longer than until then. */
export function makeNotificationSound(): NotificationSound {
  let context: AudioContext | undefined;
  let isUnlocked = false;
  const listening = new AbortController();
  let restTimer: ReturnType<typeof setTimeout> | undefined;

  async function unlock(): Promise<void> {
    context ??= openContext();
    if (!(await wake())) return;
    isUnlocked = true;
    listening.abort();
  }

  async function wake(): Promise<boolean> {
    const waking = context;
    if (!waking) return false;
    clearTimeout(restTimer);
    restTimer = setTimeout(() => void waking.suspend(), REST_AFTER_MS);
    // Without a gesture it stays undecided.
    await Promise.race([waking.resume(), wait(WAKE_MS)]).catch(() => {});
    return waking.state === 'running';
  }

  function listenIn(target: EventTarget): void {
    const { signal } = listening;
    if (signal.aborted) return;
    for (const type of GESTURES) target.addEventListener(type, unlock, { capture: true, signal });
    // A user who has opened the chat has touched the page already.
    if (navigator.userActivation?.hasBeenActive) void unlock();
  }

  listenIn(window);
  return {
    listenIn,
    isReady: async () => isUnlocked && (await wake()),
    async play() {
      if (!(await wake()) || !context) return;
      for (const note of NOTES) ring(context, note);
      await wait(LENGTH_MS);
    },
    close() {
      listening.abort();
      clearTimeout(restTimer);
      void context?.close();
      context = undefined;
    },
  };
}

/** Undefined where there is no sound to be had. */
function openContext(): AudioContext | undefined {
  try {
    return new AudioContext();
  } catch {
    return undefined;
  }
}

function ring(context: AudioContext, { hertz, afterSeconds }: (typeof NOTES)[number]): void {
  const start = context.currentTime + afterSeconds;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + RISE_SECONDS);
  volume.gain.exponentialRampToValueAtTime(LOUDNESS / 1_000, start + FADE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + FADE_SECONDS);
}
