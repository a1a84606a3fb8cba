import { expect, test } from 'vitest';
import { linkStatus } from '../../../web-admin/workspace/link-status.ts';

test('the first connection is not called a reconnection', () => {
  expect(linkStatus('connecting', false).label).toBe('Connecting…');
  expect(linkStatus('connecting', true).label).toBe('Reconnecting…');
});

test.each(['waiting', 'polling', 'offline'] as const)('%s is not shown as live', (link) => {
  const { label, tone, warning } = linkStatus(link, true);
  expect(label).not.toBe('Live');
  expect(tone).not.toBe('live');
  expect(warning).toBeDefined();
});

test('a live link warns of nothing', () => {
  expect(linkStatus('connected', true)).toEqual({ label: 'Live', tone: 'live' });
});
