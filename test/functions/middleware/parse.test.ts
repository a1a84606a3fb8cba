import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInput, parseJson } from '../../../functions/middleware/parse.ts';
import {
  COMMAND_SCHEMAS,
  MessagesQuerySchema,
  SendMessageBodySchema,
} from '../../../protocol/index.ts';

const parse = (input: unknown) => () => parseInput(SendMessageBodySchema, input);
const refusal = (message: string) => expect.objectContaining({ code: 'invalid_request', message });

describe('[W10] an error names the invalid input', () => {
  const good = { content: 'hello', client_id: 'c-1' };

  test.each([
    ['an unknown field', { ...good, colour: 'red' }, 'unknown field colour'],
    ['a missing field', { content: 'hello' }, 'missing field client_id'],
    ['a wrong type', { ...good, content: 7 }, 'content: must be string'],
    [
      'a field in a field',
      { ...good, page: { url: 'https://x.example', x: 1 } },
      'unknown field page.x',
    ],
    ['no object', 'hello', 'must be a JSON object'],
    ['a list', [], 'missing field content'],
    ['nothing', null, 'must be a JSON object'],
  ])('%s', (_what, input, message) => {
    expect(parse(input)).toThrow(refusal(message));
  });

  test('without repeating the value', () => {
    const secret = 'x'.repeat(200);
    expect(parse({ ...good, client_id: secret })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('xxx') }),
    );
    const page = { url: 'x y z' };
    expect(parse({ ...good, page })).toThrow(refusal('page.url: Invalid URL'));
    expect(() => parseInput(MessagesQuerySchema, { limit: '101' })).toThrow(
      refusal('limit: Invalid value: Expected <=100'),
    );
  });
});

describe('[W10] any input at all', () => {
  const onlyTypedErrors = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid_request' });
    }
  };

  test('has no lone surrogates, so that it can be stored', () => {
    expect(parseJson(String.raw`{"title":"half \ud83d, whole \ud83d\ude00"}`)).toEqual({
      title: 'half \uFFFD, whole 😀',
    });
  });

  test('is JSON or a typed error', () => {
    fc.assert(fc.property(fc.string(), (text) => onlyTypedErrors(() => parseJson(text))));
  });

  test('is a command or a typed error', () => {
    const schemas = Object.values(COMMAND_SCHEMAS);
    const anyInput = fc.oneof(
      fc.anything(),
      fc.record({
        action: fc.constantFrom(...Object.keys(COMMAND_SCHEMAS)),
        chat_id: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(anyInput, fc.nat(schemas.length - 1), (input, index) => {
        const schema = schemas[index];
        if (schema) onlyTypedErrors(() => parseInput(schema, input));
      }),
    );
  });
});
