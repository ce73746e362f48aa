// What a reader may choose among all that is on the shelf, and what she is told of it.

/** Everything but `kinds` is optional; what is given must all hold. */
export type Choice = {
  kinds: readonly string[]
  /** A theme and those under it, by id: any of them holds. */
  theme?: readonly string[] | undefined
  /** Country where the journey begins (ISO 3166-1, two letters), or `here`. */
  origin?: string | undefined
  district?: string | undefined
  /** Something told happened in one of these years, both included. */
  years?: { from: number; to: number } | undefined
  /** The language told. */
  language?: string | undefined
  medium?: string | undefined
  /** Only what can be read in an easy version. */
  easy?: boolean | undefined
  /** A place of the map, by its `placeKey`. */
  place?: string | undefined
}

/** A journey that begins in the town itself. */
export const here = 'here'

/** What names a place among all stories: its name and its country. */
export const placeKey = (name: string, country: string): string => `${name}|${country}`

export type Counted = { value: string; count: number }

/** For each thing to choose, how many would be found with everything else chosen. The most frequent first. */
export type Facets = {
  /** By theme id, each theme without those under it. */
  theme: ReadonlyMap<string, number>
  origin: Counted[]
  district: Counted[]
  /** '1960' for the years 1960 to 1969; in their order. */
  decade: Counted[]
  language: Counted[]
  medium: Counted[]
  easy: number
}

export type PlaceCount = { key: string; name: string; country: string; lat: number; lon: number; count: number }
/** How many tell of that year: surely, or about it (a doubtful date, a span of years). */
export type YearCount = { year: number; sure: number; about: number }
/** Without this choice, that many would be found. */
export type Nearest = { without: Exclude<keyof Choice, 'kinds'> | 'words'; count: number }

/** What a search found: see search/. */
export type FoundOrdinals = {
  ordinals: Iterable<number> & object
  /** Those that bear the words in their title, a name, a place or a theme: they come first. */
  strong: Iterable<number> & object
}
