import { useNavigate, useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { useInbox } from '../../shared/live/inbox-context.tsx';
import { chatPath, inboxPath } from '../../shared/navigation/paths.ts';
import { useSession } from '../../shared/session/session-context.tsx';
import { Icon } from '../../shared/ui/Icon.tsx';
import { createNotifications } from './create-notifications.ts';
import type { Permission } from './create-permission.ts';
import { createHasUserActivation } from './has-user-activation.ts';
import { NotificationOffer } from './NotificationOffer.tsx';
import { NotificationSwitch } from './NotificationSwitch.tsx';
import styles from './NotificationsMenu.module.css';

/** The ways to be told of new messages, each with its switch; they work while this is on screen. */
export function NotificationsMenu() {
  const navigate = useNavigate();
  const params = useParams<{ id?: string }>();
  const notifications = createNotifications({
    inbox: useInbox().active.state,
    personId: useSession().signedIn.id,
    openChatId: () => params.id,
    open: (chatId) => navigate(chatId === undefined ? inboxPath(false) : chatPath(chatId, false)),
  });
  const { settings, permission } = notifications;
  const hasActivation = createHasUserActivation();
  // Only what somebody chose is struck through; before the first click no page may sound.
  const isMuted = () => !settings.get().sound;
  const label = () => {
    if (!settings.get().sound) return 'Alerts, sound is off';
    return hasActivation() ? 'Alerts' : 'Alerts, sound starts with your first click';
  };
  const isImpossible = () => permission() === 'denied' || permission() === 'unsupported';

  return (
    <div>
      <button
        type="button"
        class={`button plain ${styles.opener}`}
        popovertarget={MENU_ID}
        aria-label={label()}
      >
        <Icon name={isMuted() ? 'bellOff' : 'bell'} />
      </button>
      <div id={MENU_ID} popover="auto" class={`raised ${styles.menu}`}>
        <fieldset class={styles.switches}>
          <legend class={styles.title}>When somebody writes</legend>
          <NotificationSwitch
            label="Sound"
            note="A short chime, in one tab only."
            isOn={settings.get().sound}
            onChange={notifications.setSound}
          />
          <NotificationSwitch
            label="Desktop notifications"
            note={NOTIFICATION_NOTES[permission()]}
            isOn={notifications.isNotifying()}
            isDisabled={isImpossible()}
            onChange={notifications.setNotifications}
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
      </div>
      <Show when={notifications.offer.isOpen() && permission() === 'default'}>
        <NotificationOffer
          onAccept={() => void notifications.setNotifications(true)}
          onDecline={notifications.offer.answered}
        />
      </Show>
    </div>
  );
}

const MENU_ID = 'alerts-menu';

const NOTIFICATION_NOTES: Readonly<Record<Permission, string>> = {
  default: 'Who wrote and what. Your browser asks you first.',
  granted: 'Who wrote and what, also while you work elsewhere.',
  denied: 'Your browser blocks them. Allow notifications for this site in its settings.',
  unsupported: 'This browser cannot show them.',
};
