import { describe, expect, onTestFinished, test } from 'vitest';
import { dayLabel, readerVariant } from '../../web-shared/date-labels.ts';

const words = { today: 'Today', yesterday: 'Yesterday' };
const label = (local: string, now: string) =>
  dayLabel(new Date(local).toISOString(), new Date(now), words, (day, isOtherYear) =>
    isOtherYear ? `${day.getDate()} of ${day.getFullYear()}` : `${day.getDate()}`,
  );

describe('day labels', () => {
  test('[U3] [A3] today and yesterday have names, counted by calendar days', () => {
    expect(label('2026-03-30T00:01', '2026-03-30T00:30')).toBe('Today');
    expect(label('2026-03-29T23:59', '2026-03-30T00:30')).toBe('Yesterday');
    expect(label('2026-03-29T00:00', '2026-03-30T00:30')).toBe('Yesterday');
    expect(label('2026-02-28T12:00', '2026-03-01T00:30')).toBe('Yesterday');
  });

  test('[U3] [A3] also where the clocks were changed in between', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Europe/Berlin';
    onTestFinished(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    expect(label('2026-03-29T00:00', '2026-03-30T00:30')).toBe('Yesterday');
    expect(label('2026-10-25T00:00', '2026-10-26T00:30')).toBe('Yesterday');
  });

  test('[U3] [A3] an older day is a date, with its year only when that is another one', () => {
    expect(label('2026-03-28T23:59', '2026-03-30T00:30')).toBe('28');
    expect(label('2025-12-31T12:00', '2026-03-30T00:30')).toBe('31 of 2025');
  });
});

test.each([
  ['en', ['de-AT', 'en-GB', 'en-US'], 'en-GB'],
  ['en', ['enm', 'de'], undefined],
  ['de', [], undefined],
])('who reads %s out of %j has the variant %s', (language, languages, variant) => {
  expect(readerVariant(language, languages)).toBe(variant);
});
