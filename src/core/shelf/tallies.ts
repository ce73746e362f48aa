// What is counted in a selection: values of a facet, places, departures, years, figures.

import { has, size, sizeOfBoth, type Bitmap } from './bitmap.ts'
import { here, type Counted, type PlaceCount, type YearCount } from './choice.ts'
import type { Columns, Value } from './columns.ts'
import { unpackedRun } from './years.ts'

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

/** Each value of a facet, the most frequent first. `among` absent: everything of these kinds, counted already. */
export function counted(
  values: ReadonlyMap<string, Value>,
  kinds: readonly string[],
  among: Bitmap | undefined,
): Counted[] {
  const counts: Counted[] = []
  for (const [value, { slots, counts: known }] of values) {
    const count = among ? sizeOfBoth(among, slots) : kinds.reduce((sum, kind) => sum + (known.get(kind) ?? 0), 0)
    if (count > 0) counts.push({ value, count })
  }
  return counts.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
}

const countIn = (all: Bitmap, slots: readonly number[]): number => {
  let count = 0
  for (const slot of slots) if (has(all, slot)) count += 1
  return count
}

/** Places that a map can show, those of most contributions first. */
export function placesOf(columns: Columns, all: Bitmap, limit: number): PlaceCount[] {
  const places: PlaceCount[] = []
  for (const [key, { name, country, lat, lon, slots }] of columns.places) {
    if (lat === null || lon === null) continue
    const count = countIn(all, slots)
    if (count > 0) places.push({ key, name, country, lat, lon, count })
  }
  return places.sort((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1)).slice(0, limit)
}

/** Points where journeys begin, those of most contributions first. */
export function departuresOf(columns: Columns, all: Bitmap, limit: number) {
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

/** Every year told of, in order. */
export function yearsOf(columns: Columns, all: Bitmap): YearCount[] {
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

/** What a home tells of itself. `among` absent: everything of these kinds. */
export function figuresOf(columns: Columns, kinds: readonly string[], among: Bitmap | undefined, all: Bitmap): Figures {
  const languages = counted(columns.facets.language, kinds, among)
  const origins = counted(columns.facets.origin, kinds, among)
  const decades = counted(columns.facets.decade, kinds, among).map(({ value }) => Number(value))
  return {
    stories: size(all),
    voices: columns.voices.reduce((sum, voices, slot) => (has(all, slot) ? sum + voices : sum), 0),
    languages: languages.length,
    countries: origins.filter(({ value }) => value !== here).length,
    places: [...columns.places.values()].filter(({ slots }) => slots.some((slot) => has(all, slot))).length,
    born_here: origins.find(({ value }) => value === here)?.count ?? 0,
    years: decades.length ? { from: Math.min(...decades), to: Math.max(...decades) + 9 } : null,
  }
}
