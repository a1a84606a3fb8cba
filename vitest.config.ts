import { defineConfig } from 'vitest/config';
import { databaseTests } from './test/support/database-tests.ts';

/** Minutes of broken networks, many tabs and every colour: `npm run test:long`. */
const LONG =
  'test/browser/{bad-network,killed-server,odd-messages,panel-colours,rate-limits,script-tags,tabs,two-tabs,unreachable}.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Files of one worker share the modules they import: with an import for each file the tests take
    // three times as long. None of our modules keeps anything to itself; what a test stubs is undone.
    isolate: false,
    unstubGlobals: true,
    restoreMocks: true,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/journeys/**', 'test/browser/**', 'test/engines/**'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts', 'test/browser/**/*.test.ts'],
          exclude: [LONG],
          // Once for all of them: the sites and functions are built, and the stack is synthesized.
          globalSetup: 'test/support/build-once.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          // Every test of a database on the second engine: no bug of one of them goes unseen.
          name: 'dynamodb-local',
          include: databaseTests(),
          globalSetup: 'test/support/build-once.ts',
          env: { DYNAMODB_ENGINE: 'dynamodb-local' },
          // Each test file starts an engine in Java, and many a test of the run-time does.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [LONG],
          globalSetup: 'test/support/build-once.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          // The drivers of Firefox and WebKit lose an event now and then, which says nothing of the chat.
          retry: 2,
          include: ['test/engines/**/*.test.ts'],
          globalSetup: 'test/support/build-once.ts',
          testTimeout: 90_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
