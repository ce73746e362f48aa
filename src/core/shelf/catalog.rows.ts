// What the catalog reads of the shelf: one compact row for each contribution, and which ones moved since it last looked.

import { sql, type Kysely } from 'kysely'
import type { ShelfTables } from './shelf.tables.ts'

/** [name, country, lat, lon, period, first day, last day] */
type PlaceSeen = [string, string, number | null, number | null, string, string | null, string | null]

export type ItemSeen = {
  id: string
  ordinal: number
  kind: string
  code: string
  language: string
  medium: string | null
  told_at: string | null
  period: string
  period_start: string | null
  period_end: string | null
  microseconds: number
  visible_until: Date | null
  themes: string[]
  places: PlaceSeen[]
  /** How many people told it. */
  voices: number
  is_easy: boolean
  is_quoted: boolean
}

const columns = sql`
  item.id, item.ordinal, item.kind, item.code, item.language, item.period, item.period_start, item.period_end, item.visible_until,
  item.details ->> 'medium' as medium, item.details ->> 'collected_at' as told_at,
  (extract(epoch from item.published_at) * 1000000)::bigint as microseconds,
  jsonb_array_length(jsonb_path_query_array(item.credits, '$[*] ? (@.role == "told")')) as voices,
  array(select theme_id::text from shelf.item_theme where item_id = item.id) as themes,
  coalesce((select json_agg(json_build_array(name, country, lat, lon, period, period_start, period_end) order by position)
    from shelf.place where item_id = item.id), '[]') as places,
  exists (select from shelf.text where item_id = item.id and form = 'easy') as is_easy,
  exists (select from shelf.text where item_id = item.id and form <> 'easy' and quote <> '') as is_quoted`

const batch = 2_000

/** Every contribution on the shelf, some thousands at a time. */
export async function* readAllItems(reader: Kysely<ShelfTables>): AsyncGenerator<ItemSeen[]> {
  for (let after = 0; ;) {
    const { rows } = await sql<ItemSeen>`
      select ${columns} from shelf.item where ordinal > ${after} order by ordinal limit ${sql.lit(batch)}`.execute(
      reader,
    )
    yield rows
    if (rows.length < batch) return
    after = rows.at(-1)?.ordinal ?? after
  }
}

/** Those of these contributions that are on the shelf now. */
export async function readItems(reader: Kysely<ShelfTables>, ids: readonly string[]): Promise<ItemSeen[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ItemSeen>`select ${columns} from shelf.item where id = any(${[...ids]}::uuid[])`.execute(
    reader,
  )
  return rows
}

/** Who the town is, as far as choosing goes. */
export type TownSeen = { name: string; lat: number | null; lon: number | null; districts: string[] }

export type Moves = {
  /** Where to read on from next time. */
  horizon: string
  /** Contributions that came, changed or left; null when there are too many to follow one by one. */
  ids: string[] | null
  town: TownSeen
}

const tooMany = 2_000

/**
 * What moved since `horizon`, the oldest change still under way at the last look: read again from there, so that a
 * change that began before and ended after it is never missed. Seeing one twice is harmless.
 */
export async function readMoves(reader: Kysely<ShelfTables>, horizon: string | undefined): Promise<Moves> {
  const moved = sql`select distinct item_id::text from shelf.move where xid >= ${horizon ?? '0'}::xid8 limit ${sql.lit(tooMany + 1)}`
  const { rows } = await sql<{ horizon: string; ids: string[]; site: Partial<TownSeen> | null }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      ${horizon === undefined ? sql`'{}'::text[]` : sql`array(${moved})`} as ids,
      (select site from shelf.site) as site`.execute(reader)
  const [row] = rows
  const { name = '', lat = null, lon = null, districts = [] } = row?.site ?? {}
  const isKnown = horizon !== undefined && row !== undefined && row.ids.length <= tooMany
  return { horizon: row?.horizon ?? '0', ids: isKnown ? row.ids : null, town: { name, lat, lon, districts } }
}
