import { useNavigate, useParams } from '@solidjs/router';
import { type Accessor, createSignal, onCleanup, Show } from 'solid-js';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import { chatPath, inboxPath } from '../../shared/navigation/paths.ts';
import { useSession } from '../../shared/session/session-context.tsx';
import { Icon } from '../../shared/ui/Icon.tsx';
import { createNotifications, type Notifications } from './create-notifications.ts';
import type { Permission } from './create-permission.ts';
import { NotificationOffer } from './NotificationOffer.tsx';
import { NotificationSwitch } from './NotificationSwitch.tsx';
import styles from './NotificationsMenu.module.css';

/** Notifies of new messages while it is on screen; each kind of notification has a switch. */
export function NotificationsMenu() {
  const navigate = useNavigate();
  const params = useParams<{ id?: string }>();
  const notifications = createNotifications({
    inbox: useInbox().active.state,
    personId: useSession().signedIn.id,
    openChatId: () => params.id,
    open: (chatId) => navigate(chatId === undefined ? inboxPath(false) : chatPath(chatId, false)),
  });
  const { settings, permission, offer } = notifications;
  const hasActivation = createHasUserActivation();
  const label = () => {
    if (!settings.get().sound) return 'Notifications, sound is off';
    return hasActivation() ? 'Notifications' : 'Notifications, sound starts with your first click';
  };

  return (
    <div>
      <button
        type="button"
        class={`button plain ${styles.opener}`}
        popovertarget={MENU_ID}
        aria-label={label()}
      >
        <Icon name={settings.get().sound ? 'bell' : 'bellOff'} />
      </button>
      <div id={MENU_ID} popover="auto" class={`raised ${styles.menu}`}>
        <Switches notifications={notifications} />
      </div>
      <Show when={offer.isOpen() && permission() === 'default'}>
        <NotificationOffer
          onAccept={() => void notifications.setDesktop(true)}
          onDecline={offer.answered}
        />
      </Show>
    </div>
  );
}

function Switches(props: { notifications: Notifications }) {
  const { settings, permission, isDesktopOn, setDesktop, setSound } = props.notifications;
  return (
    <fieldset class={styles.switches}>
      <legend class={styles.title}>When a user writes</legend>
      <NotificationSwitch
        label="Sound"
        note="A short chime, in one tab only."
        isOn={settings.get().sound}
        onChange={setSound}
      />
      <NotificationSwitch
        label="Desktop notifications"
        note={DESKTOP_NOTES[permission()]}
        isOn={isDesktopOn()}
        isDisabled={permission() === 'denied' || permission() === 'unsupported'}
        onChange={setDesktop}
      />
      <NotificationSwitch
        label="Number in the tab title"
        note="How many chats are unread."
        isOn={settings.get().title}
        onChange={(title) => settings.change({ title })}
      />
      <NotificationSwitch
        label="Dot on the tab icon"
        note="While any chat is unread."
        isOn={settings.get().icon}
        onChange={(icon) => settings.change({ icon })}
      />
    </fieldset>
  );
}

const MENU_ID = 'notifications-menu';

const DESKTOP_NOTES: Readonly<Record<Permission, string>> = {
  default: 'Who wrote and what. Your browser asks you first.',
  granted: 'Who wrote and what, also while you work elsewhere.',
  denied: 'Your browser blocks them. Allow notifications for this site in its settings.',
  unsupported: 'This browser does not support them.',
};

/** Whether the person has used the page: before that, browsers block its sounds. */
function createHasUserActivation(): Accessor<boolean> {
  const [hasActivation, setHasActivation] = createSignal(
    navigator.userActivation?.hasBeenActive ?? false,
  );
  const listening = new AbortController();
  const onUse = () => {
    setHasActivation(true);
    listening.abort();
  };
  for (const type of ['pointerdown', 'keydown'])
    addEventListener(type, onUse, { capture: true, signal: listening.signal });
  onCleanup(() => listening.abort());
  return hasActivation;
}
