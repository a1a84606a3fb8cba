import type { ShownMessage } from '../../../web-client/index.ts';
import { usePanel } from '../context.ts';
import { Icon } from '../Icon.tsx';

const ICONS = { pending: 'clock', sent: 'check', failed: 'alert' } as const;

/** How far an own message has come. */
export function MessageState(props: { state: ShownMessage['state'] }) {
  const { strings } = usePanel();
  const label = () =>
    ({ pending: strings.sending, sent: strings.sent, failed: strings.failed.other })[props.state];
  return (
    <span class="state" role="img" aria-label={label()} title={label()}>
      <Icon name={ICONS[props.state]} />
    </span>
  );
}
