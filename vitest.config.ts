import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The journeys wait more than they work: three files at a time fit on two cores.
    maxWorkers: 3,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/journeys/**', 'test/browser/**'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts', 'test/browser/**/*.test.ts'],
          // Once for all of them: the sites and functions are built, and the stack is synthesized.
          globalSetup: 'test/support/build-once.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
