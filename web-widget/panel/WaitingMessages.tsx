import { usePanel } from './context.ts';
import { CLOCK, Icon } from './Icon.tsx';

/** What has been written already, until the chat that shows and sends it is there. */
export function WaitingMessages() {
  const { session, strings } = usePanel();
  return (
    <div class="waiting" role="log" aria-label={strings.messages}>
      <ol>
        {session.waiting().map(({ content }) => (
          <li data-state="pending">
            <span class="text" dir="auto">
              {content}
            </span>
            <span class="state" role="img" aria-label={strings.sending}>
              <Icon path={CLOCK} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
