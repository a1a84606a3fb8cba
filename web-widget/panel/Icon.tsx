/** Shown at a message that is being sent. */
export const CLOCK = 'M12 7v5l3 2M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z';

export const CROSS = 'M6 6l12 12M18 6L6 18';

/** Hidden from screen readers: its meaning is in the text or label beside it. */
export function Icon(props: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={props.path} />
    </svg>
  );
}
