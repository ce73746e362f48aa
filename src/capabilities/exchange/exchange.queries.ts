// What machines are told, read from the shelf with the reader's connection: codes by range, the newest, one whole.

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Licence } from '#core/contribution/content.ts'
import type { CodeRange } from '#core/exchange/sitemap.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { listCards, type Card } from '#core/shelf/cards.ts'
import { findAddress, getStory, type Story } from '#core/shelf/stories.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'

type Reader = Kysely<ShelfTables>

/** How many contributions each hundred thousandth of the codes holds: nine hundred rows at most. */
export const listCodeRanges = async (reader: Reader, kinds: readonly string[]): Promise<CodeRange[]> =>
  kinds.length === 0
    ? []
    : await reader
        .selectFrom('shelf.item')
        .select([
          sql<string>`left(code, 3)`.as('prefix'),
          sql<number>`count(*)::int`.as('count'),
          sql<Date>`max(updated_at)`.as('updated_at'),
        ])
        .where('kind', 'in', kinds)
        .groupBy(sql`left(code, 3)`)
        .execute()

export type Entry = { kind: string; code: string; slug: string; updated_at: Date }

/** Contributions whose code is in that range, in order of codes. */
export const listEntries = async (
  reader: Reader,
  kinds: readonly string[],
  { from, to }: { from: string; to: string },
  limit: number,
): Promise<Entry[]> =>
  kinds.length === 0
    ? []
    : await reader
        .selectFrom('shelf.item')
        .select(['kind', 'code', 'slug', 'updated_at'])
        .where('code', '>=', from)
        .where('code', '<=', to)
        .where('kind', 'in', kinds)
        .orderBy('code')
        .limit(limit)
        .execute()

export type FeedCard = Card & { updated_at: Date; licence: Licence; themes: { names: Record<string, string> }[] }

/** Cards in the order of `ids`, with what a feed says beside. */
export async function listFeedCards(reader: Reader, locale: Locale, ids: readonly string[]): Promise<FeedCard[]> {
  if (ids.length === 0) return []
  const [cards, more] = await Promise.all([
    listCards(reader, { locale, ids }),
    reader
      .selectFrom('shelf.item')
      .select((eb) => [
        'id',
        'updated_at',
        'licence',
        jsonArrayFrom(
          eb
            .selectFrom('shelf.item_theme')
            .innerJoin('shelf.theme', 'shelf.theme.id', 'theme_id')
            .select('names')
            .whereRef('item_id', '=', 'shelf.item.id')
            .orderBy('position')
            .orderBy('slug')
            .limit(12),
        ).as('themes'),
      ])
      .where('id', 'in', [...ids])
      .execute(),
  ])
  return ids.flatMap((id) => {
    const [card, beside] = [cards.find((each) => each.id === id), more.find((each) => each.id === id)]
    return card && beside ? [{ ...card, ...beside }] : []
  })
}

/** The same, with what is heard and seen of each. */
export async function listEpisodes(
  reader: Reader,
  locale: Locale,
  ids: readonly string[],
): Promise<(FeedCard & { media: ShownMedia[] })[]> {
  const cards = await listCardsBy(reader, locale, ids)
  if (cards.length === 0) return []
  const rows = await reader
    .selectFrom('shelf.item')
    .select(['id', 'media'])
    .where('id', 'in', [...ids])
    .execute()
  return cards.map((card) => ({ ...card, media: rows.find(({ id }) => id === card.id)?.media ?? [] }))
}

/** A page of cards holds sixty: two kinds of episodes are asked for apart. */
async function listCardsBy(reader: Reader, locale: Locale, ids: readonly string[]): Promise<FeedCard[]> {
  const parts = [ids.slice(0, 60), ids.slice(60)]
  return (await Promise.all(parts.map(async (part) => await listFeedCards(reader, locale, part)))).flat()
}

/** One contribution by its code, whatever its kind. Refuses as `gone` or `not_found`, as its page does. */
export async function getByCode(reader: Reader, code: string): Promise<Story> {
  const { kind } = await findAddress(reader, code)
  return await getStory(reader, kind, code)
}
