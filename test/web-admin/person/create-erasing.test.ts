import { describe, expect, test, vi } from 'vitest';
import { createErasing } from '../../../web-admin/person/create-erasing.ts';

/** Each answer of the server in turn: whether all is gone, or that it fails. */
function anErasing(...answers: (boolean | 'fails')[]) {
  const erased = vi.fn();
  const erase = vi.fn(async () => {
    const answer = answers.shift() ?? true;
    if (answer === 'fails') throw new Error('no answer');
    return { erased: answer };
  });
  return { erasing: createErasing({ erase, erased }), erase, erased };
}

describe('[A8, D11] an erasing', () => {
  test('asks first, and nothing happens when it is cancelled', () => {
    const { erasing, erase } = anErasing();
    erasing.ask();
    expect(erasing.state()).toBe('asking');
    erasing.cancel();
    expect(erasing.state()).toBe('idle');
    expect(erase).not.toHaveBeenCalled();
  });

  test('asks the server until all is gone, and tells once', async () => {
    const { erasing, erase, erased } = anErasing(false, false, true);
    erasing.ask();
    erasing.start();
    erasing.start();
    await vi.waitFor(() => expect(erased).toHaveBeenCalledTimes(1));
    expect(erase).toHaveBeenCalledTimes(3);
    expect(erasing.state()).toBe('idle');
  });

  test('cannot be cancelled once it runs', () => {
    const { erasing } = anErasing();
    erasing.ask();
    erasing.start();
    erasing.cancel();
    expect(erasing.state()).toBe('erasing');
  });

  test('that failed half way is repeated', async () => {
    const { erasing, erased } = anErasing(false, 'fails', true);
    erasing.ask();
    erasing.start();
    await vi.waitFor(() => expect(erasing.state()).toBe('failed'));
    expect(erased).not.toHaveBeenCalled();
    erasing.start();
    await vi.waitFor(() => expect(erased).toHaveBeenCalledTimes(1));
  });
});
