import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a test imports that starts a database. */
const STARTS_DATABASE =
  /choose-engine\.ts|start-local\.ts|support\/(?:database|run|run-process)\.ts/;
/** They tell of a browser, whatever the database is. */
const IN_BROWSER = /^(?:browser|engines)\//;

/** The files of all tests with a real database: those of the functions, the run-time and the journeys. */
export function databaseTests(): string[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.test.ts') && !IN_BROWSER.test(name))
    .filter(
      (name) =>
        name.startsWith('journeys/') ||
        STARTS_DATABASE.test(readFileSync(join('test', name), 'utf8')),
    )
    .map((name) => `test/${name}`);
}
