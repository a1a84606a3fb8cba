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
