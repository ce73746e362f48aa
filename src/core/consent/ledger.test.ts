// What is agreed today, and until which instant: to the minute, through changes of hour (P-12).

import { describe, expect, test } from 'vitest'
import { agreementOf, isSealed, type ConsentFact, type SealFact } from './ledger.ts'
import type { Answer } from './uses.ts'

const she = 'she'
const row = (answer: Answer, more: Partial<ConsentFact> = {}): ConsentFact => ({
  person_id: she,
  use: 'site',
  form: 'text',
  answer,
  ends_on: null,
  recorded_at: new Date('2026-01-05T10:00:00Z'),
  ...more,
})
const isAgreed = (rows: ConsentFact[], now = '2026-06-01T12:00:00Z') =>
  agreementOf(rows, she, 'site', 'text', new Date(now)) !== undefined

describe('an agreement', () => {
  test.each<[string, ConsentFact[], boolean]>([
    ['nobody asked', [], false],
    ['yes', [row('yes')], true],
    ['no', [row('no')], false],
    ['later is not yes', [row('later')], false],
    ['yes, then no', [row('yes'), row('no')], false],
    ['yes, then later', [row('yes'), row('later')], false],
    ['no, then yes', [row('no'), row('yes')], true],
    ['another person’s yes', [row('yes', { person_id: 'he' })], false],
    ['a yes for another use', [row('yes', { use: 'archive' })], false],
    ['a yes for another form', [row('yes', { form: 'name' })], false],
    ['a no for another form changes nothing', [row('yes'), row('no', { form: 'voice' })], true],
    ['someone else’s no changes nothing', [row('yes'), row('no', { person_id: 'he' })], true],
    ['ended yesterday', [row('yes', { ends_on: '2026-05-31' })], false],
    ['ends today', [row('yes', { ends_on: '2026-06-01' })], true],
    ['an ended yes does not wake an older one', [row('yes'), row('yes', { ends_on: '2026-05-31' })], false],
    [
      'the order is that of the ledger, not of the dates',
      [row('no', { recorded_at: new Date('2026-05-01') }), row('yes', { recorded_at: new Date('2026-01-01') })],
      true,
    ],
  ])('%s', (_, rows, expected) => {
    expect(isAgreed(rows)).toBe(expected)
  })

  // The last day in town ends at local midnight: 23:00 or 22:00 UTC, and those two Sundays have 23 and 25 hours.
  test.each([
    ['winter', '2026-12-31', '2026-12-31T22:59:59.999Z', '2026-12-31T23:00:00Z'],
    ['summer', '2026-07-14', '2026-07-14T21:59:59.999Z', '2026-07-14T22:00:00Z'],
    ['the night before the change to summer time', '2027-03-27', '2027-03-27T22:59:59.999Z', '2027-03-27T23:00:00Z'],
    ['the day of 23 hours', '2027-03-28', '2027-03-28T21:59:59.999Z', '2027-03-28T22:00:00Z'],
    ['the night before the change to winter time', '2026-10-24', '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00Z'],
    ['the day of 25 hours', '2026-10-25', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
    ['29 February', '2028-02-29', '2028-02-29T22:59:59.999Z', '2028-02-29T23:00:00Z'],
  ])('ends with its last day in town: %s', (_, ends_on, last, first) => {
    const rows = [row('yes', { ends_on })]
    expect(isAgreed(rows, last)).toBe(true)
    expect(isAgreed(rows, first)).toBe(false)
    expect(agreementOf(rows, she, 'site', 'text', new Date(last))?.until?.toISOString()).toBe(
      new Date(first).toISOString(),
    )
  })
})

describe('a seal', () => {
  const seal = (more: Partial<SealFact> = {}): SealFact => ({
    person_id: null,
    scope: 'all',
    until: null,
    reason: 'embargo',
    lifted_at: null,
    ...more,
  })
  test('holds until lifted', () => {
    expect(isSealed(seal(), new Date('2999-01-01'))).toBe(true)
    expect(isSealed(seal({ lifted_at: new Date('2026-01-01') }), new Date('2026-06-01'))).toBe(false)
    expect(isSealed(seal({ until: '2999-01-01', lifted_at: new Date('2026-01-01') }), new Date('2026-06-01'))).toBe(
      false,
    )
  })
  test.each([
    ['winter', '2027-01-01', '2026-12-31T22:59:59.999Z', '2026-12-31T23:00:00Z'],
    ['the day of 23 hours', '2027-03-28', '2027-03-27T22:59:59.999Z', '2027-03-27T23:00:00Z'],
    ['the day after it', '2027-03-29', '2027-03-28T21:59:59.999Z', '2027-03-28T22:00:00Z'],
    ['the day of 25 hours', '2026-10-25', '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00Z'],
    ['the day after it', '2026-10-26', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
  ])('falls when its day begins in town: %s', (_, until, still, fallen) => {
    expect(isSealed(seal({ until }), new Date(still))).toBe(true)
    expect(isSealed(seal({ until }), new Date(fallen))).toBe(false)
  })
})
