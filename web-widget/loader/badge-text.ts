/** The number on the button: nothing when all is read, "9+" above nine. */
export function badgeText(count: number): string {
  if (count <= 0) return '';
  return count > 9 ? '9+' : `${count}`;
}
