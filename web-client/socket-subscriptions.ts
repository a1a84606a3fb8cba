import type { Channel, CommandInput, Push, Reply } from '../protocol/index.ts';
import type { Timers } from './timers.ts';

const RESPONSE_TIMEOUT_MS = 10_000;
/** The server takes so many commands in a second. */
const RETRIES_PER_SECOND = 5;

export type Subscriptions = {
  subscribe(channel: Channel): void;
  unsubscribe(channel: Channel): void;
  received(event: Reply | Push): void;
};

export type SubscriptionsOptions = {
  timers: Pick<Timers<'reply' | 'retry'>, 'set' | 'clear'>;
  send(command: CommandInput): void;
  /** Every subscription so far has got its reply. */
  settled(): void;
  /** One of them got no reply in time. */
  lose(): void;
};

/** The channels of one socket: repeats what the server had no room for, and notices when no reply comes. */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { timers, send } = options;
  const joining = new Map<string, Channel>();
  const leaving = new Map<string, Channel>();

  function subscribe(channel: Channel): void {
    leaving.delete(channelName(channel));
    joining.set(channelName(channel), channel);
    timers.set('reply', RESPONSE_TIMEOUT_MS, options.lose);
    send({ action: 'subscribe', ...channel });
  }

  function unsubscribe(channel: Channel): void {
    leaving.set(channelName(channel), channel);
    send({ action: 'unsubscribe', ...channel });
  }

  function confirmed(channel: Named): void {
    if (!joining.delete(channelName(channel)) || joining.size > 0) return;
    timers.clear('reply');
    options.settled();
  }

  /**
   * The server does not always say which command it refused, and asking twice is harmless; what does
   * not fit at once waits for the next time.
   */
  function retryIn(seconds = 1): void {
    if (joining.size + leaving.size === 0) return;
    timers.clear('reply');
    timers.set('retry', seconds * 1_000, () => {
      if (joining.size + leaving.size > RETRIES_PER_SECOND) retryIn();
      for (const channel of leaving.values()) confirmed(channel);
      for (const channel of [...leaving.values()].slice(0, RETRIES_PER_SECOND))
        unsubscribe(channel);
      for (const channel of [...joining.values()].slice(0, RETRIES_PER_SECOND)) subscribe(channel);
    });
  }

  return {
    subscribe,
    unsubscribe,
    received(event) {
      if (event.type === 'subscribed' || event.type === 'rejected') confirmed(event);
      if (event.type === 'unsubscribed') leaving.delete(channelName(event));
      if (event.type === 'error' && event.code === 'rate_limited') retryIn(event.retry_after);
    },
  };
}

type Named = { channel: Channel['channel']; chat_id?: string | undefined };

/** One name for each channel, from a command or from its reply. */
export function channelName(named: Named): string {
  return named.chat_id ?? named.channel;
}
