// What the list reads of the shelf beside its cards: the ways people came.

import type { Kysely } from 'kysely'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'

export type StagePoint = { item_id: string; name: string; country: string; lat: number; lon: number }

/** The stages of these stories that a map can show, in their order. At most 30 a story. */
export async function listStagePoints(reader: Kysely<ShelfTables>, ids: readonly string[]): Promise<StagePoint[]> {
  if (ids.length === 0) return []
  const rows = await reader
    .selectFrom('shelf.place')
    .select(['item_id', 'name', 'country', 'lat', 'lon'])
    .where('item_id', 'in', ids)
    .where('lat', 'is not', null)
    .where('lon', 'is not', null)
    .orderBy('item_id')
    .orderBy('position')
    .limit(30 * ids.length)
    .execute()
  return rows.flatMap(({ lat, lon, ...row }) => (lat === null || lon === null ? [] : [{ ...row, lat, lon }]))
}
