// Dates as people are sure of them, in words.

import { expect, test } from 'vitest'
import { countryIn, formatPeriod } from '#ui/periods.ts'
import { isolated, whoIn } from '#ui/who.ts'

test.each([
  ['', ''],
  ['1969', '1969'],
  ['1969-01', 'Janvier 1969'],
  ['1973-09-11', '11 septembre 1973'],
  ['1974~', 'Vers 1974'],
  ['1974?', '1974, peut-être'],
  ['196X', 'Années 1960'],
  ['19XX', '1900 – 1999'],
  ['1958/1962', '1958 – 1962'],
  ['1969-01/1969', 'Janvier 1969 – 1969'],
  ['1969/..', 'Depuis 1969'],
  ['199X/..', 'Depuis les années 1990'],
  ['../1970', 'Jusqu’à 1970'],
  ['../196X', 'Jusqu’aux années 1960'],
  ['2006-21', 'Printemps 2006'],
  ['[1960..1962]', '[1960..1962]'],
  ['1969-99', '1969-99'],
  ['../..', ''],
])('%s is “%s”', (edtf, words) => expect(formatPeriod(edtf, 'fr')).toBe(words))

test('in English and in Arabic too', () => {
  expect(formatPeriod('1974~', 'en')).toBe('Around 1974')
  expect(formatPeriod('196X', 'en')).toBe('1960s')
  expect(formatPeriod('1969-01', 'ar')).toMatch(/^يناير 1969$/)
})

test('countries are named for the reader', () => {
  expect([countryIn('DZ', 'fr'), countryIn('DZ', 'ar'), countryIn('', 'fr'), countryIn('xx', 'fr')]).toEqual([
    'Algérie',
    'الجزائر',
    '',
    '',
  ])
})

test('who tells: an age only for someone alone, neutral words for those who keep their name', () => {
  const zohra = { name: 'Zohra', age: 77 }
  const aldo = { name: 'Aldo', age: 88 }
  const someone = { name: null, age: null }
  expect(whoIn([zohra], 'fr').replace('\u00a0', ' ')).toBe('Zohra, 77 ans')
  expect(whoIn([zohra, aldo], 'fr')).toBe('Zohra et Aldo')
  expect(whoIn([someone], 'fr')).toBe('quelqu’un qui préfère ne pas dire son nom')
  expect(whoIn([], 'en')).toBe('someone who prefers not to say their name')
  expect(whoIn([zohra, someone], 'fr')).toBe('Zohra et une autre personne, qui préfère ne pas dire son nom')
  expect(whoIn([someone, someone], 'fr')).toBe('2 personnes qui préfèrent ne pas dire leur nom')
  // A Latin name inside an Arabic sentence keeps its comma on the right side.
  expect(whoIn([zohra], 'ar')).toBe('\u2068Zohra\u2069، 77 سنة')
  expect(isolated('زهرة', 'ar')).toBe('زهرة')
})
