import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { totalOf } from '../../bench/cost/prices.ts';
import { costTables } from '../../bench/cost/tables.ts';
import { chatUsage, IDLE_MONTH } from '../../bench/cost/usage.ts';
import { resourcesOf } from '../lib/read-template.ts';
import { synthesize } from '../lib/stack.ts';

const page = readFileSync('docs/cost.md', 'utf8');

describe('[O5] the page of costs', () => {
  test.each(Object.entries(costTables()))(
    'shows the table "%s" as it is computed',
    (name, table) => {
      const [, shown] = page.split(`<!-- ${name} -->\n`);
      expect(shown?.split('\n\n')[0]?.trimEnd()).toBe(table);
    },
  );

  test('counts the alarms, dashboards and secrets that the stack has', () => {
    const template = synthesize();
    const count = (type: string) => resourcesOf(template, type).length;
    expect({
      alarms: count('AWS::CloudWatch::Alarm'),
      metricsDashboards: count('AWS::CloudWatch::Dashboard'),
      secrets: count('AWS::SecretsManager::Secret'),
    }).toEqual({
      alarms: IDLE_MONTH.alarms,
      metricsDashboards: IDLE_MONTH.metricsDashboards,
      secrets: IDLE_MONTH.secrets,
    });
  });

  test('says the same as the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    const withAllowance = totalOf({ ...IDLE_MONTH, alarms: 0, metricsDashboards: 0 });
    expect(readme).toContain(`${(totalOf(chatUsage()) * 1_000).toFixed(2)} USD for 1,000 chats`);
    expect(readme).toContain(`${withAllowance.toFixed(2)} USD for an idle month`);
    expect(readme).toContain(
      `${totalOf(IDLE_MONTH).toFixed(2)} without CloudWatch's free allowance`,
    );
  });
});

test('[O5] an idle deployment costs less than a dollar beyond what CloudWatch gives every account', () => {
  // Ten alarms and three dashboards.
  expect(IDLE_MONTH.alarms).toBeLessThanOrEqual(10);
  expect(IDLE_MONTH.metricsDashboards).toBeLessThanOrEqual(3);
  expect(totalOf({ ...IDLE_MONTH, alarms: 0, metricsDashboards: 0 })).toBeLessThan(1);
});
