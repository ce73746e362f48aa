// The register of a picture at the edges of days, as the town counts them.

import { describe, expect, test } from 'vitest'
import { dayOf } from '../platform/clock.ts'
import type { PicturedFact } from './hidings.ts'
import { askedInVainOn, lets, majorityOf, registerMoments } from './needs.ts'

const person = (more: Partial<PicturedFact>): PicturedFact => ({
  status: 'agreed',
  person_id: null,
  x: null,
  y: null,
  w: null,
  h: null,
  agreed_by: 'Lila',
  agreed_by_second: '',
  agreed_on: '2026-01-05',
  agreed_until: null,
  born_on: null,
  taken_back_at: null,
  ...more,
})

test.each([
  ['2010-03-10', '2028-03-10'],
  ['2008-02-29', '2026-03-01'],
  ['2006-02-28', '2024-02-28'],
  ['1999-12-31', '2017-12-31'],
])('born on %s, of age on %s', (born, of_age) => {
  expect(majorityOf(born)).toBe(of_age)
})

describe('a guardian’s word', () => {
  const minor = person({ status: 'minor', agreed_by_second: 'Ali', born_on: '2010-01-28' })
  // 28 January 2028 and sixty days: 28 March 2028, two days after the hour changed.
  test.each([
    ['2028-01-28T12:00:00Z', true],
    ['2028-03-27T21:59:59Z', true],
    ['2028-03-27T22:00:00Z', false],
  ])('at %s', (moment, expected) => {
    expect(lets(minor, dayOf(new Date(moment)))).toBe(expected)
  })
  test('ends at the very beginning of that day in town', () => {
    expect(askedInVainOn('2010-01-28')).toBe('2028-03-28')
    expect(registerMoments([minor]).map((each) => each.toISOString())).toContain('2028-03-27T22:00:00.000Z')
  })
  test.each([
    ['one of the two', { agreed_by_second: '' }],
    ['no day of birth', { born_on: null }],
    ['a day to come', { agreed_on: '2027-01-01' }],
    ['taken back', { taken_back_at: new Date() }],
  ])('%s does not let', (_, more) => {
    expect(lets({ ...minor, ...more }, '2026-06-01')).toBe(false)
  })
})

test.each([
  [{ status: 'unknown' }, false],
  [{ status: 'crowd' }, true],
  [{ status: 'deceased' }, true],
  [{ status: 'blur' }, false],
  [{ status: 'blur', x: 0, y: 0, w: 0.1, h: 0.1 }, true],
  [{ agreed_until: '2026-06-01' }, true],
  [{ agreed_until: '2026-05-31' }, false],
  [{ agreed_by: '' }, false],
  [{ agreed_on: null }, false],
] as const)('%j', (more, expected) => {
  expect(lets(person(more), '2026-06-01')).toBe(expected)
})
