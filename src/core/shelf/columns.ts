// The catalog's columns: each contribution has a slot, and each thing one may choose has the set of its slots. Filled
// from the rows of catalog.rows.ts; asked by selection.ts. No slot is used twice: a rebuild makes them compact again.

import { here, placeKey } from './choice.ts'
import { add, emptyBitmap, has, numbersOf, remove, size, type Bitmap } from './bitmap.ts'
import type { ItemSeen, TownSeen } from './catalog.rows.ts'
import { foldName } from './search/fold.ts'
import { decadeOf, packedRun, yearsOf } from './years.ts'

export type FacetName = 'theme' | 'origin' | 'district' | 'decade' | 'language' | 'medium' | 'easy' | 'quoted'
/** The slots that hold a value, and how many there are of each kind. */
export type Value = { slots: Bitmap; counts: Map<string, number> }
export type PlaceColumn = {
  name: string
  country: string
  lat: number | null
  lon: number | null
  slots: number[]
  first: number[]
}

export type Columns = {
  town: TownSeen
  facets: Record<FacetName, Map<string, Value>>
  kinds: Map<string, Bitmap>
  /** All that is on the shelf. */
  alive: Bitmap
  slotOf: Map<string, number>
  /** By ordinal: a search finds tens of thousands of them. */
  slotOfOrdinal: number[]
  id: string[]
  ordinal: number[]
  kind: string[]
  /** Six digits, as a number. */
  code: number[]
  microseconds: number[]
  /** How many people told it. */
  voices: number[]
  values: Value[][]
  places: Map<string, PlaceColumn>
  /** Runs of years told: whose, and from when to when (`packedRun`). */
  runSlots: number[]
  runs: number[]
  /** Slots, the newest first; those after the first `sorted` came since they were put in order. */
  order: number[]
  sorted: number
  /** Slots that hide by themselves, the soonest first. */
  vanishing: { at: number; slot: number }[]
  /** What was computed from all this; forgotten when anything moves. */
  computed: Map<string, unknown>
}

/** The columns of a shelf that holds nothing yet. */
export const emptyColumns = (town: TownSeen): Columns => ({
  town,
  facets: {
    theme: new Map(),
    origin: new Map(),
    district: new Map(),
    decade: new Map(),
    language: new Map(),
    medium: new Map(),
    easy: new Map(),
    quoted: new Map(),
  },
  kinds: new Map(),
  alive: emptyBitmap(),
  slotOf: new Map(),
  slotOfOrdinal: [],
  id: [],
  ordinal: [],
  kind: [],
  code: [],
  microseconds: [],
  voices: [],
  values: [],
  places: new Map(),
  runSlots: [],
  runs: [],
  order: [],
  sorted: 0,
  vanishing: [],
  computed: new Map(),
})

/** Its six digits, as they are written. */
export const codeOf = (columns: Columns, slot: number): string => String(columns.code[slot]).padStart(6, '0')

/** The row of the shelf that this contribution was added from; undefined when it is not there. */
export function ordinalOf(columns: Columns, id: string): number | undefined {
  const slot = columns.slotOf.get(id)
  return slot === undefined ? undefined : columns.ordinal[slot]
}

// A page asks for the slots of one search many times: with each choice taken away, for each theme. Slots never change.
const translated = new WeakMap<object, { columns: Columns; slots: Bitmap }>()

/** The slots of these rows, those that are there. */
export function slotsOf(columns: Columns, ordinals: Iterable<number> & object): Bitmap {
  const known = translated.get(ordinals)
  if (known?.columns === columns) return known.slots
  const slots = emptyBitmap()
  translated.set(ordinals, { columns, slots })
  for (const ordinal of ordinals) {
    const slot = columns.slotOfOrdinal[ordinal]
    if (slot !== undefined) add(slots, slot)
  }
  return slots
}

/**
 * Adds contributions, each in the place of what was there of it: read in several parts, a story that is published again
 * meanwhile is read twice. Slots are put in order by `sortColumns`.
 */
export function addItems(columns: Columns, items: readonly ItemSeen[]): void {
  for (const item of items) addItem(columns, item)
}

function addItem(columns: Columns, item: ItemSeen): void {
  dropItem(columns, item.id)
  columns.computed.clear()
  const slot = columns.id.length
  columns.id.push(item.id)
  columns.ordinal.push(item.ordinal)
  columns.kind.push(item.kind)
  columns.code.push(Number(item.code))
  columns.microseconds.push(item.microseconds)
  columns.voices.push(item.voices)
  columns.slotOf.set(item.id, slot)
  columns.slotOfOrdinal[item.ordinal] = slot
  columns.order.push(slot)
  add(columns.alive, slot)
  add(getOrMake(columns.kinds, item.kind, emptyBitmap), slot)
  if (item.visible_until) columns.vanishing.push({ at: item.visible_until.getTime(), slot })

  const dates = [
    { text: item.period, start: item.period_start, end: item.period_end },
    ...item.places.map(([, , , , text, start, end]) => ({ text, start, end })),
  ]
  const runs = yearsOf(dates)
  for (const run of runs) {
    columns.runSlots.push(slot)
    columns.runs.push(packedRun(run))
  }
  const decades = new Set<string>()
  for (const { from, to } of runs) for (let year = from; year <= to; year++) decades.add(decadeOf(year))

  const named = [...valuesOf(columns.town, item), ...[...decades].map((each): [FacetName, string] => ['decade', each])]
  columns.values.push(
    named.map(([facet, name]) => {
      const value = getOrMake(columns.facets[facet], name, () => ({ slots: emptyBitmap(), counts: new Map() }))
      add(value.slots, slot)
      value.counts.set(item.kind, (value.counts.get(item.kind) ?? 0) + 1)
      return value
    }),
  )
  addPlaces(columns, item, slot)
}

function valuesOf(town: TownSeen, item: ItemSeen): [FacetName, string][] {
  const values: [FacetName, string][] = [['language', item.language]]
  if (item.medium) values.push(['medium', item.medium])
  if (item.is_easy) values.push(['easy', 'easy'])
  if (item.is_quoted) values.push(['quoted', 'quoted'])
  for (const theme of item.themes) values.push(['theme', theme])
  const [first] = item.places
  if (first) {
    const [name, country, lat, lon] = first
    if (isInTown(town, name, lat, lon)) values.push(['origin', here])
    else if (country) values.push(['origin', country])
  }
  const said = foldName([item.told_at ?? '', ...item.places.map(([name]) => name)].join(' / '))
  for (const district of town.districts) {
    const name = foldName(district)
    if (name !== '' && said.includes(name)) values.push(['district', district])
  }
  return values
}

// A village next to the town is the town.
const near = 0.08

const isInTown = (town: TownSeen, name: string, lat: number | null, lon: number | null): boolean =>
  (town.name !== '' && name === town.name) ||
  (town.lat !== null &&
    town.lon !== null &&
    lat !== null &&
    lon !== null &&
    Math.abs(lat - town.lat) < near &&
    Math.abs(lon - town.lon) < near)

function addPlaces(columns: Columns, item: ItemSeen, slot: number): void {
  const seen = new Set<string>()
  for (const [position, [name, country, lat, lon]] of item.places.entries()) {
    const key = placeKey(name, country)
    if (seen.has(key)) continue
    seen.add(key)
    const place = getOrMake(columns.places, key, () => ({ name, country, lat, lon, slots: [], first: [] }))
    place.lat ??= lat
    place.lon ??= lon
    place.slots.push(slot)
    if (position === 0) place.first.push(slot)
  }
}

/** Takes a contribution out, when it is there. */
export function dropItem(columns: Columns, id: string): void {
  const slot = columns.slotOf.get(id)
  if (slot !== undefined) dropSlot(columns, slot)
}

function dropSlot(columns: Columns, slot: number): void {
  const id = columns.id[slot] ?? ''
  if (columns.slotOf.get(id) !== slot) return
  const kind = columns.kind[slot] ?? ''
  columns.computed.clear()
  columns.slotOf.delete(id)
  remove(columns.alive, slot)
  for (const value of columns.values[slot] ?? []) {
    remove(value.slots, slot)
    value.counts.set(kind, (value.counts.get(kind) ?? 1) - 1)
  }
}

/** Takes out what the end of an agreement hides, as the database does at the same instant. */
export function dropVanished(columns: Columns, now: number): void {
  while ((columns.vanishing[0]?.at ?? Infinity) <= now) {
    const gone = columns.vanishing.shift()
    if (gone) dropSlot(columns, gone.slot)
  }
}

const newestFirstIn =
  ({ microseconds, code }: Columns) =>
  (a: number, b: number): number =>
    microseconds[b]! - microseconds[a]! || code[b]! - code[a]!

/** The slots of a set in their order, or more of them: a few are sorted sooner than all are looked through. */
export const inOrder = (columns: Columns, slots: Bitmap): readonly number[] =>
  size(slots) * 32 < columns.order.length ? numbersOf(slots).sort(newestFirstIn(columns)) : columns.order

/** Puts the slots in their order, the newest first, and forgets those that are gone. */
export function sortColumns(columns: Columns): void {
  const { sorted } = columns
  const isThere = (slot: number) => has(columns.alive, slot)
  const newestFirst = newestFirstIn(columns)
  // What was in order stays so; the few that came are put among them.
  const known = columns.order.slice(0, sorted).filter(isThere)
  const come = columns.order.slice(sorted).filter(isThere).sort(newestFirst)
  const order: number[] = []
  let at = 0
  for (const slot of come) {
    while (at < known.length && newestFirst(known[at]!, slot) < 0) order.push(known[at++]!)
    order.push(slot)
  }
  while (at < known.length) order.push(known[at++]!)
  columns.order = order
  columns.sorted = order.length
  columns.vanishing = columns.vanishing.filter(({ slot }) => isThere(slot)).sort((a, b) => a.at - b.at)
}

function getOrMake<Key, Thing>(map: Map<Key, Thing>, key: Key, make: () => Thing): Thing {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
