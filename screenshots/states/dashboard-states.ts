import type { Dashboard } from '../drivers/dashboard.ts';
import type { Reach } from '../drivers/scene.ts';
import { ACCESS_STATES } from './dashboard-access.ts';
import { ALERT_STATES } from './dashboard-alerts.ts';
import { CANNED_REPLY_STATES } from './dashboard-canned-replies.ts';
import { CHAT_STATES } from './dashboard-chat.ts';
import { INBOX_STATES } from './dashboard-inbox.ts';
import { PERSON_STATES } from './dashboard-person.ts';
import { REPLYING_STATES } from './dashboard-replying.ts';

/** Every state of a dashboard in use, by name. */
export const DASHBOARD_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
  ...ACCESS_STATES,
  ...INBOX_STATES,
  ...CHAT_STATES,
  ...REPLYING_STATES,
  ...CANNED_REPLY_STATES,
  ...ALERT_STATES,
  ...PERSON_STATES,
};
