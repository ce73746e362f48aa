// What a form of consents changes in the ledger.

import { describe, expect, test } from 'vitest'
import { questions } from '#core/consent/questions.ts'
import { changesOf, chosenAnswers, lastAnswers, sharedEnd, type LedgerRow } from './consents.rules.ts'

const today = '2026-11-22'
const row = (
  use: LedgerRow['use'],
  form: LedgerRow['form'],
  answer: LedgerRow['answer'],
  ends_on: string | null = null,
  person_id = 'zohra',
): LedgerRow => ({ person_id, use, form, answer, ends_on })
const no: { shown: string | null; typed: string | null } = { shown: null, typed: null }
const told = (rows: LedgerRow[], given: Parameters<typeof changesOf>[1], end = no) =>
  changesOf(lastAnswers(rows, 'zohra'), given, end, today).map(({ question, from, to, ends_on }) => [
    question.id,
    from,
    to,
    ends_on,
  ])

test('each question is asked once, of one use and one form', () => {
  expect(new Set(questions.map((each) => each.id)).size).toBe(questions.length)
  for (const { id, use, form } of questions) expect(id).toBe(`${use}.${form}`)
})

describe('changes', () => {
  test('a question left aside changes nothing', () => expect(told([row('site', 'text', 'yes')], {})).toEqual([]))
  test('a first answer is kept, a first no too', () =>
    expect(told([], { 'site.text': 'yes', 'radio.voice': 'no' })).toEqual([
      ['site.text', undefined, 'yes', null],
      ['radio.voice', undefined, 'no', null],
    ]))
  test('the same answer again changes nothing', () =>
    expect(told([row('site', 'text', 'yes')], { 'site.text': 'yes' })).toEqual([]))
  test('the last answer counts, and only hers', () => {
    const rows = [row('site', 'text', 'yes'), row('site', 'text', 'no'), row('site', 'text', 'later', null, 'aldo')]
    expect(told(rows, { 'site.text': 'yes' })).toEqual([['site.text', 'no', 'yes', null]])
    expect(told(rows, { 'site.text': 'no' })).toEqual([])
  })
  test('an end typed anew holds for every yes', () =>
    expect(
      told(
        [row('site', 'text', 'yes')],
        { 'site.text': 'yes', 'site.name': 'yes', 'radio.voice': 'no' },
        { shown: null, typed: '2027-01-01' },
      ),
    ).toEqual([
      ['site.text', 'yes', 'yes', '2027-01-01'],
      ['site.name', undefined, 'yes', '2027-01-01'],
      ['radio.voice', undefined, 'no', null],
    ]))
  test('an end left as it was shown leaves each date in place', () => {
    const rows = [row('site', 'text', 'yes', '2027-01-01'), row('site', 'name', 'yes', '2028-01-01')]
    expect(told(rows, { 'site.text': 'yes', 'site.name': 'yes' })).toEqual([])
  })
  test('an end taken away is taken away', () =>
    expect(
      told([row('site', 'text', 'yes', '2027-01-01')], { 'site.text': 'yes' }, { shown: '2027-01-01', typed: null }),
    ).toEqual([['site.text', 'yes', 'yes', null]]))
  test('a yes that has ended counts as never answered, and can be given again', () => {
    const rows = [row('site', 'text', 'yes', '2026-11-21')]
    expect(chosenAnswers(lastAnswers(rows, 'zohra'), today)).toEqual({})
    expect(told(rows, { 'site.text': 'yes' })).toEqual([['site.text', undefined, 'yes', null]])
  })
  test('the last day is still a day of agreement', () =>
    expect(chosenAnswers(lastAnswers([row('site', 'text', 'yes', today)], 'zohra'), today)).toEqual({
      'site.text': 'yes',
    }))
})

test.each([
  [[], null],
  [[row('site', 'text', 'yes', '2027-01-01')], '2027-01-01'],
  [
    [row('site', 'text', 'yes', '2027-01-01'), row('site', 'name', 'yes', '2027-01-01'), row('radio', 'voice', 'no')],
    '2027-01-01',
  ],
  [[row('site', 'text', 'yes', '2027-01-01'), row('site', 'name', 'yes')], null],
])('the end every yes shares', (rows: LedgerRow[], end) =>
  expect(sharedEnd(lastAnswers(rows, 'zohra'), today)).toBe(end),
)
