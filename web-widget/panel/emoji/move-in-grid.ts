/** How many stand in a row: the style sheet draws as many. */
const COLUMNS = 8;

/** Where a key leads from one of `count` places in rows, if it leads anywhere within them. */
export function moveInGrid(
  key: string,
  index: number,
  count: number,
  dir: 'ltr' | 'rtl',
): number | undefined {
  const forward = dir === 'rtl' ? -1 : 1;
  const places: Record<string, number> = {
    ArrowRight: index + forward,
    ArrowLeft: index - forward,
    ArrowDown: index + COLUMNS,
    ArrowUp: index - COLUMNS,
    Home: 0,
    End: count - 1,
  };
  const place = places[key];
  if (place === undefined) return undefined;
  return place >= 0 && place < count ? place : index;
}
