import { expect, test } from 'vitest';
import { connectionStatus } from '../../../web-admin/app/connection-status.ts';

test('the first connection is not called a reconnection', () => {
  expect(connectionStatus('connecting', false).label).toBe('Connecting…');
  expect(connectionStatus('connecting', true).label).toBe('Reconnecting…');
});

test.each(['waiting', 'polling', 'offline'] as const)('%s is not shown as live', (link) => {
  const { label, tone, warning } = connectionStatus(link, true);
  expect(label).not.toBe('Live');
  expect(tone).not.toBe('live');
  expect(warning).toBeDefined();
});

test('a live link warns of nothing', () => {
  expect(connectionStatus('connected', true)).toEqual({ label: 'Live', tone: 'live' });
});
