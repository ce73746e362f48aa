// Rows of the stories chosen to open a theme, on the desk and on the shelf.

import type { Kysely } from 'kysely'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import type { ComposedTables } from './territory.tables.ts'
import type { Theme } from './theme-desk.queries.ts'

const picksOf = async (db: DeskDatabase | DeskTransaction, theme_id: string): Promise<string[]> =>
  (
    await db
      .selectFrom('desk.theme_pick')
      .select('contribution_id')
      .where('theme_id', '=', theme_id)
      .orderBy('position')
      .execute()
  ).map((row) => row.contribution_id)

type Held = { theme: Theme; picks: string[] }

/** A theme on the tree with its chosen stories, in their order. */
export async function findPicks(db: DeskDatabase, theme_id: string): Promise<Held | undefined> {
  const theme = await db
    .selectFrom('desk.theme')
    .selectAll()
    .where('id', '=', theme_id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return theme && { theme, picks: await picksOf(db, theme_id) }
}

/** The same, held until the change is done. */
export async function holdPicks(tx: DeskTransaction, theme_id: string): Promise<Held | undefined> {
  const theme = await tx
    .selectFrom('desk.theme')
    .selectAll()
    .where('id', '=', theme_id)
    .where('retired_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return theme && { theme, picks: await picksOf(tx, theme_id) }
}

export async function savePicks(tx: DeskTransaction, theme_id: string, picks: string[]): Promise<void> {
  await tx.deleteFrom('desk.theme_pick').where('theme_id', '=', theme_id).execute()
  if (picks.length)
    await tx
      .insertInto('desk.theme_pick')
      .values(picks.map((contribution_id, position) => ({ theme_id, contribution_id, position })))
      .execute()
  await tx
    .insertInto('shelf.theme_pick')
    .values({ theme_id, items: picks })
    .onConflict((conflict) => conflict.column('theme_id').doUpdateSet({ items: picks }))
    .execute()
}

/** Contributions chosen to open a theme, in their order, shown or not, as the public's reader sees them. */
export async function listPicks(reader: Kysely<ShelfTables>, theme_id: string): Promise<string[]> {
  const row = await reader
    .withTables<ComposedTables>()
    .selectFrom('shelf.theme_pick')
    .select('items')
    .where('theme_id', '=', theme_id)
    .executeTakeFirst()
  return row?.items ?? []
}
