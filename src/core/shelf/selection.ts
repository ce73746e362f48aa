// A selection of the shelf: how many, which page, what else to choose, where and when. All from the catalog's columns.

import { add, any, bitmapOf, both, emptyBitmap, has, size, sizeOfBoth, type Bitmap } from './bitmap.ts'
import type { Choice, Counted, Facets, FoundOrdinals, Nearest, PlaceCount, YearCount } from './choice.ts'
import { chronicleOf, type ChronicleOptions, type ChroniclePage } from './chronicle.ts'
import { decadeOf, unpackedRun } from './years.ts'
import { codeOf, type Columns, type FacetName, type Value } from './columns.ts'

export type Page = { ids: string[]; next?: string; previous?: string }
export type Figures = {
  stories: number
  /** People who told, story by story. */
  voices: number
  languages: number
  countries: number
  places: number
  born_here: number
  years: { from: number; to: number } | null
}

export type Selection = {
  count: number
  /** Newest first; in a search, those that bear the words come first. Goes on after a cursor, or ends before it. */
  page(options: { after?: string; before?: string; limit: number }): Page
  facets(): Facets
  /** Places told of that a map can show, those of most stories first. */
  places(limit: number): PlaceCount[]
  /** Where journeys begin. */
  departures(limit: number): { lat: number; lon: number; count: number }[]
  years(): YearCount[]
  /** Contributions that tell of no year. */
  undated(): number
  /** In the order of what is told; see chronicle.ts. */
  chronicle(options: ChronicleOptions): ChroniclePage
  figures(): Figures
  /** For a selection that holds nobody: what taking one choice away would give, the most first. */
  nearest(): Nearest[]
}

type Part = Exclude<keyof Choice, 'kinds'> | 'words'
const facetOf: Partial<Record<Part, FacetName>> = {
  theme: 'theme',
  origin: 'origin',
  district: 'district',
  years: 'decade',
  language: 'language',
  medium: 'medium',
  easy: 'easy',
}

export function select(columns: Columns, choice: Choice, found?: FoundOrdinals): Selection {
  const parts = partsOf(columns, choice, found)
  const kinds = any(choice.kinds.flatMap((kind) => columns.kinds.get(kind) ?? []))
  const base = both(kinds, columns.alive)
  const without = (part?: Part): Bitmap => {
    let chosen = base
    for (const [name, slots] of parts) if (name !== part) chosen = both(chosen, slots)
    return chosen
  }
  const all = without()
  const strong = found && bitmapOf([...found.strong].flatMap((ordinal) => columns.slotOfOrdinal.get(ordinal) ?? []))

  return {
    count: size(all),
    page: (options) => pageOf(columns, all, strong, options),
    facets: () => {
      const list = (part: Part): Counted[] => {
        const facet = facetOf[part]
        return facet
          ? counted(
              columns.facets[facet],
              choice.kinds,
              parts.size > (parts.has(part) ? 1 : 0) ? without(part) : undefined,
            )
          : []
      }
      return {
        theme: new Map(list('theme').map(({ value, count }) => [value, count])),
        origin: list('origin'),
        district: list('district'),
        decade: list('years').sort((one, other) => Number(one.value) - Number(other.value)),
        language: list('language'),
        medium: list('medium'),
        easy: list('easy')[0]?.count ?? 0,
      }
    },
    places: (limit) => placesOf(columns, all, limit),
    departures: (limit) => departuresOf(columns, all, limit),
    years: () => yearsOf(columns, all),
    undated: () => {
      const dated = bitmapOf(columns.runSlots)
      return size(all) - sizeOfBoth(all, dated)
    },
    chronicle: (options) => chronicleOf(columns, all, options),
    figures: () => figuresOf(columns, choice.kinds, parts.size > 0 ? all : undefined, all),
    nearest: () =>
      [...parts.keys()]
        .map((part) => ({ without: part, count: size(without(part)) }))
        .filter(({ count }) => count > 0)
        .sort((one, other) => other.count - one.count),
  }
}

function partsOf(columns: Columns, choice: Choice, found: FoundOrdinals | undefined): Map<Part, Bitmap> {
  const parts = new Map<Part, Bitmap>()
  const value = (facet: FacetName, wanted: string) => columns.facets[facet].get(wanted)?.slots ?? bitmapOf([])
  if (choice.theme) parts.set('theme', any(choice.theme.map((id) => value('theme', id))))
  if (choice.origin) parts.set('origin', value('origin', choice.origin))
  if (choice.district) parts.set('district', value('district', choice.district))
  if (choice.years) parts.set('years', inYears(columns, choice.years))
  if (choice.language) parts.set('language', value('language', choice.language))
  if (choice.medium) parts.set('medium', value('medium', choice.medium))
  if (choice.easy) parts.set('easy', value('easy', 'easy'))
  if (choice.place) parts.set('place', bitmapOf(columns.places.get(choice.place)?.slots ?? []))
  if (found) {
    const slots = []
    for (const ordinal of found.ordinals) {
      const slot = columns.slotOfOrdinal.get(ordinal)
      if (slot !== undefined) slots.push(slot)
    }
    parts.set('words', bitmapOf(slots))
  }
  return parts
}

function inYears(columns: Columns, { from, to }: { from: number; to: number }): Bitmap {
  if (from % 10 === 0 && to === from + 9) return columns.facets.decade.get(decadeOf(from))?.slots ?? bitmapOf([])
  const slots = emptyBitmap()
  for (const [at, packed] of columns.runs.entries()) {
    const run = unpackedRun(packed)
    if (run.from <= to && run.to >= from) add(slots, columns.runSlots[at]!)
  }
  return slots
}

/** `among` absent: everything of these kinds, whose counts are known already. */
function counted(values: ReadonlyMap<string, Value>, kinds: readonly string[], among: Bitmap | undefined): Counted[] {
  const counts: Counted[] = []
  for (const [value, { slots, counts: known }] of values) {
    const count = among ? sizeOfBoth(among, slots) : kinds.reduce((sum, kind) => sum + (known.get(kind) ?? 0), 0)
    if (count > 0) counts.push({ value, count })
  }
  return counts.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
}

type Cursor = { tier: 0 | 1; microseconds: number; code: number }

function pageOf(
  columns: Columns,
  all: Bitmap,
  strong: Bitmap | undefined,
  { after, before, limit }: { after?: string; before?: string; limit: number },
): Page {
  const start = cursorOf(after)
  const end = start ? undefined : cursorOf(before)
  const tierOf = (slot: number): 0 | 1 => (strong && !has(strong, slot) ? 1 : 0)
  const isBeyond = (slot: number, { tier, microseconds, code }: Cursor, sign: 1 | -1): boolean => {
    const mine = tierOf(slot)
    if (mine !== tier) return (mine - tier) * sign > 0
    const at = columns.microseconds[slot]!
    if (at !== microseconds) return (microseconds - at) * sign > 0
    return (code - columns.code[slot]!) * sign > 0
  }
  const order = end ? columns.order.toReversed() : columns.order
  const tiers: readonly (0 | 1)[] = !strong ? [0] : end ? [1, 0] : [0, 1]
  const slots: number[] = []
  for (const tier of tiers)
    for (const slot of order) {
      if (slots.length > limit) break
      if (!has(all, slot) || tierOf(slot) !== tier) continue
      if (start && !isBeyond(slot, start, 1)) continue
      if (end && !isBeyond(slot, end, -1)) continue
      slots.push(slot)
    }
  const isMore = slots.length > limit
  const shown = slots.slice(0, limit)
  if (end) shown.reverse()
  const cursor = (slot: number) => `${tierOf(slot)}-${columns.microseconds[slot]}-${codeOf(columns, slot)}`
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    ids: shown.map((slot) => columns.id[slot]!),
    ...(last !== undefined && (end || isMore) ? { next: cursor(last) } : {}),
    ...(first !== undefined && (end ? isMore : start !== undefined) ? { previous: cursor(first) } : {}),
  }
}

function cursorOf(text: string | undefined): Cursor | undefined {
  const [, tier, microseconds, code] = /^([01])-(\d{1,16})-(\d{6})$/.exec(text ?? '') ?? []
  return code ? { tier: tier === '1' ? 1 : 0, microseconds: Number(microseconds), code: Number(code) } : undefined
}

const countIn = (all: Bitmap, slots: readonly number[]): number => {
  let count = 0
  for (const slot of slots) if (has(all, slot)) count += 1
  return count
}

function placesOf(columns: Columns, all: Bitmap, limit: number): PlaceCount[] {
  const places: PlaceCount[] = []
  for (const [key, { name, country, lat, lon, slots }] of columns.places) {
    if (lat === null || lon === null) continue
    const count = countIn(all, slots)
    if (count > 0) places.push({ key, name, country, lat, lon, count })
  }
  return places.sort((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1)).slice(0, limit)
}

function departuresOf(columns: Columns, all: Bitmap, limit: number) {
  const points = new Map<string, { lat: number; lon: number; count: number }>()
  for (const { lat, lon, first } of columns.places.values()) {
    if (lat === null || lon === null) continue
    const count = countIn(all, first)
    if (count === 0) continue
    const key = `${lat} ${lon}`
    points.set(key, { lat, lon, count: (points.get(key)?.count ?? 0) + count })
  }
  return [...points.values()]
    .sort((one, other) => other.count - one.count || one.lat - other.lat || one.lon - other.lon)
    .slice(0, limit)
}

const lastYear = 9_999

function yearsOf(columns: Columns, all: Bitmap): YearCount[] {
  const [sure, about] = [new Int32Array(lastYear + 1), new Int32Array(lastYear + 1)]
  for (const [at, packed] of columns.runs.entries()) {
    if (!has(all, columns.runSlots[at]!)) continue
    const run = unpackedRun(packed)
    const counts = run.sure ? sure : about
    for (let year = run.from; year <= run.to; year++) counts[year]! += 1
  }
  const years: YearCount[] = []
  for (let year = 0; year <= lastYear; year++)
    if (sure[year] || about[year]) years.push({ year, sure: sure[year]!, about: about[year]! })
  return years
}

function figuresOf(columns: Columns, kinds: readonly string[], among: Bitmap | undefined, all: Bitmap): Figures {
  const languages = counted(columns.facets.language, kinds, among)
  const origins = counted(columns.facets.origin, kinds, among)
  const decades = counted(columns.facets.decade, kinds, among).map(({ value }) => Number(value))
  return {
    stories: size(all),
    voices: columns.voices.reduce((sum, voices, slot) => (has(all, slot) ? sum + voices : sum), 0),
    languages: languages.length,
    countries: origins.filter(({ value }) => value !== 'here').length,
    places: [...columns.places.values()].filter(({ slots }) => slots.some((slot) => has(all, slot))).length,
    born_here: origins.find(({ value }) => value === 'here')?.count ?? 0,
    years: decades.length ? { from: Math.min(...decades), to: Math.max(...decades) + 9 } : null,
  }
}
