import { useParams } from '@solidjs/router';
import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import { createMediaQuery } from '../../../web-shared/create-media-query.ts';
import { createIsVisible } from '../../shared/browser/create-is-visible.ts';
import { SIDE_BY_SIDE } from '../../shared/browser/create-is-wide.ts';
import type { ChatList } from '../../shared/live/create-inbox.ts';

type PressIntent = {
  /** Somebody may be about to press a row, so no row may move now. */
  readonly mayPress: Accessor<boolean>;
  /** The only sign of that is a mouse that moves elsewhere on the page. */
  readonly isOnlyPassing: Accessor<boolean>;
  onPointerMove(event: PointerEvent): void;
  onPointerLeave(): void;
};

/** A mouse that rests for so long is not on its way to a row. */
const REST_MS = 300;

/**
 * Whether somebody may be about to press a row. A mouse is over the list or on its way to it; with a
 * keyboard, a row has the focus. A finger gives no sign before it touches, so on touch screens the
 * rows keep still whenever they are in sight, except while the list catches up after an absence.
 */
export function createPressIntent(
  list: Accessor<ChatList>,
  hasFocus: Accessor<boolean>,
): PressIntent {
  const params = useParams<{ id?: string }>();
  const [isOver, setIsOver] = createSignal(false);
  const isVisible = createIsVisible();
  const isTouchOnly = createMediaQuery('(hover: none) and (pointer)');
  const isSideBySide = createMediaQuery(SIDE_BY_SIDE);
  const isInSight = () => isSideBySide() || params.id === undefined;
  const mayTouch = () => isTouchOnly() && isInSight() && !list().state().is_catching_up;

  const isMoving = createIsMouseMoving();
  const isNear = createMemo(() => isOver() || hasFocus() || mayTouch());

  return {
    mayPress: createMemo(() => isVisible() && (isNear() || isMoving())),
    isOnlyPassing: createMemo(() => !isNear() && isMoving()),
    onPointerMove: ({ pointerType }) => setIsOver(pointerType === 'mouse'),
    onPointerLeave: () => setIsOver(false),
  };
}

/** Whether the mouse moves anywhere on the page: it would miss a row that slides when it arrives. */
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
