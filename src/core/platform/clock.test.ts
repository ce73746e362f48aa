// Days begin and end in the town’s time zone, also when clocks change.

import { describe, expect, test } from 'vitest'
import { addDays, dayOf, startOfDay } from './clock.ts'

describe('the town’s days', () => {
  test.each([
    ['2026-01-15', '2026-01-14T23:00:00.000Z'],
    ['2026-07-15', '2026-07-14T22:00:00.000Z'],
    // The days when the hour changes begin at the hour of the day before.
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2024-02-29', '2024-02-28T23:00:00.000Z'],
  ])('%s begins at %s', (day, moment) => {
    expect(startOfDay(day).toISOString()).toBe(moment)
    expect(dayOf(startOfDay(day))).toBe(day)
    expect(dayOf(new Date(startOfDay(day).getTime() - 1))).toBe(addDays(day, -1))
  })

  test('go on over the end of the year', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  })
})
