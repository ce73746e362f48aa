// Stories that cross: told by people who may never have met, in the same place or on the same theme, at about the same
// time. Each comes with its reason. Computed on the shelf, so nothing that is not public can bring two stories together.

import { sql, type Kysely } from 'kysely'
import type { Locale } from '../platform/i18n.ts'
import { listCards, type Card } from './cards.ts'
import type { ShelfTables } from './shelf.tables.ts'

/** Why two stories cross, from the closest reason to the loosest. */
export type CrossingReason =
  | { kind: 'place_time'; place: string }
  | { kind: 'place'; place: string }
  | { kind: 'theme_time'; theme: Record<string, string> }
  | { kind: 'theme'; theme: Record<string, string> }
export type Crossing = { card: Card; reason: CrossingReason }

// Close in time: less than two years apart, and neither period so long that it would touch everything.
const slack = 730
const longest = 5_500

type Found = { item_id: string; rank: 1 | 2 | 3 | 4; place: string | null; theme: Record<string, string> | null }

/** The best crossings of one contribution, at most `limit` (3), each with another one. */
export async function listCrossings(
  reader: Kysely<ShelfTables>,
  options: { id: string; locale: Locale; limit?: number },
): Promise<Crossing[]> {
  const { id, locale } = options
  const limit = Math.min(Math.max(options.limit ?? 3, 1), 12)
  const close = (mine: string, other: string) => sql`coalesce(
    ${sql.ref(`${other}.period_start`)} <= ${sql.ref(`${mine}.period_end`)} + ${sql.lit(slack)}
    and ${sql.ref(`${other}.period_end`)} >= ${sql.ref(`${mine}.period_start`)} - ${sql.lit(slack)}
    and ${sql.ref(`${mine}.period_end`)} - ${sql.ref(`${mine}.period_start`)} <= ${sql.lit(longest)}
    and ${sql.ref(`${other}.period_end`)} - ${sql.ref(`${other}.period_start`)} <= ${sql.lit(longest)}, false)`
  const { rows } = await sql<Found>`
    with by_place as (
      select other.item_id, case when ${close('mine', 'other')} then 1 else 2 end as rank, mine.name as place, null::jsonb as theme,
             (select count(*) from shelf.place where name = mine.name) as common
      from shelf.place mine join shelf.place other on other.name = mine.name and other.item_id <> mine.item_id
      where mine.item_id = ${id}
    ), by_theme as (
      select other.id as item_id, case when ${close('mine', 'other')} then 3 else 4 end as rank, null as place, theme.names as theme,
             (select count(*) from shelf.item_theme where theme_id = theme.id) as common
      from shelf.item mine
      join shelf.item_theme on item_theme.item_id = mine.id
      join shelf.theme on theme.id = item_theme.theme_id
      join shelf.item_theme shared on shared.theme_id = theme.id and shared.item_id <> mine.id
      join shelf.item other on other.id = shared.item_id
      where mine.id = ${id}
    ), best as (
      -- One reason for each story: the closest, then the rarest place or theme.
      select distinct on (item_id) * from (select * from by_place union all select * from by_theme) as found
      order by item_id, rank, common, place
    )
    select best.item_id, best.rank, best.place, best.theme
    from best join shelf.item on item.id = best.item_id
    order by rank, common, item.published_at desc, item.code
    limit ${limit}`.execute(reader)
  const cards = new Map(
    (await listCards(reader, { locale, ids: rows.map((row) => row.item_id), limit })).map((card) => [card.id, card]),
  )
  return rows.flatMap((row) => {
    const card = cards.get(row.item_id)
    return card ? [{ card, reason: reasonOf(row) }] : []
  })
}

function reasonOf({ rank, place, theme }: Found): CrossingReason {
  if (rank <= 2) return { kind: rank === 1 ? 'place_time' : 'place', place: place ?? '' }
  return { kind: rank === 3 ? 'theme_time' : 'theme', theme: theme ?? {} }
}
