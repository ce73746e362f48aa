// A selection of the shelf: how many, which page, what else to choose, where and when. All from the catalog's columns.

import { add, any, bitmapOf, both, emptyBitmap, size, sizeOfBoth, type Bitmap } from './bitmap.ts'
import type { Choice, Counted, Facets, FoundOrdinals, Nearest, PlaceCount, YearCount } from './choice.ts'
import { chronicleOf, type ChronicleOptions, type ChroniclePage } from './chronicle.ts'
import { slotsOf, type Columns, type FacetName } from './columns.ts'
import { pageOf, type Page, type PageOptions } from './selection-pages.ts'
import { counted, departuresOf, figuresOf, placesOf, yearsOf, type Figures } from './tallies.ts'
import { decadeOf, unpackedRun } from './years.ts'

export type Selection = {
  count: number
  /** Newest first; in a search, those that bear the words come first. Goes on after a cursor, or ends before it. */
  page(options: PageOptions): Page
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

type Part = Nearest['without']
const facetOf: Partial<Record<Part, FacetName>> = {
  theme: 'theme',
  origin: 'origin',
  district: 'district',
  years: 'decade',
  language: 'language',
  medium: 'medium',
  easy: 'easy',
}

/** What of the shelf holds all that was chosen; `found`: what a search found. Nothing is computed before it is asked. */
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
  const strong = found && slotsOf(columns, found.strong)

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
  const value = (facet: FacetName, wanted: string) => columns.facets[facet].get(wanted)?.slots ?? emptyBitmap()
  if (choice.theme) parts.set('theme', any(choice.theme.map((id) => value('theme', id))))
  if (choice.origin) parts.set('origin', value('origin', choice.origin))
  if (choice.district) parts.set('district', value('district', choice.district))
  if (choice.years) parts.set('years', inYears(columns, choice.years))
  if (choice.language) parts.set('language', value('language', choice.language))
  if (choice.medium) parts.set('medium', value('medium', choice.medium))
  if (choice.easy) parts.set('easy', value('easy', 'easy'))
  if (choice.place) parts.set('place', bitmapOf(columns.places.get(choice.place)?.slots ?? []))
  if (found) parts.set('words', slotsOf(columns, found.ordinals))
  return parts
}

function inYears(columns: Columns, { from, to }: { from: number; to: number }): Bitmap {
  if (from % 10 === 0 && to === from + 9) return columns.facets.decade.get(decadeOf(from))?.slots ?? emptyBitmap()
  const slots = emptyBitmap()
  for (const [at, packed] of columns.runs.entries()) {
    const run = unpackedRun(packed)
    if (run.from <= to && run.to >= from) add(slots, columns.runSlots[at]!)
  }
  return slots
}
