import type { Strings } from '../strings/en.ts';

export type Badge = {
  /** Shows how many messages are unread; 0 takes the badge away. */
  show(count: number, strings: Strings): void;
  remove(): void;
};

/** The number on the button, and the button's words. */
export function createBadge(button: HTMLButtonElement): Badge {
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.ariaHidden = 'true';
  button.append(badge);
  return {
    show(count, { locale, launcher, unread }) {
      badge.textContent = badgeText(count);
      button.lang = locale;
      button.ariaLabel = count > 0 ? `${launcher}, ${unread(count)}` : launcher;
    },
    remove: () => badge.remove(),
  };
}

/** Nothing when all is read, "9+" above nine. */
export function badgeText(count: number): string {
  if (count <= 0) return '';
  return count > 9 ? '9+' : `${count}`;
}
