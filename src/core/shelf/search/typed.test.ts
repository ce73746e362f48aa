// Whatever is typed becomes terms, and a question that PostgreSQL can read.

import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { findWords } from './find-words.ts'
import { fold } from './fold.ts'
import { asksOfTerms, questionOf } from './questions.ts'
import { stemsOf } from './stems.ts'
import { asksNothing, termsOf } from './typed.ts'

const { reader } = await testDatabase()

/** `la "gare" -de` as `gare` | `"gare"` | `-de`, the word that may be unfinished followed by `*`. */
const shown = (typed: string): string[] =>
  termsOf(typed).map(({ kind, words }) => {
    const text = words.map(({ folded, isBeginning }) => (isBeginning ? `${folded}*` : folded)).join(' ')
    return kind === 'word' ? text : kind === 'not' ? `-${text}` : `"${text}"`
  })

describe('what is typed', () => {
  test.each([
    ['La neige', ['neige*']],
    ['L’été', ['ete*']],
    ['l’immigré d’Oran', ['immigre', 'oran*']],
    ['né à Oran', ['ne', 'oran*']],
    ['les', ['les*']],
    ['de la', ['de', 'la']],
    ['neige "la gare" hiver', ['neige', '"la gare"', 'hiver*']],
    ['« La gare » neige', ['"la gare"', 'neige*']],
    ['“la gare”', ['"la gare"']],
    ['‘la gare’', ['"la gare"']],
    ["aujourd'hui", ['aujourd', 'hui*']],
    ['gare -Besançon', ['gare', '-besancon']],
    ['gare − Besançon', ['gare', 'besancon*']],
    ['porte-monnaie', ['porte', 'monnaie*']],
    ['gare -"rue de Vesoul"', ['gare', '-rue de vesoul']],
    ['une " seule', ['seule*']],
    ['الخِياطة', ['الخياطه*']],
    ['14', ['14']],
    ['1962', ['1962*']],
    ['下雪了', ['下雪']],
    ['移', ['移']],
    ['โรงเรียนใหม่', ['โรงเรียน', 'ใหม่']],
    ['!!! 😀', []],
    ['', []],
    ['-non', ['-non']],
    ["' or 1=1 -- & | ! <-> :* (", ['1', '1']],
  ])('%s', (typed, terms) => expect(shown(typed)).toEqual(terms))

  test('at most ten words of two hundred letters', () => {
    expect(shown('motif '.repeat(60))).toHaveLength(10)
    expect(shown(`${'x'.repeat(250)}`)).toEqual([`${'x'.repeat(60)}*`])
  })

  test('only words that must not be there, or none, ask for nothing', () => {
    for (const typed of ['-neige', '-neige -gare', '!?', '-"la gare"']) expect(asksNothing(termsOf(typed))).toBe(true)
    for (const typed of ['neige', '-neige gare', 'les']) expect(asksNothing(termsOf(typed))).toBe(false)
  })
})

const signs = fc.constantFrom(
  ...`"'«»“”‘’„「」-−–&|!:*()<>\\%_;, \t\n\0~`,
  'neige',
  'é',
  'مدرسة',
  '移民',
  'ไทย',
  '😀',
  '\u200c',
)
const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(signs, { maxLength: 60 }).map((pieces) => pieces.join('')),
)

describe('whatever is typed', () => {
  test('is folded once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = fold(text)
        expect(once).toMatch(/^[\p{L}\p{M}\p{N}]*$/u)
        expect([...once].length).toBeLessThanOrEqual(60)
      }),
      { numRuns: 1_000 },
    )
  })

  test('words stand where they were typed', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        for (const { words } of termsOf(typed))
          for (const word of words)
            expect(
              typed
                .slice(word.start, word.end)
                .toLowerCase()
                .replace(/[\u200d\u00ad\u2060]/g, ''),
            ).toContain(word.letters ? '' : word.lower)
      }),
      { numRuns: 500 },
    )
  })

  test('PostgreSQL reads the question, and finds', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (typed) => {
        const terms = termsOf(typed)
        const question = questionOf(terms, await stemsOf(reader, asksOfTerms(terms)))
        expect(question === undefined).toBe(asksNothing(terms))
        if (question !== undefined) await sql`select ${question}::tsquery`.execute(reader)
        const found = await findWords(reader, typed)
        expect(found === undefined).toBe(typed.trim() === '')
        expect(found?.ordinals ?? []).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
