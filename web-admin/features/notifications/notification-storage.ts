import { openSharedStorage, type SharedStorage } from '../../../web-shared/shared-storage.ts';

/** What all tabs of one person in this browser know about their notifications. */
export type NotificationStorage = SharedStorage;

/** One person's part of the browser's storage: everybody else who signs in here has their own. */
export const openNotificationStorage = (personId: string): NotificationStorage =>
  openSharedStorage(`support-chat.alerts.${personId}.`);
