import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchFrames } from '../../../functions/fan-out/batch-frames.ts';
import { type Push, parseFrame } from '../../../protocol/index.ts';
import { aMessage } from '../../support/builders.ts';

const push = (content: string, seq = 1): Push => {
  const message = aMessage({ content, seq });
  return { type: 'new_message', chat_id: message.chat_id, message };
};

describe('[W8] frames', () => {
  test('one push is sent as it is', () => {
    expect(batchFrames([push('hello')])).toEqual([JSON.stringify(push('hello'))]);
  });

  test('several pushes are sent together', () => {
    const [frame, ...others] = batchFrames([push('one', 1), push('two', 2)]);
    expect(others).toEqual([]);
    expect(JSON.parse(frame ?? '')).toEqual({
      type: 'batch',
      events: [push('one', 1), push('two', 2)],
    });
  });

  test('no pushes make no frame', () => {
    expect(batchFrames([])).toEqual([]);
  });

  test('any pushes arrive complete and in order, in frames within the limit', () => {
    const anyPush = fc
      .tuple(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 1_000 }))
      .map(([content, seq]) => push(content, seq));
    fc.assert(
      fc.property(fc.array(anyPush, { maxLength: 30 }), (pushes) => {
        const frames = batchFrames(pushes, 1_500);
        for (const frame of frames) expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(1_500);
        expect(frames.flatMap(parseFrame)).toEqual(pushes);
      }),
    );
  });

  test('the longest message fits into one frame', () => {
    const [frame] = batchFrames([push('😀'.repeat(4_000))]);
    expect(Buffer.byteLength(frame ?? '')).toBeLessThan(32 * 1_024);
  });
});
