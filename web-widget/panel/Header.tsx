import { usePanel } from './context.ts';
import { Icon } from './Icon.tsx';

export function Header() {
  const { session, strings, close } = usePanel();
  const link = () => session.live()?.link() ?? 'idle';

  return (
    <div class="header">
      <h2 id="title">{strings.title}</h2>
      <span
        class="dot"
        data-link={link()}
        role="img"
        aria-label={strings.link[link()]}
        title={strings.link[link()]}
      />
      <button type="button" class="quiet" aria-label={strings.close} onClick={close}>
        <Icon name="cross" />
      </button>
    </div>
  );
}
