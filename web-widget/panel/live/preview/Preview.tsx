import { createMemo, createSignal, onCleanup, Show, untrack } from 'solid-js';
import type { ChatSnapshot } from '../../../../web-client/index.ts';
import type { SharedStorage } from '../../../../web-shared/shared-storage.ts';
import { addStyle } from '../../add-style.ts';
import { usePanel } from '../../context.ts';
import { Icon } from '../../Icon.tsx';
import { insert } from '../../solid-dom.ts';
import type { Avatar } from '../Avatar.tsx';
import type { formatTime } from '../format-time.ts';
import previewCss from './preview.css?inline';

const CROSS = 'M6 6l12 12M18 6 6 18';
/** The time of the newest message that was dismissed, in any tab. */
const DISMISSED_KEY = 'dismissed';

type PreviewParts = {
  readonly view: ChatSnapshot;
  readonly storage: SharedStorage;
  /** Given: to import from a chunk that is imported itself, the bundler walks over what pages add to every object. */
  readonly Avatar: typeof Avatar;
  readonly formatTime: typeof formatTime;
};

/** Puts the newest unread message beside the closed button, until it is read or dismissed. */
export function drawPreview(parts: PreviewParts): void {
  untrack(() => draw(parts));
}

function draw({ view, storage, ...parts }: PreviewParts): void {
  const { root, button, strings, isOpen } = usePanel();
  const read = () => storage.get(DISMISSED_KEY) ?? '';
  const [dismissed, setDismissed] = createSignal(read());
  let element: HTMLElement | undefined;

  const shown = createMemo(() => {
    if (isOpen() || view.unread_count === 0) return undefined;
    const newest = view.messages.findLast(({ sender_type }) => sender_type === 'admin');
    return newest && newest.created_at > dismissed() ? newest : undefined;
  });

  function dismiss(): void {
    storage.set(DISMISSED_KEY, shown()?.created_at ?? '');
    // What has the focus is about to go.
    if (element?.matches(':focus-within')) button.focus();
    setDismissed(read());
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') dismiss();
  }

  insert(
    root,
    <div
      ref={(made: HTMLElement) => {
        element = made;
      }}
      class="preview"
      role="status"
      lang={strings.locale}
      dir={strings.dir}
      onKeyDown={onKeyDown}
    >
      <Show when={shown()}>
        {(message) => (
          <div class="card">
            <button type="button" onClick={() => button.click()}>
              {parts.Avatar({ name: message().sender_name || strings.support })}
              <span>
                <b>
                  <bdi>{message().sender_name || strings.support}</bdi>
                </b>{' '}
                <time dir="auto" datetime={message().created_at}>
                  {parts.formatTime(message().created_at, strings.locale)}
                </time>
                <span class="lines" dir="auto">
                  {message().content}
                </span>
              </span>
            </button>
            <button
              type="button"
              class="dismiss"
              aria-label={strings.hide}
              title={strings.hide}
              onClick={dismiss}
            >
              <Icon path={CROSS} />
            </button>
          </div>
        )}
      </Show>
    </div>,
  );
  onCleanup(storage.onOthers(() => setDismissed(read())));
  onCleanup(addStyle(root, previewCss));
  onCleanup(() => element?.remove());
}
