/** Whether a click comes from a finger: focusing a box would then open a keyboard over the page. */
export function isTap(event: MouseEvent): boolean {
  const isByKey = event.detail === 0;
  if (isByKey) return false;
  const pointer = event instanceof PointerEvent ? event.pointerType : '';
  if (pointer !== '') return pointer !== 'mouse';
  return matchMedia('(hover: none) and (pointer: coarse)').matches;
}
