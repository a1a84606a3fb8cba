import { expect, test } from 'vitest';
import { createCommandRate } from '../../../functions/domain/command-rate.ts';

const at = (ms: number) => new Date(Date.parse('2026-01-01T12:00:00.000Z') + ms);

function counting(rate = createCommandRate(10)) {
  return (connection_id: string, count: number, ms: number) => {
    const counted = { allowed: 0, refused: 0, flood: 0 };
    for (let n = 0; n < count; n += 1) counted[rate(connection_id, at(ms))] += 1;
    return counted;
  };
}

test('30 commands at once are allowed, and then 10 per second', () => {
  const say = counting();
  expect(say('a', 40, 0)).toEqual({ allowed: 30, refused: 10, flood: 0 });
  expect(say('a', 20, 1_000)).toEqual({ allowed: 10, refused: 10, flood: 0 });
  expect(say('a', 1, 1_050)).toEqual({ allowed: 0, refused: 1, flood: 0 });
  expect(say('a', 1, 1_100)).toEqual({ allowed: 1, refused: 0, flood: 0 });
  expect(say('a', 40, 60_000)).toEqual({ allowed: 30, refused: 10, flood: 0 });
});

test('ten times that is a flood', () => {
  const say = counting();
  expect(say('a', 301, 0)).toEqual({ allowed: 30, refused: 270, flood: 1 });
  expect(say('a', 100, 1_000)).toEqual({ allowed: 10, refused: 90, flood: 0 });
  expect(say('a', 1, 1_000)).toEqual({ allowed: 0, refused: 0, flood: 1 });
});

test('each connection has its own rate', () => {
  const say = counting();
  say('a', 1_000, 0);
  expect(say('b', 30, 0)).toEqual({ allowed: 30, refused: 0, flood: 0 });
});

test('the memory is bounded: the connection that was idle longest is dropped', () => {
  const say = counting(createCommandRate(10, 2));
  say('a', 30, 0);
  say('b', 30, 0);
  say('a', 1, 0);
  say('c', 30, 0);
  expect(say('a', 1, 0)).toMatchObject({ refused: 1 });
  expect(say('b', 1, 0)).toMatchObject({ allowed: 1 });
});

test('another limit allows other bursts, and `off` allows everything', () => {
  expect(counting(createCommandRate(2))('a', 10, 0)).toMatchObject({ allowed: 6 });
  expect(counting(createCommandRate('off'))('a', 10_000, 0)).toMatchObject({ allowed: 10_000 });
});
