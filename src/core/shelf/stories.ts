// One public contribution, whole: what its page shows. Reads the shelf only, with the reader's connection.

import type { Kysely, Selectable } from 'kysely'
import { AppError } from '../platform/errors.ts'
import type { ItemTable, PlaceTable, ShelfTables, ShelfTextTable } from './shelf.tables.ts'

export type ShelfText = Omit<Selectable<ShelfTextTable>, 'item_id' | 'search' | 'visible_until'>
export type StoryTheme = { id: string; slug: string; names: Record<string, string>; accent: string }
export type Story = Selectable<ItemTable> & {
  /** Every language and form, the one told first. */
  texts: ShelfText[]
  themes: StoryTheme[]
  places: Omit<Selectable<PlaceTable>, 'item_id' | 'visible_until'>[]
}

/** The public page's content, `gone` when it was public and no longer is, or `not_found`. */
export async function getStory(reader: Kysely<ShelfTables>, kind: string, code: string): Promise<Story> {
  const item = /^\d{6}$/.test(code)
    ? await reader
        .selectFrom('shelf.item')
        .selectAll()
        .where('code', '=', code)
        .where('kind', '=', kind)
        .executeTakeFirst()
    : undefined
  if (!item) throw new AppError((await isGone(reader, code, kind)) ? 'gone' : 'not_found')
  const texts = await reader
    .selectFrom('shelf.text')
    .select(['language', 'form', 'title', 'lead', 'quote', 'body', 'machine', 'minutes'])
    .where('item_id', '=', item.id)
    .orderBy('form')
    .orderBy('language')
    .limit(24)
    .execute()
  const themes = await reader
    .selectFrom('shelf.item_theme')
    .innerJoin('shelf.theme', 'shelf.theme.id', 'theme_id')
    .select(['shelf.theme.id', 'slug', 'names', 'accent'])
    .where('item_id', '=', item.id)
    .orderBy('position')
    .orderBy('slug')
    .limit(12)
    .execute()
  const places = await reader
    .selectFrom('shelf.place')
    .select(['position', 'name', 'country', 'lat', 'lon', 'period', 'period_start', 'period_end'])
    .where('item_id', '=', item.id)
    .orderBy('position')
    .limit(60)
    .execute()
  const isTold = (text: ShelfText) => text.form === 'original' && text.language === item.language
  return { ...item, texts: [...texts.filter(isTold), ...texts.filter((text) => !isTold(text))], themes, places }
}

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
