// A name that is not to be said, in every shape that it takes in a text.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactionOf, redactValue } from './redact.ts'

describe('hiding a name', () => {
  const hide = redactionOf([{ names: ['Maria da Luz', 'ماريا'], shown: null }])
  test.each([
    ['Maria da Luz est venue', '[…] est venue'],
    ['c’est Maria, dit-il', 'c’est […], dit-il'],
    ['« Luz ! »', '« […] ! »'],
    ['une luz douce', 'une luz douce'],
    ['Mariannick reste', 'Mariannick reste'],
    ['قالت ماريا: تعال', 'قالت […]: تعال'],
  ])('%s', (text, expected) => {
    expect(hide(text)).toBe(expected)
  })

  test.each([
    ['Maria', 'MARIA crie', '[…] crie'],
    ['Zoé Lefèvre', 'ZOE LEFEVRE, Zoe, Lefèvre', '[…], […], […]'],
    ['Zoé Lefèvre', 'zoé lefèvre a dit', '[…] a dit'],
    ['Zoé'.normalize('NFD'), 'Zoé, et Zoé'.normalize('NFD'), '[…], et […]'.normalize('NFD')],
    ['zohra benali', 'Je suis Zohra. Benali Zohra.', 'Je suis […]. […] […].'],
    ['ZOHRA BENALI', 'Je suis Zohra, zohra benali.', 'Je suis […], […].'],
    ['Yann Le Goff', 'Le matin, Le Goff et Yann.', 'Le matin, Le […] et […].'],
    ['Marie-Claire', 'Claire ; Marie-Claire ; claire', '[…] ; […] ; claire'],
    ['Aïcha N’Diaye', 'Madame N’Diaye, Diaye', 'Madame N’[…], […]'],
    ['Maria\u00a0Luz', 'maria luz', '[…]'],
    ['فاطمة', 'قالت لفاطمة وفاطمة: فَاطِمَةُ', 'قالت ل[…] و[…]: […]'],
    ['أحمد', 'جاء احمد وأحمد ثم أحـمد', 'جاء […] و[…] ثم […]'],
    ['نور', 'نورس يطير ومنور', 'نورس يطير ومنور'],
    ['דוד', 'ודוד הלך לדוד', 'ו[…] הלך ל[…]'],
    ['王小明', '我是王小明。', '我是[…]。'],
    ['田中 花子', '田中さんと花子', '[…]さんと[…]'],
    ['김민수', '김민수는 왔다', '[…]는 왔다'],
    ['Анна', 'АННА и Анна', '[…] и […]'],
    ['İpek', 'İpek’in evi, Ipek', '[…]’in evi, […]'],
    ['Zohra Benali', 'je suis zohra, zOhrA, benali, ZOHRA benali', 'je suis […], […], […], […]'],
    ['Zoé Lefèvre', 'Puis zoé, zoe et lefevre ; zoom', 'Puis […], […] et […] ; zoom'],
    ['Анна Ёлкина', 'анна и елкина', '[…] и […]'],
    ['Ἑλένη', 'ελενη, Ελένη, ΕΛΕΝΗ', '[…], […], […]'],
    ['Γιώργος', 'ο γιωργος, ο ΓΙΩΡΓΟΣ', 'ο […], ο […]'],
    ['Արամ', 'արամ և ԱՐԱՄ', '[…] և […]'],
    ['ნინო', 'ნინო, ᲜᲘᲜᲝ', '[…], […]'],
    ['Marie Petit', 'Quand marie était petit, Petit, marie petit', 'Quand […] était petit, […], […]'],
    ['Li An', 'un an, An, li', 'un an, […], […]'],
  ])('%s: %s', (name, text, expected) => {
    expect(redactionOf([{ names: [name], shown: null }])(text)).toBe(expected)
  })

  test('leaves a text without the name exactly as it was', () => {
    const text = 'Cafe\u0301, ﬁn, Ⅳ,\u00a0ـ — rose'
    expect(redactionOf([{ names: ['Rose'], shown: null }])(text)).toBe(text)
  })

  test('puts the chosen name instead', () => {
    expect(redactionOf([{ names: ['Zohra'], shown: 'Mirabelle' }])('Je suis Zohra.')).toBe('Je suis Mirabelle.')
  })

  const syllable = fc.constantFrom(
    'zoh',
    'ra',
    'be',
    'ké',
    'lïn',
    'ñu',
    'ça',
    'ßa',
    'œu',
    'ždo',
    'ló',
    'ÿt',
    'vu',
    'gri',
  )
  const scripts = [
    syllable,
    fc.constantFrom('жда', 'ёл', 'кий', 'ну', 'зо', 'ря'),
    fc.constantFrom('ζω', 'ής', 'λέ', 'φι', 'ρά'),
    fc.constantFrom('զա', 'ռու', 'կի', 'մե'),
    fc.constantFrom('زه', 'رَة', 'كمي', 'لى', 'أم'),
    fc.constantFrom('חנ', 'דוב', 'מרי', 'שצ'),
    fc.constantFrom('ज़ो', 'हरा', 'कि', 'नू'),
  ]
  const word = fc
    .oneof(...scripts.map((each) => fc.array(each, { minLength: 3, maxLength: 5 })))
    .map((parts) => parts.join(''))
  const typed: ((word: string) => string)[] = [
    (each) => each,
    (each) => each.toLowerCase(),
    (each) => each.toUpperCase(),
    (each) => each.normalize('NFD'),
    (each) => each.normalize('NFD').replace(/\p{M}/gu, ''),
    (each) => each.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
    (each) => each.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase(),
  ]
  /** One spelling of a word, as a child would compare two. */
  const plain = (each: string) =>
    each.toUpperCase().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')

  test('whatever its script, a name is hidden however it is typed, and no other word is touched', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...typed),
        fc.constantFrom(' ', ', ', ' : « ', ' — ', '\n'),
        (name, others, type, gap) => {
          const proper = name.map((each) =>
            [...each].map((letter, at) => (at ? letter : letter.toUpperCase())).join(''),
          )
          const hide = redactionOf([{ names: [proper.join(' ')], shown: null }])
          for (const each of proper) expect(hide(`x${gap}${type(each)}${gap}x`)).toBe(`x${gap}[…]${gap}x`)
          // Neither a word that holds it, nor one that it holds, nor any other.
          const different = [...others, ...name.map((each) => `${each}z`), ...name.map((each) => `z${each}`)].filter(
            (other) => !proper.some((each) => plain(other) === plain(each)),
          )
          const text = different.join(gap)
          expect(hide(text)).toBe(text)
        },
      ),
    )
  })

  test('reaches every string of a value', () => {
    expect(redactValue({ a: ['Maria', { b: 'Luz' }], n: 1, z: null }, hide)).toEqual({
      a: ['[…]', { b: '[…]' }],
      n: 1,
      z: null,
    })
  })

  test('is not fooled by letters that mean something in a pattern', () => {
    expect(redactionOf([{ names: ['A.B (C)'], shown: null }])('Voici A.B (C) et AxB')).toContain('AxB')
  })
})
