// One public contribution, whole: what its page shows. Reads the shelf only, with the reader's connection.

import { sql, type Kysely, type Selectable } from 'kysely'
import { AppError } from '../platform/errors.ts'
import type { ItemTable, PlaceTable, ShelfTables, ShelfTextTable } from './shelf.tables.ts'

export type ShelfText = Omit<Selectable<ShelfTextTable>, 'item_id' | 'search' | 'visible_until'>
export type StoryTheme = { id: string; slug: string; names: Record<string, string>; accent: string }
export type Story = Selectable<ItemTable> & {
  /** Every language and form, the one told first. */
  texts: ShelfText[]
  themes: StoryTheme[]
  places: Omit<Selectable<PlaceTable>, 'item_id' | 'nature' | 'words' | 'visible_until'>[]
}

/** The public page's content, `gone` when it was public and no longer is, or `not_found`. One question to the database. */
export async function getStory(reader: Kysely<ShelfTables>, kind: string, code: string): Promise<Story> {
  const { rows } = await sql<Story>`
    select ${storyColumns} from shelf.item where code = ${codeIn(code)} and kind = ${kind}`.execute(reader)
  if (!rows[0]) throw await absence(reader, kind, code)
  return rows[0]
}

/** Why there is no such page. */
export const absence = async (reader: Kysely<ShelfTables>, kind: string, code: string): Promise<AppError> =>
  new AppError((await isGone(reader, code, kind)) ? 'gone' : 'not_found')

/** A number of the shelf, or nothing that it holds: PostgreSQL is not asked what is no number. */
export const codeIn = (text: string): string => (/^\d{6}$/.test(text) ? text : '')

/** Among its media, one says why its words are not written yet. The same words as the index `item_unsaid`. */
export const isUnsaid = sql<boolean>`jsonb_path_exists(media, '$[*] ? (@.excuse != null)')`

/** Everything of `Story`, from a row of `shelf.item`. */
export const storyColumns = sql`item.*,
      coalesce((
        select json_agg(seen order by form = 'original' and language = item.language desc, form, language) from (
          select language, form, title, lead, quote, body, machine, minutes from shelf.text
          where item_id = item.id order by form, language limit 24
        ) as seen), '[]') as texts,
      coalesce((
        select json_agg(seen) from (
          select theme.id, slug, names, accent from shelf.item_theme join shelf.theme on theme.id = theme_id
          where item_id = item.id order by position, slug limit 12
        ) as seen), '[]') as themes,
      coalesce((
        select json_agg(seen) from (
          select position, name, country, lat, lon, period, period_start, period_end from shelf.place
          where item_id = item.id order by position limit 60
        ) as seen), '[]') as places`

/** Where six digits written on paper lead: the kind and the address words. Same refusals as `getStory`. */
export async function findAddress(
  reader: Kysely<ShelfTables>,
  code: string,
): Promise<{ kind: string; code: string; slug: string }> {
  const found = await reader
    .selectFrom('shelf.item')
    .select(['kind', 'code', 'slug'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!found) throw new AppError((await isGone(reader, code)) ? 'gone' : 'not_found')
  return found
}

async function isGone(reader: Kysely<ShelfTables>, code: string, kind?: string): Promise<boolean> {
  const row = await reader
    .selectFrom('shelf.gone')
    .select('code')
    .where('code', '=', code.slice(0, 6))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .executeTakeFirst()
  return row !== undefined && code.length === 6
}
