import { useParams } from '@solidjs/router';
import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import { createIsVisible } from '../../shared/browser/create-is-visible.ts';
import { SIDE_BY_SIDE } from '../../shared/browser/create-is-wide.ts';
import { createMatches } from '../../shared/browser/create-matches.ts';
import type { ChatList } from '../../shared/live/create-inbox.ts';

type Aim = {
  /** Somebody may be about to press one of the rows: none of them may move now. */
  readonly isAimedAt: Accessor<boolean>;
  /** A mouse that moves elsewhere on the page is all that keeps the rows where they are. */
  readonly isPassing: Accessor<boolean>;
  onPointerMove(event: PointerEvent): void;
  onPointerLeave(): void;
};

/** A hand that rests for so long is on its way to nothing. */
const REST_MS = 300;

/**
 * Whether somebody may be about to press a row. A mouse that does so is over the list or on its way
 * there, a keyboard has its focus there. A finger tells nothing before it touches, so where there are only fingers the
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

  const isMoving = createIsMouseMoving();
  const isNear = createMemo(() => isOver() || hasFocus() || mayBeTouched());

  return {
    isAimedAt: createMemo(() => isVisible() && (isNear() || isMoving())),
    isPassing: createMemo(() => !isNear() && isMoving()),
    onPointerMove: ({ pointerType }) => setIsOver(pointerType === 'mouse'),
    onPointerLeave: () => setIsOver(false),
  };
}

/** Whether the mouse moves, wherever on the page: rows that slide when it arrives are missed. */
function createIsMouseMoving(): Accessor<boolean> {
  const [isMoving, setIsMoving] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function onPointerMove({ pointerType }: PointerEvent): void {
    if (pointerType !== 'mouse') return;
    clearTimeout(timer);
    timer = setTimeout(() => setIsMoving(false), REST_MS);
    setIsMoving(true);
  }

  document.addEventListener('pointermove', onPointerMove);
  onCleanup(() => {
    clearTimeout(timer);
    document.removeEventListener('pointermove', onPointerMove);
  });
  return isMoving;
}
