import { billOf, PRICES, totalOf, type Usage } from './prices.ts';
import { chatUsage, emailUsage, IDLE_MONTH, PAGE_VIEW, teammateUsage } from './usage.ts';

const THOUSAND = 1_000;

const times = (usage: Usage, count: number): Usage =>
  Object.fromEntries(billOf(usage).map(({ id, amount }) => [id, amount * count]));

const usd = (amount: number) => amount.toFixed(amount < 0.01 ? 4 : 2);
const count = (amount: number) =>
  amount.toLocaleString('en-US', { maximumFractionDigits: amount < 10 ? 2 : 0 });

/** What CloudWatch gives every account each month: it takes these off the bill, not off the list. */
const WITHOUT_ALLOWANCE: Usage = { ...IDLE_MONTH, alarms: 0, metricsDashboards: 0 };

/** The tables of `docs/cost.md`, by the name of the mark that they stand under there. */
export function costTables(): Record<string, string> {
  return {
    total: table(
      ['what', 'USD'],
      [
        ['an idle month, list price', usd(totalOf(IDLE_MONTH))],
        ["an idle month, within CloudWatch's free allowance", usd(totalOf(WITHOUT_ALLOWANCE))],
        ['1,000 chats of ten messages', usd(totalOf(chatUsage()) * THOUSAND)],
        ['1,000 reply emails', usd(totalOf(emailUsage()) * THOUSAND)],
        ['1,000 page views without a chat', usd(totalOf(PAGE_VIEW) * THOUSAND)],
        ["a teammate's dashboard for a month of work", usd(totalOf(teammateUsage()))],
      ],
    ),
    chat: bill(chatUsage(), 'one chat', THOUSAND),
    idle: bill(IDLE_MONTH, 'a month', 1),
    prices: table(
      ['USD', 'for', 'confirmed by'],
      PRICES.map(({ usd: price, per, unit, source }) => [
        `${price}`,
        `${count(per)} ${unit}`,
        source ?? 'not confirmed',
      ]),
    ),
  };
}

/** Each unit that is used once, and what so many of that cost. */
function bill(usage: Usage, once: string, many: number): string {
  const costs = new Map(billOf(times(usage, many)).map((one) => [one.id, one.usd]));
  const rows = billOf(usage).map(({ id, amount, unit }) => [
    unit,
    count(amount),
    usd(costs.get(id) ?? 0),
  ]);
  const total = ['**all**', '', `**${usd(totalOf(times(usage, many)))}**`];
  const heading = many === 1 ? 'USD' : `USD for ${count(many)}`;
  return table(['what', once, heading], [...rows, total]);
}

/** A table in Markdown. Every column but the first holds figures, or the place of one. */
function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}
