import * as v from 'valibot';
import { CannedReplyNameSchema } from '../../../protocol/index.ts';

/** What is wrong with the name of a canned reply; empty when nothing is. */
export function nameProblem(name: string): string {
  if (name === '') return 'Give it a name.';
  const isName = v.is(CannedReplyNameSchema, name);
  return isName ? '' : 'Use up to 32 small letters, digits and hyphens.';
}

/** The name that somebody means who types capital letters or spaces. */
export function asName(typed: string): string {
  return typed.toLowerCase().replace(/\s+/g, '-').replace(/^\//, '');
}
