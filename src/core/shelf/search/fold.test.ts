// Words compared as people type them, in each script.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, foldAnyLetters, foldLetters } from './fold.ts'
import { wordsOf } from './words.ts'

describe('folding', () => {
  test.each([
    ['Émigré', 'emigre'],
    ['Œuvre', 'oeuvre'],
    ['Đặng', 'dang'],
    ['Łódź', 'lodz'],
    ['ISPARTA', 'isparta'],
    ['İşsizlik', 'issizlik'],
    ['ılık', 'ilik'],
    ['Straße', 'strasse'],
    ['ƴanci', 'yanci'],
    ['xaranŋa', 'xaranna'],
    ['Ἀθῆναι', 'αθηναι'],
    ['λόγος', 'λογοσ'],
    ['Ёлка', 'елка'],
    ['мій', 'міи'],
    ['مُدَرِّسَة', 'مدرسه'],
    ['أسرة', 'اسره'],
    ['مـــدرسة', 'مدرسه'],
    ['کشور', 'كشور'],
    ['٢٠١٥', '2015'],
    ['۱۹۶۲', '1962'],
    ['क़िताब', 'किताब'],
    ['মানুষ', 'মানুষ'],
    ['โรงเรียน', 'โรงเรียน'],
    ['がっこう', 'がっこう'],
    ['ﬁn', 'fin'],
    ['ＡＢＣ', 'abc'],
    ['😀', ''],
    ['&|!', ''],
  ])('%s', (word, folded) => expect(fold(word)).toBe(folded))
})

test('letters folded one by one fold as a whole text does', () => {
  const units = fc.oneof(
    fc.integer({ min: 0, max: 0x6ff }),
    fc.integer({ min: 0x300, max: 0x36f }),
    fc.integer({ min: 0x590, max: 0x6ff }),
    fc.integer({ min: 0x2000, max: 0x206f }),
  )
  fc.assert(
    fc.property(fc.array(units, { maxLength: 12 }), (codes) => {
      const text = String.fromCharCode(...codes)
      expect(foldLetters(text)).toBe(foldAnyLetters(text))
    }),
    { numRuns: 5_000 },
  )
})

describe('words of a text', () => {
  const words = (text: string) => [...wordsOf(text)].map(({ folded }) => folded)

  test.each([
    ['L’immigré d’aujourd’hui', ['l', 'immigre', 'd', 'aujourd', 'hui']],
    ['arrière-grand-mère', ['arriere', 'grand', 'mere']],
    ['می‌روم', ['مي', 'روم']],
    ['co\u00adton', ['coton']],
    ['移民的记忆', ['移', '民', '的', '记', '忆']],
    ['SNCF下雪', ['sncf', '下', '雪']],
    ['እያንዳንዱ፡ሰው', ['እያንዳንዱ', 'ሰው']],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected))

  test('an apostrophe inside a word leaves the whole word too', () => {
    const joined = (text: string) => [...wordsOf(text)][0]?.joined
    expect(joined('сім’я')).toBe('сімя')
    expect(joined('c’hoar')).toBe('choar')
    expect(joined('می‌روم')).toBe('ميروم')
    expect(joined('l’école')).toBeUndefined()
  })

  test('each stands where it is written', () => {
    const text = 'À Besançon, l’été 移民 ; العودة.'
    for (const word of wordsOf(text)) expect(fold(text.slice(word.start, word.end))).toBe(word.folded)
  })
})
