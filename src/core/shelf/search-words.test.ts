// Whatever is typed becomes a query that PostgreSQL can read.

import { expect, test } from 'vitest'
import { queryOf } from './search-words.ts'

test.each([
  ['La neige', "'la':* & 'neige':*"],
  ['L’été', "'ete':*"],
  ['"machine" -coudre:* | !', "'machine':* & 'coudre':*"],
  ['الخِياطة', "'الخياطة':*"],
  ['14', "'14':*"],
  ['é', "'e':*"],
  ['!!! 😀', null],
  ['', null],
])('%s', (typed, query) => expect(queryOf(typed)).toBe(query))

test('languages without spaces are cut as what is stored', () => {
  expect(queryOf('下雪了')).toMatch(/^'\p{Script=Han}+':\*( & '\p{Script=Han}+':\*)*$/u)
})

test('at most ten words', () => {
  expect(queryOf('mot '.repeat(60))?.split(' & ')).toHaveLength(10)
})
