import { onMount } from 'solid-js';
import { usePanel } from '../context.ts';
import type { Notifications } from './notifications/create-notifications.ts';

const SPEAKER = 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z';
const WAVES = 'M15.5 9a4.5 4.5 0 0 1 0 6M18.2 6.5a8.2 8.2 0 0 1 0 11';
const CROSS = 'M16 9.5l5 5M21 9.5l-5 5';

export function SoundSwitch(props: { notifications: Notifications }) {
  const { root, strings } = usePanel();
  const isMuted = () => props.notifications.isMuted();
  const label = () => (isMuted() ? strings.soundOn : strings.soundOff);
  onMount(() => props.notifications.listenIn(root));
  return (
    <button
      type="button"
      class="quiet"
      aria-label={label()}
      title={label()}
      onClick={() => props.notifications.toggle()}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={SPEAKER + (isMuted() ? CROSS : WAVES)} />
      </svg>
    </button>
  );
}
