import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { untilStill } from './page-states.ts';

/**
 * Waits for animations, and returns what axe finds: the rule, the number of places, and the first place.
 * `within` is a selector, `rule` the only rule to look at.
 */
export async function accessibilityFindings(
  page: Page,
  { within, rule }: { within?: string; rule?: string } = {},
): Promise<string[]> {
  await untilStill(page);
  const axe = new AxeBuilder({ page });
  if (within) axe.include(within);
  if (rule) axe.withRules(rule);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html}`);
}
