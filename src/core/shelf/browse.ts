// What one may choose among: themes, languages and media of what is on the shelf, with how many stand behind each.

import { sql, type Kysely } from 'kysely'
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

/** Every theme in its order, with how many contributions of these kinds stand under it. At most 500. */
export async function listThemeChoices(reader: Kysely<ShelfTables>, kinds: readonly string[]): Promise<ThemeChoice[]> {
  const { rows } = await sql<ThemeChoice>`
    with recursive under as (
      select id as top, id from shelf.theme
      union
      select under.top, theme.id from under join shelf.theme on theme.parent_id = under.id
    ), counted as (
      select under.top, count(distinct item.id) as count
      from under
      join shelf.item_theme on item_theme.theme_id = under.id
      join shelf.item on item.id = item_theme.item_id and item.kind = any(${[...kinds]})
      group by under.top
    )
    select theme.id, parent_id, slug, names, presentation, accent, position, coalesce(counted.count, 0) as count
    from shelf.theme left join counted on counted.top = theme.id
    order by position, slug
    limit 500`.execute(reader)
  return rows
}

export type FoundTheme = Omit<ThemeChoice, 'count'> & {
  /** Its id and those of every theme under it: what `CardFilter.themes` takes. */
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

export type Choice = { value: string; count: number }

/** The languages told, the most frequent first. At most 60. */
export async function listLanguages(reader: Kysely<ShelfTables>, kinds: readonly string[]): Promise<Choice[]> {
  const { rows } = await sql<Choice>`
    select language as value, count(*) as count from shelf.item where kind = any(${[...kinds]})
    group by language order by count desc, language limit 60`.execute(reader)
  return rows
}

/** The media of what was told. */
export async function listMedia(reader: Kysely<ShelfTables>, kinds: readonly string[]): Promise<Choice[]> {
  const { rows } = await sql<Choice>`
    select details ->> 'medium' as value, count(*) as count from shelf.item
    where kind = any(${[...kinds]}) and details ->> 'medium' is not null
    group by 1 order by count desc, value limit 12`.execute(reader)
  return rows
}
