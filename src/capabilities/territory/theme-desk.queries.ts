// Themes on the desk: every SQL read and write of their rows.

import { sql, type Selectable } from 'kysely'
import type { ThemeTable } from '#core/contribution/contribution.tables.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'

type Db = DeskDatabase | DeskTransaction
export type Theme = Selectable<ThemeTable>
export type ThemeWords = {
  names: Record<string, string>
  presentation: Record<string, string>
  accent: string
  parent_id: string | null
  slug: string
}

/** Every theme, retired ones too. */
export const listAllThemes = async (db: Db): Promise<Theme[]> =>
  await db.selectFrom('desk.theme').selectAll().orderBy('position').orderBy('slug').limit(1_000).execute()

/** The same, held until the change is done: the tree is reordered by one person at a time. */
export const holdThemes = async (tx: DeskTransaction): Promise<Theme[]> =>
  await tx.selectFrom('desk.theme').selectAll().orderBy('position').orderBy('slug').forUpdate().execute()

const asRow = ({ names, presentation, ...theme }: ThemeWords) => ({
  ...theme,
  names: JSON.stringify(names),
  presentation: JSON.stringify(presentation),
})

export async function insertTheme(tx: DeskTransaction, theme: ThemeWords, position: number): Promise<string> {
  await forgetOldAddress(tx, theme.slug)
  const { id } = await tx
    .insertInto('desk.theme')
    .values({ ...asRow(theme), position, retired_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Changes a theme. The address it had keeps leading to it. */
export async function updateTheme(tx: DeskTransaction, before: Theme, theme: ThemeWords): Promise<void> {
  await tx.updateTable('desk.theme').set(asRow(theme)).where('id', '=', before.id).execute()
  if (theme.slug === before.slug) return
  await forgetOldAddress(tx, theme.slug)
  await tx
    .insertInto('desk.theme_address')
    .values({ slug: before.slug, theme_id: before.id })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet({ theme_id: before.id }))
    .execute()
}

// An address that is a theme's own today is nobody's old one.
const forgetOldAddress = async (tx: DeskTransaction, slug: string) =>
  await tx.deleteFrom('desk.theme_address').where('slug', '=', slug).execute()

/** Gives these themes the places 0, 1, 2… */
export async function orderThemes(tx: DeskTransaction, ids: readonly string[]): Promise<void> {
  await sql`
    update desk.theme set position = placed.place - 1
    from unnest(${[...ids]}::uuid[]) with ordinality as placed(id, place) where theme.id = placed.id`.execute(tx)
}

/** Takes a theme off the tree; those under it hang from the one above. */
export async function retireTheme(tx: DeskTransaction, theme: Theme, now: Date): Promise<void> {
  await tx.updateTable('desk.theme').set({ parent_id: theme.parent_id }).where('parent_id', '=', theme.id).execute()
  await tx.updateTable('desk.theme').set({ retired_at: now }).where('id', '=', theme.id).execute()
}

export const restoreTheme = async (tx: DeskTransaction, id: string): Promise<unknown> =>
  await tx.updateTable('desk.theme').set({ retired_at: null }).where('id', '=', id).execute()

/** How many contributions touch each theme, drafts included. */
export async function countByTheme(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select theme as id, count(*)::int as count
    from desk.contribution, jsonb_array_elements_text(draft->'themes') as theme
    where stage <> 'withdrawn' group by theme`.execute(db)
  return new Map(rows.map((row) => [row.id, row.count]))
}
