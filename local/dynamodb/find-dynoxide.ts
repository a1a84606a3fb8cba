import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What somebody on a machine without an engine of ours can do. */
export const NO_ENGINE =
  `There is no DynamoDB engine for ${process.platform}-${process.arch} here: ` +
  'set DYNAMODB_ENDPOINT to the address of one that runs (such as DynamoDB Local), ' +
  'or DYNOXIDE_BIN to a dynoxide program.';

/** Where the engine's program lies. Throws an error of one sentence when there is none. */
export function findDynoxide(): string {
  const { DYNOXIDE_BIN } = process.env;
  if (DYNOXIDE_BIN !== undefined && DYNOXIDE_BIN !== '') return DYNOXIDE_BIN;
  const name = `@dynoxide/${process.platform}-${process.arch}/package.json`;
  const program = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), program);
  } catch {
    throw new Error(NO_ENGINE);
  }
}
