import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFrame } from '../../protocol/index.ts';
import { aMessage } from '../support/builders.ts';

const push = { type: 'new_message', chat_id: 'c', message: aMessage() };

describe('a client reads', () => {
  test('a push, a reply, and a batch of pushes', () => {
    expect(parseFrame(JSON.stringify(push))).toEqual([push]);
    expect(parseFrame('{"type":"pong","id":7}')).toEqual([{ type: 'pong', id: 7 }]);
    expect(parseFrame(JSON.stringify({ type: 'batch', events: [push, push] }))).toEqual([
      push,
      push,
    ]);
  });

  test('and skips events that it does not know', () => {
    const events = [{ type: 'from_the_future' }, { ...push, new_field: 1 }];
    expect(parseFrame(JSON.stringify({ type: 'batch', events }))).toEqual([push]);
  });

  test('an error code that it does not know as `internal`', () => {
    const frame = { type: 'error', code: 'from_the_future', message: 'x' };
    expect(parseFrame(JSON.stringify(frame))).toEqual([{ ...frame, code: 'internal' }]);
  });

  test("the gateway's throttle as `rate_limited`, and no other frame of it", () => {
    const said = (message: string) =>
      parseFrame(JSON.stringify({ message, connectionId: 'c=', requestId: 'r' }));
    const rest = { type: 'error', code: 'rate_limited', retry_after: 1 };
    for (const message of ['Too Many Requests', 'Internal server error']) {
      expect(said(message)).toEqual([{ ...rest, message }]);
    }
    expect(said('Forbidden')).toEqual([]);
  });

  test('anything without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseFrame(text)).toBeInstanceOf(Array);
      }),
    );
  });
});
