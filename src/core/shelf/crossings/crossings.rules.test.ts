// Why two stories meet: names folded to what they name, times compared without pretending to know more, one reason.

import { describe, expect, test } from 'vitest'
import { boundsOf, isAbout } from '../../platform/edtf.ts'
import { keyOf, marksOf, type Mark } from './marks.ts'
import { bestReason, reasonBetween, turn, wayBetween } from './reasons.ts'

const time = (period: string) => {
  const bounds = boundsOf(period)
  return { starts: bounds?.start ?? null, ends: bounds?.end ?? null, about: isAbout(period) }
}
const mark = (more: Partial<Mark> & { when?: string }): Mark => {
  const { when = '', ...rest } = more
  return {
    item_id: 'a',
    kind: 'place',
    position: 0,
    key: 'gare',
    label: 'La gare',
    nature: '',
    country: 'FR',
    at: 'infinity',
    ...time(when),
    ...rest,
  }
}

describe('a name', () => {
  test.each([
    ['La gare', 'gare'],
    ['Valmorey, la gare', 'gare'],
    ['la GARE de Valmorey', 'gare'],
    ['L’hôpital de Valmorey', 'hopital'],
    ['Besançon, la gare', 'besancon-la-gare'],
    ['Valmorey', 'valmorey'],
    ['Ma valise', 'valise'],
    ['the suitcase', 'suitcase'],
    ['المحطة', 'محطة'],
    ['محطة', 'محطة'],
    ['Oran', 'oran'],
    ['La', 'la'],
    ['…', ''],
    ['Chez […]', ''],
  ])('%s is known as “%s”', (label, key) => {
    expect(keyOf(label, 'Valmorey')).toBe(key)
  })
})

describe('marks', () => {
  test('are the places, things kept and themes of a story, each once, and nothing that is not text', () => {
    const place = {
      name: 'Oran',
      country: 'DZ',
      nature: '',
      period: '1969',
      period_start: '1969-01-01',
      period_end: '1969-12-31',
    }
    const marks = marksOf(
      {
        id: 'a',
        period: '1969~/..',
        period_start: '1969-01-01',
        period_end: '9999-12-31',
        objects: ['la valise', 'Valise', 4, null, '  '],
        places: [
          { ...place, position: 0 },
          { ...place, position: 1 },
        ],
        themes: ['t', 't'],
      },
      'Valmorey',
    )
    expect(marks.map(({ kind, key, position, at, about }) => [kind, key, position, at, about])).toEqual([
      ['place', 'oran', 0, '1969-07-02', false],
      ['place', 'oran', 1, '1969-07-02', false],
      ['object', 'valise', 0, '1969-01-01', true],
      ['theme', 't', 0, '1969-01-01', true],
    ])
    expect(
      marksOf({ id: 'a', period: '', period_start: null, period_end: null, objects: 'x', places: [], themes: [] }, ''),
    ).toEqual([])
  })
})

describe('two times', () => {
  test.each([
    ['1969', '1969-03', 'same_year', 0],
    ['1969', '1971', 'after', 2],
    ['1971', '1969', 'before', 2],
    ['1957/1986', '1974', 'same_years', 0],
    ['1961/1963', '1964', 'after', 1],
    ['1969~', '1971', 'later', 2],
    ['1971', '196X', 'earlier', 2],
    ['1969~', '1969', 'same_years', 0],
    ['', '1969', 'unknown', 0],
    ['2006/..', '2020', 'same_years', 0],
  ])('%s then %s: %s', (mine, other, way, years) => {
    expect(wayBetween(time(mine), time(other))).toEqual({ way, years })
    expect(wayBetween(time(other), time(mine))).toEqual({ way: turn(way as 'after'), years })
  })
})

describe('a reason', () => {
  test('never joins two places of the same name in two countries', () => {
    expect(reasonBetween(mark({ country: 'LY' }), mark({ country: 'LB' }))).toBeUndefined()
    expect(reasonBetween(mark({ country: 'LY' }), mark({ country: '' }))).toBeDefined()
    expect(reasonBetween(mark({}), mark({ key: 'oran' }))).toBeUndefined()
  })
  test('says what the place was, and a workplace only for those who both worked there', () => {
    const nature = (one: string, two: string) => reasonBetween(mark({ nature: one }), mark({ nature: two }))?.nature
    expect([
      nature('work', 'work'),
      nature('work', ''),
      nature('work', 'station'),
      nature('station', ''),
      nature('home', 'school'),
    ]).toEqual(['work', '', 'station', 'station', ''])
  })
  test('is the closest: the same year, then near in time, a thing kept, any time, a theme', () => {
    const mine = [
      mark({ when: '1969' }),
      mark({ kind: 'object', key: 'valise', when: '1969' }),
      mark({ kind: 'theme', key: 't', when: '1969' }),
    ]
    const kindOf = (...others: Mark[]) => {
      const best = bestReason(mine, others)
      return best && [best.kind, best.way, best.years]
    }
    const theme = mark({ kind: 'theme', key: 't', when: '1970' })
    const valise = mark({ kind: 'object', key: 'valise' })
    expect(kindOf(theme, valise, mark({ when: '1969-01' }))).toEqual(['place', 'same_year', 0])
    expect(kindOf(theme, valise, mark({ when: '1971' }))).toEqual(['place', 'after', 2])
    expect(kindOf(theme, valise, mark({ when: '1975' }))).toEqual(['object', 'unknown', 0])
    expect(kindOf(theme, mark({ when: '1975' }))).toEqual(['place', 'after', 6])
    expect(kindOf(theme)).toEqual(['theme', 'same_years', 0])
    expect(kindOf(mark({ kind: 'theme', key: 't', when: '1900/1999' }))).toEqual(['theme', 'unknown', 0])
    expect(kindOf(mark({ key: 'oran' }))).toBeUndefined()
  })
})
