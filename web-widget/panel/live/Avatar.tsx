import { avatarHue, initialsOf } from './avatar-appearance.ts';

/** The initials of a person; the name is in the text beside it. */
export function Avatar(props: { name: string }) {
  return (
    <span class="avatar" aria-hidden="true" style={{ '--support-chat-hue': avatarHue(props.name) }}>
      {initialsOf(props.name)}
    </span>
  );
}
