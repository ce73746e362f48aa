// What blocks the opening, and what an audit lets a town declare.

import { expect, test } from 'vitest'
import { emptyStatement } from '#core/shelf/site.ts'
import { conformityOf, inLocale, mandatory, missingIn, takenAway } from './legal.rules.ts'
import { emptyTown, type Town } from './town.ts'

const long = 'Voici ce que nous gardons et pourquoi. '.repeat(8)
const complete: Town = {
  ...emptyTown,
  site: {
    ...emptyTown.site,
    name: 'Valmorey',
    phone: '03 53 01 24 68',
    imprint: { publisher: 'La ville de Valmorey', director: 'Anne Jeunot', host: 'La régie du pays' },
  },
  pages: { privacy: { fr: long }, terms: { fr: long } },
}

test('an empty town misses everything, a complete one nothing', () => {
  expect(missingIn(emptyTown)).toEqual(mandatory)
  expect(missingIn(complete)).toEqual([])
})

test('English words do not replace the French the law asks for, nor a few letters a text', () => {
  expect(missingIn({ ...complete, pages: { privacy: { en: long }, terms: { fr: 'Bientôt.' } } })).toEqual([
    'privacy',
    'terms',
  ])
})

test('a mail address is enough to be reached', () => {
  const { site } = complete
  expect(missingIn({ ...complete, site: { ...site, phone: '', email: 'a@b.fr' } })).toEqual([])
  expect(missingIn({ ...complete, site: { ...site, phone: '' } })).toEqual(['reachable'])
})

test('only an open site is held to what it already had', () => {
  const open = { ...complete, site: { ...complete.site, is_live: true } }
  const without = (town: Town): Town => ({ ...town, pages: {} })
  expect(takenAway(open, without(open))).toEqual(['privacy', 'terms'])
  expect(takenAway(complete, without(complete))).toEqual([])
  expect(takenAway(without(open), without(open))).toEqual([])
})

test.each([
  ['', 100, 'none'],
  ['Cabinet Clair', null, 'none'],
  ['Cabinet Clair', 49.9, 'none'],
  ['Cabinet Clair', 50, 'partial'],
  ['Cabinet Clair', 99, 'partial'],
  ['Cabinet Clair', 100, 'full'],
] as const)('an audit by "%s" at %s: %s', (audit_by, audit_rate, state) => {
  expect(conformityOf({ ...emptyStatement, audit_by, audit_rate })).toBe(state)
})

test('a page without the reader’s language is shown in French', () => {
  const rows = [{ language: 'en' }, { language: 'fr' }]
  expect(inLocale(rows, 'ar')?.language).toBe('fr')
  expect(inLocale(rows, 'en')?.language).toBe('en')
  expect(inLocale([], 'en')).toBeUndefined()
})
