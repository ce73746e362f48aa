// A name that is not to be said, in every shape that it takes in a text.

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
