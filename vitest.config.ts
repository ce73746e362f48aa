// `unit`: rules, rooms and HTTP, beside the code. `journeys`: whole stories in a real browser, slower, one or two at once.

import { defineConfig } from 'vitest/config'

const journeys = 'tests/journeys/**/*.test.{ts,tsx}'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['tests/support/postgres.ts'],
    // Nothing depends on the machine's language or time zone.
    env: { TZ: 'UTC', LC_ALL: 'C.UTF-8', NODE_ENV: 'test' },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
          exclude: [journeys],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: [journeys],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A browser on a loaded machine may be late: a journey is walked once more, and the report says so.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
