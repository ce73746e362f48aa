// Choosing among the shelf: whatever is chosen, the catalog says what counting one by one would say.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemSeen, TownSeen } from './catalog.rows.ts'
import { here, placeKey, type Choice } from './choice.ts'
import { addItems, dropItem, dropVanished, emptyColumns, sortColumns } from './columns.ts'
import { select } from './selection.ts'
import { decadeOf, yearsOf } from './years.ts'

const town: TownSeen = { name: 'Valmorey', lat: 47.2, lon: 6, districts: ['Les Tilleuls', 'La Gare'] }
const places = [
  { name: 'Oran', country: 'DZ', lat: 35.7, lon: -0.6 },
  { name: 'Valmorey', country: 'FR', lat: 47.2, lon: 6 },
  { name: 'Porto', country: 'PT', lat: 41.1, lon: -8.6 },
  { name: 'Cité Les Tilleuls', country: 'FR', lat: null, lon: null },
]
const periods = [
  { text: '1969', start: '1969-01-01', end: '1969-12-31' },
  { text: '1969-01', start: '1969-01-01', end: '1969-01-31' },
  { text: '197X', start: '1970-01-01', end: '1979-12-31' },
  { text: '1968/1972', start: '1968-01-01', end: '1972-12-31' },
  { text: '1974~', start: '1974-01-01', end: '1974-12-31' },
  { text: '', start: null, end: null },
]

const item = fc.record({
  kind: fc.constantFrom('testimony', 'article'),
  language: fc.constantFrom('fr', 'ar', 'pt'),
  medium: fc.constantFrom(null, 'text', 'sound'),
  themes: fc.uniqueArray(fc.constantFrom('t1', 't2', 't3')),
  places: fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(...periods)), { maxLength: 3 }),
  period: fc.constantFrom(...periods),
  microseconds: fc.integer({ min: 1, max: 6 }),
  voices: fc.nat(3),
  is_easy: fc.boolean(),
})
type Drawn = typeof item extends fc.Arbitrary<infer Value> ? Value : never

const seen = (drawn: Drawn, at: number): ItemSeen => ({
  id: `id-${at}`,
  ordinal: at + 1,
  kind: drawn.kind,
  code: String(100_000 + at),
  language: drawn.language,
  medium: drawn.medium,
  told_at: null,
  period: drawn.period.text,
  period_start: drawn.period.start,
  period_end: drawn.period.end,
  microseconds: drawn.microseconds,
  visible_until: null,
  themes: drawn.themes,
  places: drawn.places.map(([place, when]) => [
    place.name,
    place.country,
    place.lat,
    place.lon,
    when.text,
    when.start,
    when.end,
  ]),
  voices: drawn.voices,
  is_easy: drawn.is_easy,
  is_quoted: false,
})

const choice: fc.Arbitrary<Choice> = fc.record(
  {
    kinds: fc.constantFrom(['testimony'], ['article'], ['testimony', 'article']),
    theme: fc.constantFrom(['t1'], ['t1', 't2'], ['nobody']),
    origin: fc.constantFrom('DZ', here, 'XX'),
    district: fc.constantFrom('Les Tilleuls', 'La Gare'),
    years: fc.constantFrom({ from: 1960, to: 1969 }, { from: 1969, to: 1971 }),
    language: fc.constantFrom('fr', 'ar'),
    medium: fc.constant('sound'),
    easy: fc.constant(true),
    place: fc.constant(placeKey('Oran', 'DZ')),
  },
  { requiredKeys: ['kinds'] },
)

// One by one, in the plainest words.
function holds(item: ItemSeen, chosen: Choice): boolean {
  const [first] = item.places
  const origin = first && (first[0] === 'Valmorey' ? here : first[1])
  const years = yearsOf([
    { text: item.period, start: item.period_start, end: item.period_end },
    ...item.places.map(([, , , , text, start, end]) => ({ text, start, end })),
  ])
  return (
    chosen.kinds.includes(item.kind) &&
    (!chosen.theme || item.themes.some((theme) => chosen.theme?.includes(theme))) &&
    (!chosen.origin || origin === chosen.origin) &&
    (!chosen.district || item.places.some(([name]) => name.includes(chosen.district ?? ''))) &&
    (!chosen.years || years.some((run) => run.from <= chosen.years!.to && run.to >= chosen.years!.from)) &&
    (!chosen.language || item.language === chosen.language) &&
    (!chosen.medium || item.medium === chosen.medium) &&
    (!chosen.easy || item.is_easy) &&
    (!chosen.place || item.places.some(([name, country]) => placeKey(name, country) === chosen.place))
  )
}

const shelf = fc.record({ items: fc.array(item, { maxLength: 40 }), gone: fc.array(fc.nat(39)), chosen: choice })

function catalogOf(drawn: Drawn[], gone: number[]) {
  const all = drawn.map(seen)
  const columns = emptyColumns(town)
  addItems(columns, all)
  for (const at of gone) dropItem(columns, `id-${at}`)
  sortColumns(columns)
  return { columns, left: all.filter((_, at) => !gone.includes(at)) }
}

describe('a selection', () => {
  test('holds what one by one holds, newest first, and each page goes on where the last ended', () => {
    fc.assert(
      fc.property(shelf, ({ items, gone, chosen }) => {
        const { columns, left } = catalogOf(items, gone)
        const right = left
          .filter((each) => holds(each, chosen))
          .sort((a, b) => b.microseconds - a.microseconds || Number(b.code) - Number(a.code))
          .map((each) => each.id)
        const selection = select(columns, chosen)
        expect(selection.count).toBe(right.length)
        expect(selection.figures().voices).toBe(
          left.filter((each) => holds(each, chosen)).reduce((sum, { voices }) => sum + voices, 0),
        )
        const walked: string[] = []
        let page = selection.page({ limit: 7 })
        for (let last = page; ; last = page) {
          walked.push(...last.ids)
          if (!last.next) break
          page = selection.page({ after: last.next, limit: 7 })
          // And back: the page before the second is the first.
          expect(selection.page({ before: page.previous!, limit: 7 }).ids).toEqual(last.ids)
        }
        expect(walked).toEqual(right)
      }),
    )
  })

  test('each facet says how many its link would find', () => {
    fc.assert(
      fc.property(shelf, ({ items, gone, chosen }) => {
        const { columns } = catalogOf(items, gone)
        const facets = select(columns, chosen).facets()
        const found = (change: Partial<Choice>) => select(columns, { ...chosen, ...change }).count
        for (const [theme, count] of facets.theme) expect(found({ theme: [theme] })).toBe(count)
        for (const { value, count } of facets.origin) expect(found({ origin: value })).toBe(count)
        for (const { value, count } of facets.district) expect(found({ district: value })).toBe(count)
        for (const { value, count } of facets.language) expect(found({ language: value })).toBe(count)
        for (const { value, count } of facets.medium) expect(found({ medium: value })).toBe(count)
        for (const { value, count } of facets.decade)
          expect(found({ years: { from: Number(value), to: Number(value) + 9 } })).toBe(count)
        expect(found({ easy: true })).toBe(facets.easy)
        for (const { without, count } of select(columns, chosen).nearest())
          expect(found({ [without]: undefined })).toBe(count)
      }),
    )
  })

  test('a search puts first those that bear the words', () => {
    const { columns } = catalogOf(
      [1, 2, 3, 4].map((microseconds) => ({ ...(fc.sample(item, 1)[0] as Drawn), kind: 'testimony', microseconds })),
      [],
    )
    const found = { ordinals: [1, 2, 4], strong: new Set([1]) }
    const selection = select(columns, { kinds: ['testimony'] }, found)
    expect(selection.page({ limit: 2 }).ids).toEqual(['id-0', 'id-3'])
    const { next } = selection.page({ limit: 2 })
    expect(selection.page({ limit: 2, after: next! })).toMatchObject({ ids: ['id-1'] })
    expect(selection.page({ limit: 2, after: 'anything else' }).ids).toEqual(['id-0', 'id-3'])
  })

  test('a few among many come in the same order, forwards and backwards, as many do', () => {
    const { columns } = catalogOf(
      Array.from({ length: 200 }, (_, at) => ({
        ...(fc.sample(item, 1)[0] as Drawn),
        kind: 'testimony',
        microseconds: (at * 37) % 100,
      })),
      [],
    )
    const everyone = select(columns, { kinds: ['testimony'] }).page({ limit: 200 }).ids
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 12 }),
        fc.nat(12),
        (ordinals, bearing) => {
          const found = { ordinals, strong: ordinals.slice(0, bearing) }
          const ofFound = (some: readonly number[]) =>
            everyone.filter((id) => some.some((each) => id === `id-${each - 1}`))
          const expected = [...ofFound(found.strong), ...ofFound(ordinals.slice(bearing))]
          const selection = select(columns, { kinds: ['testimony'] }, found)
          const read: string[] = []
          let page = selection.page({ limit: 4 })
          for (read.push(...page.ids); page.next; read.push(...page.ids))
            page = selection.page({ limit: 4, after: page.next })
          expect(read).toEqual(expected)
          const back = [...page.ids]
          for (; page.previous; back.unshift(...page.ids)) page = selection.page({ limit: 4, before: page.previous })
          expect(back).toEqual(expected)
        },
      ),
    )
  })

  test('what the end of an agreement hides is counted no more at that instant', () => {
    const columns = emptyColumns(town)
    const at = Date.UTC(2026, 0, 1)
    addItems(columns, [{ ...seen(fc.sample(item, 1)[0] as Drawn, 0), kind: 'testimony', visible_until: new Date(at) }])
    sortColumns(columns)
    const count = () => select(columns, { kinds: ['testimony'] }).count
    dropVanished(columns, at - 1)
    expect(count()).toBe(1)
    dropVanished(columns, at)
    expect(count()).toBe(0)
    expect(select(columns, { kinds: ['testimony'] }).facets().language).toEqual([])
  })
})

describe('the years told', () => {
  test('a date known to the year is sure; a doubt, a decade and a span are not', () => {
    const dates = periods.filter(({ text }) => ['1969-01', '1974~'].includes(text))
    expect(yearsOf(dates)).toEqual([
      { from: 1969, to: 1969, sure: true },
      { from: 1974, to: 1974, sure: false },
    ])
    expect(yearsOf(periods.filter(({ text }) => text === '1969' || text === '1968/1972'))).toEqual([
      { from: 1969, to: 1969, sure: true },
      { from: 1968, to: 1968, sure: false },
      { from: 1970, to: 1972, sure: false },
    ])
    // "Since 1969": only its beginning is known.
    expect(yearsOf([{ text: '1969/..', start: '1969-01-01', end: '9999-12-31' }])).toEqual([
      { from: 1969, to: 1969, sure: true },
    ])
    expect(decadeOf(1969)).toBe('1960')
  })
})

test('a story read twice, because it was published again meanwhile, counts once and leaves whole', () => {
  fc.assert(
    fc.property(item, item, item, (before, after, other) => {
      const columns = emptyColumns(town)
      addItems(columns, [seen(before, 0), seen(other, 1)])
      addItems(columns, [{ ...seen(after, 0), ordinal: 3 }])
      sortColumns(columns)
      const alone = emptyColumns(town)
      addItems(alone, [{ ...seen(after, 0), ordinal: 3 }, seen(other, 1)])
      sortColumns(alone)
      const told = () => {
        const all = select(columns, { kinds: ['testimony', 'article'] })
        return [all.page({ limit: 9 }), all.facets(), all.places(9), all.years(), all.figures()]
      }
      const expected = select(alone, { kinds: ['testimony', 'article'] })
      expect(told()).toEqual([
        expected.page({ limit: 9 }),
        expected.facets(),
        expected.places(9),
        expected.years(),
        expected.figures(),
      ])
      dropItem(columns, 'id-0')
      dropItem(columns, 'id-1')
      expect(select(columns, { kinds: ['testimony', 'article'] }).count).toBe(0)
      expect(told().slice(2, 4)).toEqual([[], []])
    }),
  )
})
