import type { ShownMessage } from '../../../web-client/index.ts';
import { usePanel } from '../context.ts';
import { CLOCK, Icon } from '../Icon.tsx';

const PATHS = {
  pending: CLOCK,
  sent: 'M5 12.5l4.5 4.5L19 7.5',
  failed: 'M12 7.5v5.5M12 16.4v.1M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z',
} as const;

/** How far an own message has come. */
export function MessageState(props: { state: ShownMessage['state'] }) {
  const { strings } = usePanel();
  const label = () =>
    ({ pending: strings.sending, sent: strings.sent, failed: strings.failed.other })[props.state];
  return (
    <span class="state" role="img" aria-label={label()} title={label()}>
      <Icon path={PATHS[props.state]} />
    </span>
  );
}
