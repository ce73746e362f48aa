// In which order people are called, and since when too long.

import { describe, expect, test } from 'vitest'
import { followedState, inCallingOrder, isLate, lastDigits, stateAfter, type CallbackState } from './callbacks.rules.ts'

const at = (day: string) => new Date(`${day}T10:00:00Z`)
const row = (number: string, language: string, district: string, day: string) => ({
  number,
  language,
  district,
  created_at: at(day),
})
const names: Record<string, string> = { fr: 'français', ar: 'arabe', tr: 'turc', uk: 'ukrainien' }
const order = (rows: ReturnType<typeof row>[], spoken: string[]) =>
  inCallingOrder(rows, spoken, (language) => names[language] ?? language).map((each) => each.number)

describe('the order of calls', () => {
  const rows = [
    row('1', 'fr', 'Tilleuls', '2026-11-20'),
    row('2', 'tr', 'Fontenelles', '2026-11-18'),
    row('3', 'ar', 'Tilleuls', '2026-11-21'),
    row('4', 'ar', 'Fontenelles', '2026-11-22'),
    row('5', 'ar', 'Fontenelles', '2026-11-19'),
    row('6', 'fr', '', '2026-11-22'),
  ]
  test('languages by name, then districts, then the oldest', () =>
    expect(order(rows, [])).toEqual(['5', '4', '3', '6', '1', '2']))
  test('the languages I speak come first', () => expect(order(rows, ['tr'])).toEqual(['2', '5', '4', '3', '6', '1']))
  test('whatever order they come in', () => expect(order(rows.toReversed(), [])).toEqual(order(rows, [])))
  test('the list given is left as it was', () => {
    const before = rows.map((each) => each.number)
    order(rows, ['ar'])
    expect(rows.map((each) => each.number)).toEqual(before)
  })
})

test.each([
  ['2026-11-22T10:00:00Z', false],
  ['2026-11-25T10:00:00Z', false],
  ['2026-11-25T10:00:01Z', true],
  ['2026-12-25T10:00:00Z', true],
])('asked on the 22nd at ten, at %s it is late: %s', (now, late) =>
  expect(isLate(at('2026-11-22'), new Date(now))).toBe(late),
)

test('nobody answered: it goes back to everyone', () => {
  expect(stateAfter('no_answer')).toBe('waiting')
  expect(stateAfter('met')).toBe('met')
  expect(stateAfter('wrong_number')).toBe('wrong_number')
})

test.each<[CallbackState, number, string]>([
  ['waiting', 0, 'waiting'],
  ['waiting', 2, 'tried'],
  ['taken', 1, 'taken'],
  ['met', 0, 'met'],
  ['wrong_number', 0, 'closed'],
  ['not_interested', 0, 'closed'],
  ['cancelled', 0, 'cancelled'],
])('%s after %i tries is told as %s', (state, tries, told) => expect(followedState({ state, tries })).toBe(told))

test('the last digits of a number', () => expect(lastDigits('33639981234')).toBe('1234'))
