import { useParams } from '@solidjs/router';
import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { ChatList } from '../live/create-inbox.ts';
import { createIsVisible } from '../live/create-is-visible.ts';
import { SIDE_BY_SIDE } from '../live/create-is-wide.ts';
import { createMatches } from '../live/create-matches.ts';

type Aim = {
  /** Somebody may be about to press one of the rows: none of them may move now. */
  readonly isAimedAt: Accessor<boolean>;
  onPointerMove(event: PointerEvent): void;
  onPointerLeave(): void;
};

/**
 * Whether somebody may be about to press a row. A mouse that does so is over the list, a keyboard
 * has its focus there. A finger tells nothing before it touches, so where there are only fingers the
 * rows keep still for as long as they can be seen, but for what was missed during an absence.
 */
export function createIsAimedAt(list: Accessor<ChatList>, hasFocus: Accessor<boolean>): Aim {
  const params = useParams<{ id?: string }>();
  const [isOver, setIsOver] = createSignal(false);
  const isVisible = createIsVisible();
  const isFingersOnly = createMatches('(hover: none) and (pointer)');
  const isSideBySide = createMatches(SIDE_BY_SIDE);
  const isInReach = () => isSideBySide() || params.id === undefined;
  const mayBeTouched = () => isFingersOnly() && isInReach() && !list().state().is_catching_up;

  return {
    isAimedAt: createMemo(() => isVisible() && (isOver() || hasFocus() || mayBeTouched())),
    onPointerMove: ({ pointerType }) => setIsOver(pointerType === 'mouse'),
    onPointerLeave: () => setIsOver(false),
  };
}
