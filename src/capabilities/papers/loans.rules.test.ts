// When a letter about a loan leaves, and when a loan is late.

import { describe, expect, test } from 'vitest'
import { addDays } from '#core/platform/clock.ts'
import { daysLeft, isLate, letterDue } from './loans.rules.ts'

const loan = { received_on: '2026-11-01', return_by: '2026-12-01', returned_on: null, reminded_on: null }

/** The letters of a whole loan, day by day, as the job of each morning sends them. */
function lettersOf(from: string, days: number, dates = { received_on: '2026-11-01', return_by: '2026-12-01' }) {
  const sent: [string, string][] = []
  let reminded_on: string | null = null
  for (let at = 0; at < days; at += 1) {
    const today = addDays(from, at)
    const letter = letterDue({ ...dates, returned_on: null, reminded_on }, today)
    if (letter) {
      sent.push([today, letter])
      reminded_on = today
    }
  }
  return sent
}

test('seven days before, on the day, then each week', () => {
  expect(lettersOf('2026-11-01', 50)).toEqual([
    ['2026-11-24', 'soon'],
    ['2026-12-01', 'today'],
    ['2026-12-08', 'late'],
    ['2026-12-15', 'late'],
  ])
})

test('a morning missed is made up for, once', () => {
  expect(lettersOf('2026-11-26', 8)).toEqual([
    ['2026-11-26', 'soon'],
    ['2026-12-01', 'today'],
  ])
  expect(lettersOf('2026-12-10', 6)).toEqual([
    ['2026-12-10', 'late'],
    ['2026-12-15', 'late'],
  ])
})

test('a loan of three days is not announced before it begins', () => {
  expect(lettersOf('2026-11-01', 10, { received_on: '2026-11-01', return_by: '2026-11-04' })).toEqual([
    ['2026-11-04', 'today'],
  ])
})

describe('late', () => {
  test.each([
    ['2026-11-30', 1, false],
    ['2026-12-01', 0, false],
    ['2026-12-02', -1, true],
  ])('on %s', (today, left, late) => {
    expect(daysLeft(loan.return_by, today)).toBe(left)
    expect(isLate(loan, today)).toBe(late)
  })
  test('never once it is returned', () => {
    expect(isLate({ ...loan, returned_on: '2026-12-20' }, '2027-01-01')).toBe(false)
    expect(letterDue({ ...loan, returned_on: '2026-11-20' }, '2026-12-01')).toBeUndefined()
  })
})
