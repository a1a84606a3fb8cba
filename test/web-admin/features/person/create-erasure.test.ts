import { describe, expect, test, vi } from 'vitest';
import { createErasure } from '../../../../web-admin/features/person/create-erasure.ts';
import { ApiError, NoResponseError } from '../../../../web-client/api-error.ts';

/** Each answer of the server in turn: how many messages are left, none, or an error. */
function anErasure(...answers: (number | ApiError)[]) {
  const erased = vi.fn();
  const pauses: number[] = [];
  const seen: unknown[] = [];
  const erase = vi.fn(async () => {
    seen.push(erasure.progress());
    const answer = answers.shift() ?? 0;
    if (answer instanceof ApiError) throw answer;
    return answer === 0 ? { erased: true } : { erased: false, remaining: answer };
  });
  const pause = async (ms: number) => void pauses.push(ms);
  const erasure = createErasure({ erase, onErased: erased, pause });
  return { erasure, erase, erased, pauses, seen };
}

const broken = () => new ApiError('internal', 'status 500');

describe('[A8, D11] an erasure', () => {
  test('asks first, and nothing happens when it is cancelled', () => {
    const { erasure, erase } = anErasure();
    erasure.ask();
    expect(erasure.state()).toBe('asking');
    erasure.cancel();
    expect(erasure.state()).toBe('idle');
    expect(erase).not.toHaveBeenCalled();
  });

  test('asks the server until all is gone, says how far it is, and tells once', async () => {
    const { erasure, erase, erased, seen } = anErasure(2_709, 100);
    erasure.ask();
    erasure.start(4_509);
    erasure.start(4_509);
    await vi.waitFor(() => expect(erased).toHaveBeenCalledTimes(1));
    expect(erase).toHaveBeenCalledTimes(3);
    expect(seen).toEqual([undefined, { gone: 1_800, total: 4_509 }, { gone: 4_409, total: 4_509 }]);
    expect(erasure.state()).toBe('idle');
  });

  test('against somebody who goes on writing never counts back below nothing', async () => {
    const { erasure, erased, seen } = anErasure(12, 20);
    erasure.ask();
    erasure.start(10);
    await vi.waitFor(() => expect(erased).toHaveBeenCalled());
    expect(seen.slice(1)).toEqual([
      { gone: 0, total: 12 },
      { gone: 0, total: 20 },
    ]);
  });

  test('cannot be cancelled once it runs', () => {
    const { erasure } = anErasure();
    erasure.ask();
    erasure.start(1);
    erasure.cancel();
    expect(erasure.state()).toBe('erasing');
  });

  test('goes on after errors of the server, more and more patiently, and starts again after progress', async () => {
    const answers = [broken(), new NoResponseError(), 50, broken()];
    const { erasure, erased, pauses } = anErasure(...answers);
    erasure.ask();
    erasure.start(100);
    await vi.waitFor(() => expect(erased).toHaveBeenCalledTimes(1));
    expect(pauses).toEqual([500, 1_000, 500]);
  });

  test('waits as long as a limit asks for', async () => {
    const { erasure, erased, pauses } = anErasure(new ApiError('rate_limited', '', 3));
    erasure.ask();
    erasure.start(1);
    await vi.waitFor(() => expect(erased).toHaveBeenCalledTimes(1));
    expect(pauses).toEqual([3_000]);
  });

  test('gives up on what is refused at once, and on a server that stays broken in the end', async () => {
    for (const answers of [[new ApiError('forbidden', '')], Array.from({ length: 8 }, broken)]) {
      const { erasure, erase, erased } = anErasure(...answers);
      erasure.ask();
      erasure.start(1);
      await vi.waitFor(() => expect(erasure.state()).toBe('failed'));
      expect(erase).toHaveBeenCalledTimes(answers.length);
      expect(erased).not.toHaveBeenCalled();
      erasure.start(1);
      await vi.waitFor(() => expect(erased).toHaveBeenCalledTimes(1));
    }
  });
});
