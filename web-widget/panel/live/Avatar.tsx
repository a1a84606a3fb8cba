import { hueOf } from './hue-of.ts';
import { initialsOf } from './initials.ts';

/** The initials of somebody whose name stands beside it. */
export function Avatar(props: { name: string }) {
  return (
    <span class="avatar" aria-hidden="true" style={{ '--support-chat-hue': hueOf(props.name) }}>
      {initialsOf(props.name)}
    </span>
  );
}
