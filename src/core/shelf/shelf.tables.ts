// Rows of the shelf: only what may be shown, ready to serve. The public's database role sees these and nothing else.

import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { CreditRole, Licence, TextForm } from '../contribution/content.ts'
import type { Document } from '../contribution/document.ts'
import type { ShownMedia } from './shelve-media.ts'
import type { CrossingShelfTables } from './crossings/crossings.tables.ts'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json<Value> = ColumnType<Value, string, string>

/** `name` is null when the person prefers not to be named. `age` only comes with her own name. */
export type ShownCredit = { role: CreditRole; name: string | null; age: number | null }
export type ShownNote = { kind: 'editorial' | 'scientific'; by: string | null; text: string; on: string }

export type ItemTable = {
  id: string
  kind: string
  code: string
  language: string
  /** Address words of the title, in the language told. */
  slug: string
  portrait: string | null
  accent: string | null
  licence: Licence
  period: string
  period_start: string | null
  period_end: string | null
  credits: Json<ShownCredit[]>
  details: Json<Record<string, unknown>>
  notes: Json<ShownNote[]>
  revision_number: number
  agreed_on: string | null
  witness_signed_on: string | null
  reviewed_on: string | null
  published_at: Timestamp
  updated_at: Timestamp
  /** The database itself hides the row from readers once this instant has passed. */
  visible_until: Timestamp | null
  /** How long the telling lasts, heard or seen; null when it is only read. */
  duration_ms: number | null
  /** Sounds, pictures and papers, whole: with their words, and the addresses of their files. */
  media: Json<ShownMedia[]>
  /** A short name of this row, new each time it is shelved. */
  ordinal: GeneratedAlways<number>
  /** How the row was made (publish.ts): what an older version shelved is shelved again. */
  format: Generated<number>
}

/** A file anyone may have; its row leaves with what it belongs to, and its address then answers 404 (SEC-04). */
export type ShelfFileTable = {
  id: string
  item_id: string
  sha256: string
  size: ColumnType<number, number, number>
  media_type: string
  visible_until: Timestamp | null
}

export type ShelfTextTable = {
  item_id: string
  language: string
  form: TextForm
  title: string
  lead: string
  quote: string
  body: Json<Document>
  machine: boolean
  minutes: number
  visible_until: Timestamp | null
}

/** The words of one contribution, all its texts together (search/). */
export type SearchTable = {
  item_id: string
  ordinal: number
  strong: string
  words: string
  visible_until: Timestamp | null
}
/** A folded word, and how many contributions say it. */
export type WordTable = { word: string; items: number }
/** The same words, each with what is left of it without one letter. */
export type SpellingTable = { word: string; near: string[] }
/** One line each time a contribution comes to the shelf, changes or leaves it. */
export type MoveTable = { xid: Generated<string>; item_id: string; at: Generated<Date> }

export type ItemThemeTable = { item_id: string; theme_id: string; visible_until: Timestamp | null }

export type PlaceTable = {
  item_id: string
  position: number
  name: string
  country: string
  lat: number | null
  lon: number | null
  nature: Generated<string>
  /** What is told of it, by language. */
  words: ColumnType<Record<string, string>, Record<string, string> | undefined, never>
  period: string
  period_start: string | null
  period_end: string | null
  visible_until: Timestamp | null
}

/** Pages that were public and no longer are: they answer 410 with neutral words. */
export type GoneTable = { code: string; kind: string }

export type ShelfThemeTable = {
  id: string
  parent_id: string | null
  slug: string
  names: Json<Record<string, string>>
  presentation: Json<Record<string, string>>
  accent: string
  position: number
}
export type ShelfThemeAddressTable = { slug: string; theme_id: string }

/** One row: who this place is. */
export type SiteTable = { id: Generated<number>; site: Json<Record<string, unknown>> }

export type ShelfPageTable = {
  slug: string
  language: string
  title: string
  body: Json<Document>
  updated_at: Timestamp
}
export type RelayTable = {
  person_id: string
  name: string
  portrait: string | null
  phone: string | null
  languages: string[]
  presentation: Json<Record<string, string>>
  position: number
}
export type FigureTable = { period: string; name: string; count: number }

export type ShelfTables = CrossingShelfTables & {
  'shelf.item': ItemTable
  'shelf.text': ShelfTextTable
  'shelf.file': ShelfFileTable
  'shelf.search': SearchTable
  'shelf.word': WordTable
  'shelf.spelling': SpellingTable
  'shelf.move': MoveTable
  'shelf.item_theme': ItemThemeTable
  'shelf.place': PlaceTable
  'shelf.gone': GoneTable
  'shelf.theme': ShelfThemeTable
  'shelf.theme_address': ShelfThemeAddressTable
  'shelf.site': SiteTable
  'shelf.page': ShelfPageTable
  'shelf.relay': RelayTable
  'shelf.figure': FigureTable
}
