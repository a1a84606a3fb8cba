/** A line drawing in the colour of the text around it, hidden from screen readers. */
export function Icon(props: { name: IconName; class?: string | undefined }) {
  return (
    <svg
      class={props.class}
      width="1.25em"
      height="1.25em"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={SHAPES[props.name]} />
    </svg>
  );
}

const SHAPES = {
  archive: 'M3 4h18v4H3z M5 8v11a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8 M10 12h4',
  back: 'M19 12H5 M11 6l-6 6 6 6',
  bell: 'M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7z M10 20.500a2.200 2.200 0 0 0 4 0',
  bellOff:
    'M8.500 5.200A6 6 0 0 1 18 10c0 2.200.400 3.700.900 4.700 M16 17H4c0-1 2-2 2-7 0-.600.100-1.200.300-1.800 M10 20.500a2.200 2.200 0 0 0 4 0 M3.500 3.500l17 17',
  chat: 'M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z',
  close: 'M6 6l12 12 M18 6L6 18',
  down: 'M12 5v14 M6 13l6 6 6-6',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z M9.500 12a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0',
  keyboard: 'M3 6h18v12H3z M7 10h.01 M12 10h.01 M17 10h.01 M8 14h8',
  quick: 'M13 3L5 14h6l-1 7 8-11h-6z',
  download: 'M12 4v11 M7 11l5 5 5-5 M5 20h14',
  erase: 'M4 7h16 M9 7V4h6v3 M6 7l1 13h10l1-13 M10 11v5 M14 11v5',
  external: 'M14 4h6v6 M20 4l-9 9 M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21a8 7 0 0 1 16 0',
  restore: 'M4 5v5h5 M4.500 10a8 8 0 1 1-.4 4',
  search: 'M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14z M16 16l5 5',
  send: 'M4 12l16-8-5 16-4-7z M11 13l9-9',
  signOut: 'M9 4H5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h4 M14 8l4 4-4 4 M18 12H9',
  up: 'M12 19V5 M6 11l6-6 6 6',
  verified:
    'M12 3l2.600 2 3.200.100.900 3.100L21.300 10.500 20.200 13.500l.600 3.200-3 1.100-1.700 2.800L12 20l-4.100.600-1.700-2.800-3-1.100.600-3.200-1.100-3 2.600-2.300.900-3.100L9.400 5z M8.500 12l2.500 2.500 4.500-4.500',
} as const;

type IconName = keyof typeof SHAPES;
