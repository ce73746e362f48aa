// Themes of the shelf: the tree with how many stand under each, and a theme by its address.

import { sql, type Kysely } from 'kysely'
import type { Catalog } from './catalog.ts'
import type { ShelfTables } from './shelf.tables.ts'

export type ThemeChoice = {
  id: string
  parent_id: string | null
  slug: string
  names: Record<string, string>
  presentation: Record<string, string>
  accent: string
  position: number
  /** Contributions under it or under its descendants. */
  count: number
}

/** Every theme in its order. At most 500. */
export const listThemes = async (reader: Kysely<ShelfTables>): Promise<Omit<ThemeChoice, 'count'>[]> =>
  await reader.selectFrom('shelf.theme').selectAll().orderBy('position').orderBy('slug').limit(500).execute()

/** The same, each with how many contributions of these kinds stand under it or under those below. */
export async function listThemeChoices(
  reader: Kysely<ShelfTables>,
  catalog: Catalog,
  kinds: readonly string[],
): Promise<ThemeChoice[]> {
  const themes = await listThemes(reader)
  return themes.map((theme) => ({
    ...theme,
    count: countUnder(catalog, kinds, [...withDescendants(themes, theme.id)]),
  }))
}

const countUnder = (catalog: Catalog, kinds: readonly string[], theme: readonly string[]): number =>
  catalog.once(`count ${kinds.join()} ${theme.join()}`, () => catalog.select({ kinds, theme }).count)

/** A theme and every theme under it. */
export function withDescendants(themes: readonly { id: string; parent_id: string | null }[], id: string): Set<string> {
  const found = new Set([id])
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const theme of themes) if (theme.parent_id !== null && found.has(theme.parent_id)) found.add(theme.id)
  }
  return found
}

export type FoundTheme = Omit<ThemeChoice, 'count'> & {
  /** Its id and those of every theme under it: what `Choice.theme` takes. */
  ids: string[]
}

/** A theme by its address words, old ones included; its `slug` is the one of today. */
export async function findTheme(reader: Kysely<ShelfTables>, slug: string): Promise<FoundTheme | undefined> {
  const { rows } = await sql<FoundTheme>`
    with recursive found as (
      select id from shelf.theme where slug = ${slug}
      union
      select theme_id from shelf.theme_address where slug = ${slug} and not exists (select from shelf.theme where slug = ${slug})
    ), under as (
      select id from found
      union
      select theme.id from under join shelf.theme on theme.parent_id = under.id
    )
    select theme.id, parent_id, slug, names, presentation, accent, position, (select array_agg(id) from (select id from under limit 500) as few) as ids
    from shelf.theme join found on found.id = theme.id
    limit 1`.execute(reader)
  return rows[0]
}

/** A theme's name for a reader, French when nobody named it in her language yet. */
export function themeNameIn(names: Record<string, string>, locale: string): { text: string; language: string } {
  const language = names[locale] ? locale : names['fr'] ? 'fr' : (Object.keys(names)[0] ?? 'fr')
  return { text: names[language] ?? '', language }
}
