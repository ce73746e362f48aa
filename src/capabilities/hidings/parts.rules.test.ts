// Times, lines, squares and passages: what people tick and type, and what it means.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cellCount,
  columns,
  readTime,
  regionAround,
  regionOfPercents,
  regionsOfCells,
  rows,
  spansOfLines,
  surnameOf,
  writeTime,
} from './parts.rules.ts'
import { namesIn, passagesSharedWith } from './passages.rules.ts'

describe('times', () => {
  test.each([
    ['1:23,4', 83_400],
    ['83', 83_000],
    ['0:00:01.005', 1_005],
    ['1:02:03', 3_723_000],
    ['١:٢٣٫٤', 83_400],
    [' 90:00 ', 5_400_000],
  ])('%s', (typed, ms) => {
    expect(readTime(typed)).toBe(ms)
  })
  test.each(['', 'midi', '1:60', '1:99:00', '-1', '1:2:3:4', '1.2345', '1e3', '0x10', '1;2'])(
    '“%s” is none',
    (typed) => {
      expect(readTime(typed)).toBeUndefined()
    },
  )
  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 864_000 }), fc.constantFrom('fr', 'en', 'ar'), (tenths, locale) => {
        expect(readTime(writeTime(tenths * 100, locale))).toBe(tenths * 100)
      }),
    )
  })
})

test('lines that follow one another are one span, with the silence between them', () => {
  const line = (start_ms: number, end_ms: number) => ({ start_ms, end_ms })
  expect(spansOfLines([line(5_000, 6_000), line(1_000, 2_000), line(2_500, 4_000)])).toEqual([
    line(1_000, 4_000),
    line(5_000, 6_000),
  ])
})

describe('squares', () => {
  test('become rectangles that cover them and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(cellCount - 1)), (cells) => {
        const parts = regionsOfCells(cells)
        for (let cell = 0; cell < cellCount; cell++) {
          const [x, y] = [((cell % columns) + 0.5) / columns, (Math.floor(cell / columns) + 0.5) / rows]
          const over = parts.filter((part) => part.x < x && x < part.x + part.w && part.y < y && y < part.y + part.h)
          expect(over.length).toBe(cells.includes(cell) ? 1 : 0)
        }
        expect(parts.length).toBeLessThanOrEqual(cells.length)
      }),
    )
  })
  test('are one rectangle around a face', () => {
    expect(regionAround([0, columns + 1])).toEqual({ x: 0, y: 0, w: 2 / columns, h: 2 / rows })
    expect(regionAround([])).toBeNull()
  })
  test.each([
    [{ x: '', y: '', w: '', h: '' }, null],
    [
      { x: '10', y: '0', w: '12,5', h: '100' },
      { x: 0.1, y: 0, w: 0.125, h: 1 },
    ],
    [{ x: '10', y: '', w: '12', h: '10' }, undefined],
    [{ x: '90', y: '0', w: '20', h: '10' }, undefined],
    [{ x: '0', y: '0', w: '0', h: '10' }, undefined],
    [{ x: '-1', y: '0', w: '5', h: '10' }, undefined],
    [{ x: 'NaN', y: 'Infinity', w: '1e9', h: '0x1' }, undefined],
  ])('percents %j', (typed, region) => {
    expect(regionOfPercents(typed)).toEqual(region)
  })
})

describe('passages told again in writing', () => {
  const fr = (text: string) => ({ text, language: 'fr' })
  const written = (text: string, language = 'fr') => ({ where: 'text', language, text })

  test.each([
    [
      'Mon oncle vendait des tapis.',
      'On dit que « mon oncle, vendait des TAPIS » ici.',
      ['mon oncle, vendait des TAPIS'],
    ],
    ['C’est l’usine de ma mère', "Là, c'est l'usine de ma mere.", ["c'est l'usine de ma mere"]],
    ['oui', 'oui et oui', []],
    ['très tard', 'Il est très tard, dit-il.', ['très tard']],
    ['un deux trois quatre cinq', 'un deux trois, puis quatre cinq six', []],
    [
      'un deux trois quatre cinq six',
      'trois quatre cinq six. Ailleurs un deux trois quatre.',
      ['trois quatre cinq six', 'un deux trois quatre'],
    ],
  ])('%s', (sealed, text, expected) => {
    expect(passagesSharedWith([fr(sealed)], [written(text)]).map(({ phrase }) => phrase)).toEqual(expected)
  })

  test('in other scripts', () => {
    expect(
      passagesSharedWith(
        [{ text: 'كان عمي يبيع السجاد', language: 'ar' }],
        [written('قالوا: كَانَ عمّي يبيع السجاد ليلاً', 'ar')],
      )[0]?.phrase,
    ).toBe('كَانَ عمّي يبيع السجاد')
    expect(
      passagesSharedWith([{ text: '我的叔叔卖地毯', language: 'zh' }], [written('听说我的叔叔卖地毯。', 'zh')])[0]
        ?.phrase,
    ).toBe('我的叔叔卖地毯')
  })

  test('a long one is several phrases, with every word of it', () => {
    const words = Array.from({ length: 130 }, (_, index) => `mot${index}x`).join(' ')
    const found = passagesSharedWith([fr(words)], [written(words)])
    expect(found.map(({ phrase }) => phrase).join(' ')).toBe(words)
    expect(found.length).toBe(3)
  })
})

test('names are capitals where no sentence begins', () => {
  expect(
    namesIn('Hier Karim Ben Salah est venu. Puis d’Oran, avec l’Amie et Karim Ben Salah. Demain oui.', ['Oran']),
  ).toEqual(['Karim Ben Salah', 'Amie'])
  expect(namesIn('')).toEqual([])
})

test.each([
  ['Lina Martin', 'Martin'],
  ['Lina  da Luz', 'da Luz'],
  ['Lina', ''],
])('family name of %s', (name, surname) => {
  expect(surnameOf(name)).toBe(surname)
})
