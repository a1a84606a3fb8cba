import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What DynamoDB Local needs. */
const MIN_VERSION = 17;

/** The Java program at `JAVA_HOME` or else on the `PATH`; undefined if it is missing or too old. */
export function findJava(): string | undefined {
  const { JAVA_HOME } = process.env;
  const programs = JAVA_HOME ? [join(JAVA_HOME, 'bin', 'java'), 'java'] : ['java'];
  return programs.find((program) => versionOf(program) >= MIN_VERSION);
}

/** 0 if it does not run: macOS has a `java` that only says that there is none. */
function versionOf(program: string): number {
  const { status, stderr } = spawnSync(program, ['-version'], { encoding: 'utf8' });
  const [, major = '0'] = /version "(\d+)/.exec(stderr ?? '') ?? [];
  return status === 0 ? Number(major) : 0;
}
