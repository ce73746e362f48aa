// Weeks, themes on the line, and how French says "in this town".

import { expect, test } from 'vitest'
import { inTown, mostTold, weekOf } from './home.rules.ts'

test.each([
  ['2026-01-01T12:00:00Z', '2026-W01'],
  ['2027-01-01T12:00:00Z', '2026-W53'],
  ['2024-12-30T12:00:00Z', '2025-W01'],
  ['2026-11-22T12:00:00Z', '2026-W47'],
  // Sunday evening in London is already Monday in town.
  ['2026-11-22T23:30:00Z', '2026-W48'],
])('%s is in the week %s', (moment, week) => {
  expect(weekOf(new Date(moment))).toBe(week)
})

test.each([
  ['Valmorey', 'À Valmorey'],
  ['Le Mans', 'Au Mans'],
  ['Les Lilas', 'Aux Lilas'],
  ['Lesquin', 'À Lesquin'],
])('%s: %s', (name, words) => {
  expect(inTown(name, 'fr')).toBe(words)
  expect(inTown(name, 'en')).toBe(name)
})

test('the line holds the most told themes, in the tree’s order, never an empty one', () => {
  const theme = (slug: string, count: number) => ({
    id: slug,
    parent_id: null,
    slug,
    names: {},
    presentation: {},
    accent: 'terre',
    position: 0,
    count,
  })
  expect(mostTold([theme('a', 1), theme('b', 0), theme('c', 9), theme('d', 4)], 2).map((each) => each.slug)).toEqual([
    'c',
    'd',
  ])
  expect(mostTold([theme('a', 1), theme('b', 0)], 8).map((each) => each.slug)).toEqual(['a'])
})
