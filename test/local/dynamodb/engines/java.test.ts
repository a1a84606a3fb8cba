import { expect, test, vi } from 'vitest';
import { findJava } from '../../../../local/dynamodb/engines/java.ts';
import { putOnPath } from './a-program.ts';

/** What `java -version` prints, on its error output. */
const printing = (line: string, code = 0) => `echo '${line}' >&2; exit ${code}`;

test.each([
  ['openjdk version "17.0.15" 2025-04-15', 0, true],
  ['java version "21" 2023-09-19 LTS', 0, true],
  ['openjdk version "11.0.27" 2025-04-15', 0, false],
  ['java version "1.8.0_452"', 0, false],
  ['The operation couldn’t be completed. Unable to locate a Java Runtime.', 1, false],
])('%s, exit %i: usable is %s', (line, code, isUsable) => {
  vi.stubEnv('JAVA_HOME', '');
  putOnPath('java', printing(line, code));
  expect(findJava()).toBe(isUsable ? 'java' : undefined);
});

test('a JAVA_HOME that is too old gives way to the PATH', () => {
  vi.stubEnv('JAVA_HOME', '/nowhere');
  putOnPath('java', printing('openjdk version "25" 2025-09-16'));
  expect(findJava()).toBe('java');
});
