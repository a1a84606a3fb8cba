import { afterAll, beforeAll, expect, test } from 'vitest';
import { RateLimitedError } from '../../../functions/domain/errors.ts';
import type { HttpRequest } from '../../../functions/http-api/request.ts';
import { createVisitor } from '../../../functions/http-api/routes/create-visitor.ts';
import { issueVisitor } from '../../../functions/identity/users.ts';
import { aRequest, httpServices, keys } from '../../support/ask-route.ts';
import { type Database, startDatabase } from '../../support/database.ts';
import { NO_LIMITS } from '../../support/environment.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const START = Date.parse('2026-01-01T12:00:00.000Z');
const MINUTE_MS = 60_000;
const EDGE_PROOF = 'what the edge alone knows';

const services = (at: number) =>
  httpServices(database.table, {
    environment: { EDGE_PROOF, LIMITS: { ...NO_LIMITS, visitorsPerHour: 60 } },
    now: () => new Date(at),
  });

/** Undefined for a visitor who was made, else after how many seconds to come again. */
async function refusal(request: Partial<HttpRequest>, at = START): Promise<number | undefined> {
  const whole = aRequest({ sourceIp: '203.0.113.1', ...request });
  try {
    const { statusCode } = await createVisitor.respond(whole, services(at));
    if (statusCode === 201) return undefined;
    throw new Error(`answered with ${statusCode}`);
  } catch (error) {
    if (error instanceof RateLimitedError) return error.retry_after;
    throw error;
  }
}

/** By way of the chat's own domain. */
const byEdge = (address: string, proof = EDGE_PROOF): Partial<HttpRequest> => ({
  headers: { 'x-viewer-address': address, 'x-support-chat-edge': proof },
});

async function fill(request: Partial<HttpRequest>, at = START): Promise<void> {
  for (let n = 0; n < 60; n += 1) expect(await refusal(request, at)).toBeUndefined();
}

test('an address has a bucket of 60 visitors, refilled by one per minute', async () => {
  const address = byEdge('198.51.100.1');
  await fill(address);
  expect(await refusal(address)).toBe(60);
  expect(await refusal(address, START + 59_500)).toBe(1);
  expect(await refusal(address, START + MINUTE_MS)).toBeUndefined();
  expect(await refusal(address, START + MINUTE_MS)).toBe(60);
  expect(await refusal(address, START + 3 * MINUTE_MS)).toBeUndefined();
  expect(await refusal(address, START + 3 * MINUTE_MS)).toBeUndefined();
  expect(await refusal(address, START + 3 * MINUTE_MS)).toBe(60);
  await fill(address, START + 64 * MINUTE_MS);
});

test('of many visitors at once, at most 60 are accepted', async () => {
  const address = byEdge('198.51.100.2');
  const refusals = await Promise.all(Array.from({ length: 300 }, () => refusal(address)));
  expect(refusals.filter((seconds) => seconds === undefined)).toHaveLength(60);
});

test('the addresses of one IPv6 /64 share a bucket, another /64 has its own', async () => {
  for (let n = 0; n < 60; n += 1) await refusal(byEdge(`2001:db8:0:1::${n.toString(16)}`));
  expect(await refusal(byEdge('2001:db8:0:1:ffff::1'))).toBe(60);
  expect(await refusal(byEdge('2001:db8:0:2::1'))).toBeUndefined();
});

test("an address that the edge did not name counts for nothing: the gateway's client does", async () => {
  const sourceIp = '203.0.113.9';
  const forged = (n: number, proof = 'guessed') => ({
    ...byEdge(`192.0.2.${n}`, proof),
    sourceIp,
  });
  for (let n = 0; n < 60; n += 1) expect(await refusal(forged(n))).toBeUndefined();
  expect(await refusal(forged(60))).toBe(60);
  expect(await refusal(forged(60, ''))).toBe(60);
  expect(await refusal({ ...byEdge('192.0.2.60'), sourceIp })).toBeUndefined();
});

test('a visitor who renews their token does not count', async () => {
  const address = byEdge('198.51.100.3');
  await fill(address);
  const { token } = await issueVisitor(keys, new Date(START));
  for (let n = 0; n < 3; n += 1) expect(await refusal({ ...address, token })).toBeUndefined();
});

test('what is stored contains no address and expires', async () => {
  await refusal(byEdge('198.51.100.4'));
  const items = await database.items();
  const buckets = items.filter(({ pk }) => String(pk).startsWith('VISITORS#'));
  expect(buckets.length).toBeGreaterThan(0);
  expect(JSON.stringify(items)).not.toMatch(/198\.51|203\.0\.113|192\.0\.2|2001:db8/);
  for (const { expires_at, full_at } of buckets) {
    expect(Number(expires_at) * 1_000).toBeGreaterThanOrEqual(Number(full_at));
  }
});
