import { type Accessor, createSignal, Show } from 'solid-js';
import type { AdminApi } from '../../../web-client/types.ts';
import { CannedRepliesDialog } from './CannedRepliesDialog.tsx';
import { createCannedReplies } from './create-canned-replies.ts';
import { createReplyPicker } from './create-reply-picker.ts';
import { PickerList } from './PickerList.tsx';

/**
 * The canned replies for one reply box: the list that opens above it while `/name` is typed, and the
 * dialog that changes them. `List` and `Editor` go where the box's owner places them.
 */
export function createCannedReplyPicker(
  api: AdminApi,
  box: Accessor<HTMLTextAreaElement | undefined>,
) {
  const canned = createCannedReplies(api);
  const [isEditing, setIsEditing] = createSignal(false);
  const picker = createReplyPicker({ canned, box, onEdit: () => setIsEditing(true) });

  return {
    listId: picker.id,
    isOpen: picker.isOpen,
    activeOptionId: () => {
      const name = picker.isOpen() ? picker.active() : undefined;
      return name === undefined ? undefined : picker.optionId(name);
    },
    follow: picker.follow,
    takesKey: picker.takesKey,
    List: () => <PickerList picker={picker} canned={canned} />,
    Editor: () => (
      <Show when={isEditing()}>
        <CannedRepliesDialog canned={canned} onClose={() => setIsEditing(false)} />
      </Show>
    ),
  };
}
