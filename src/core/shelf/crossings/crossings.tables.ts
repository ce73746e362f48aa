// Rows of crossings. On the shelf: what each story may share with others, the pairs found, how many share each thing,
// and pages that bring several accounts together. On the desk: what editors decided of them.

import type { ColumnType, Generated } from 'kysely'
import type { Locale } from '../../platform/i18n.ts'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json<Value> = ColumnType<Value, string, string>

export type MarkKind = 'place' | 'object' | 'theme'
/** How the other's time stands to mine: “after” is later by `years`; “later” is later, nobody knows by how much. */
export type Way = 'same_year' | 'same_years' | 'after' | 'before' | 'later' | 'earlier' | 'unknown'
/** What an editor says two stories have in common. */
export const linkKinds = ['same_event', 'same_family', 'neighbours', 'answers'] as const
export type LinkKind = (typeof linkKinds)[number]
export const gatheringKinds = ['place', 'event', 'object', 'family'] as const
export type GatheringKind = (typeof gatheringKinds)[number]
/** Words by language of the interface; any may be missing. */
export type InWords = Partial<Record<Locale, string>>

/** One thing by which a story may meet another: a place, a thing kept, a theme. */
export type MarkTable = {
  item_id: string
  kind: MarkKind
  /** The place's own position among the story's places; 0 for others. */
  position: number
  /** The same for all that name the same thing: folded words, or a theme's id. */
  key: string
  label: string
  nature: string
  country: string
  starts: string | null
  ends: string | null
  /** Nobody is sure of the dates. */
  about: boolean
  /** The day to look around for others near in time; 'infinity' when nobody knows. */
  at: string
  visible_until: Timestamp | null
}
/** How many stories bear a mark: what is rare says more. */
export type MarkCountTable = { kind: MarkKind; key: string; country: string; items: number }

/** One row a pair, `one_id` before `two_id`: both ends see the same row. `way` and `is_from_one` are said from `one_id`. */
export type CrossingTable = {
  one_id: string
  two_id: string
  rank: number
  weight: number
  kind: MarkKind | LinkKind
  key: string
  label: string
  nature: string
  way: Way
  years: number
  /** For `answers`: the first answers the second. */
  is_from_one: boolean
  words: Json<InWords>
  visible_until: Timestamp | null
}

/** A page that compares several accounts. */
export type GatheringTable = {
  id: string
  slug: string
  kind: GatheringKind
  titles: Json<InWords>
  presentations: Json<InWords>
  visible_until: Timestamp | null
}
export type GatheringItemTable = {
  gathering_id: string
  item_id: string
  position: number
  /** Her own words chosen for this page, only while they stand in what she lets read. */
  extract: string
  extract_language: string
  visible_until: Timestamp | null
}
export type CrossingShelfTables = {
  'shelf.mark': MarkTable
  'shelf.mark_count': MarkCountTable
  'shelf.crossing': CrossingTable
  'shelf.gathering': GatheringTable
  'shelf.gathering_item': GatheringItemTable
}

/** What editors said of a pair: the crossing that was computed is right, or must not show; a link written by hand. */
export type DecidedCrossingTable = {
  one_id: string
  two_id: string
  verdict: 'confirmed' | 'silenced' | null
  link: LinkKind | null
  from_id: string | null
  words: Json<InWords>
  decided_by: string | null
  decided_at: Timestamp
}
export type DeskGatheringTable = {
  id: Generated<string>
  space_id: string
  slug: string
  kind: GatheringKind
  titles: Json<InWords>
  presentations: Json<InWords>
  /** Grows by one at each saving. */
  version: Generated<number>
  saved_by: string | null
  saved_at: Timestamp
  retired_at: Timestamp | null
}
export type DeskGatheringItemTable = {
  gathering_id: string
  contribution_id: string
  position: number
  extract: string
}
export type CrossingDeskTables = {
  'desk.crossing': DecidedCrossingTable
  'desk.gathering': DeskGatheringTable
  'desk.gathering_item': DeskGatheringItemTable
}
