import { randomInt } from 'node:crypto';
import * as v from 'valibot';

const off = v.optional(v.boolean(), false);

/** `GenerateSecretString` of `AWS::SecretsManager::Secret`. */
export const GenerateSecretSchema = v.strictObject({
  PasswordLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4_096)), 32),
  ExcludeCharacters: v.optional(v.string(), ''),
  ExcludeLowercase: off,
  ExcludeUppercase: off,
  ExcludeNumbers: off,
  ExcludePunctuation: off,
  IncludeSpace: off,
  RequireEachIncludedType: v.optional(v.boolean(), true),
  SecretStringTemplate: v.optional(
    v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())),
  ),
  GenerateStringKey: v.optional(v.string()),
});
type GenerateSecret = v.InferOutput<typeof GenerateSecretSchema>;

/** A new random value: plain, or as the named key of the JSON object that the template gives. */
export function generateSecret(wanted: GenerateSecret): string {
  const { SecretStringTemplate, GenerateStringKey } = wanted;
  const password = generatePassword(wanted);
  if (SecretStringTemplate === undefined || GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...SecretStringTemplate, [GenerateStringKey]: password });
}

function generatePassword(wanted: GenerateSecret): string {
  const kinds = kindsOf(wanted);
  if (kinds.length === 0) throw new Error('GenerateSecretString excludes every character.');
  const required = wanted.RequireEachIncludedType ? kinds.map(pick) : [];
  const any = kinds.join('');
  const rest = Array.from({ length: wanted.PasswordLength - required.length }, () => pick(any));
  return shuffle([...required, ...rest]).join('');
}

function kindsOf(wanted: GenerateSecret): string[] {
  const kinds = [
    wanted.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    wanted.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    wanted.ExcludeNumbers ? '' : '0123456789',
    wanted.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    wanted.IncludeSpace ? ' ' : '',
  ];
  return kinds.map((kind) => without(kind, wanted.ExcludeCharacters)).filter((kind) => kind !== '');
}

function without(characters: string, excluded: string): string {
  return [...characters].filter((character) => !excluded.includes(character)).join('');
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

function shuffle(characters: string[]): string[] {
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    const moved = characters[last] ?? '';
    characters[last] = characters[other] ?? '';
    characters[other] = moved;
  }
  return characters;
}
