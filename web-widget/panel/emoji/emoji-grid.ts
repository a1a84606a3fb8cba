/** Each group fills its rows of eight, so that up and down stay in their column. */
export const EMOJI_GROUPS: readonly (readonly string[])[] = [
  // Faces that like it
  '😀😄😁😆😅😂🤣🥹😊🙂😉😍🥰😘😎🤩🥳😇😋😌🤗🤭😏🙃',
  // Faces that do not, or do not know
  '🤔🧐🤨😐😶🙄😬😮😯😲😳🥺😢😭😟😕🙁😞😣😫😤😠😡🤯😱😰😥😓😴🤒🤕🫠',
  // Hands and people
  '👍👎👌🤌✌🤞🤙👋👏🙌🙏🤝💪🫶👈👉👆👇☝✋🤷🤦🙋🙇',
  // Hearts and signs
  '❤🧡💛💚💙💜🖤🤍💔💯✨🔥🎉🎊🎁🎈⭐🌟✅❌❓❗💡⚠',
  // Out of doors, animals, food
  '☀🌙🌈☔❄🌸🌹🌻🌱🍀🌲🌍🐶🐱🐻🐼🦊🦁🐸🐢🦋🐝🐟🦄☕🍵🍺🥂🍎🍕🍰🍪',
  // Things and journeys
  '📦🚚🏠🛒💳💰🧾🏷📱💻⌚📷🎧🔋🔑🔒📅⏰✉📎📝🔍🔧⚙🚗🚲✈⛺🏖🎒👟👕',
].map((group) => [...group].map(asPicture));

/** Some are drawn as plain letters unless this sign asks for the picture. */
function asPicture(character: string): string {
  return /\p{Emoji_Presentation}/u.test(character) ? character : `${character}\uFE0F`;
}

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
