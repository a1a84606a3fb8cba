import { Show } from 'solid-js';
import { usePanel } from './context.ts';
import { CROSS, Icon } from './Icon.tsx';

export function Header() {
  const { session, strings, reachability, close } = usePanel();
  const connection = () => {
    const found = session.live()?.connectionState();
    if (reachability() === 'unreachable' && found !== 'offline' && found !== 'refused')
      return 'unreachable';
    return found ?? (reachability() === 'reachable' ? 'ready' : 'idle');
  };
  // What was last heard of the admins holds only as long as there is a connection.
  const isAnybodyThere = () =>
    /connected|polling/.test(connection()) && session.live()?.view.admins_online === true;

  return (
    <div class="header">
      <div class="heading">
        <h2 id="title">{strings.title}</h2>
        <span
          class="dot"
          data-connection={connection()}
          role="img"
          aria-label={strings.connection[connection()]}
          title={strings.connection[connection()]}
        />
        <p>{isAnybodyThere() ? strings.online : strings.away}</p>
      </div>
      <Show when={session.live()}>{(live) => live().SoundSwitch({})}</Show>
      <button type="button" class="quiet" aria-label={strings.close} onClick={close}>
        <Icon path={CROSS} />
      </button>
    </div>
  );
}
