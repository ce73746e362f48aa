// Accounts side by side: everyone who told of one place, in the order of time; or those whom editors brought together.
// Reads the shelf only, with the reader's connection.

import { sql, type Kysely } from 'kysely'
import type { Locale } from '../../platform/i18n.ts'
import { AppError } from '../../platform/errors.ts'
import { uuid } from '../../platform/fields.ts'
import { listCards, type Card } from '../cards.ts'
import type { ShelfTables } from '../shelf.tables.ts'
import type { GatheringKind, InWords } from './crossings.tables.ts'

export type Account = {
  card: Card
  /** When she was there, in EDTF; the period of her story on a page composed by editors. */
  period: string
  /** The place as she names it; empty on a page composed by editors. */
  place: string
  country: string
  /** What she says of it, by language; or the extract chosen, in its own. */
  words: Record<string, string>
}
export type PlacePage = {
  slug: string
  /** As the first to tell of it names it. */
  name: string
  country: string
  items: number
  accounts: Account[]
  next: string | undefined
  previous: string | undefined
  /** Other places of the same name, elsewhere. */
  elsewhere: string[]
}

const pageSize = 24

type CountryCount = { country: string; items: number }

/** In which country the place is: the one asked for, else where most tell of it; how many do, and the other countries. */
function countriesOf(counts: readonly CountryCount[], wanted: string) {
  const known = counts.filter(({ country }) => country !== '')
  const country = known.find((each) => each.country === wanted)?.country ?? known[0]?.country ?? ''
  const nearby = counts.filter((each) => each.country === country || each.country === '')
  return {
    country,
    items: nearby.reduce((sum, each) => sum + each.items, 0),
    elsewhere: known.filter((each) => each.country !== country).map((each) => each.country),
  }
}

const countsOf = async (reader: Kysely<ShelfTables>, slug: string): Promise<CountryCount[]> =>
  await reader
    .selectFrom('shelf.mark_count')
    .select(['country', 'items'])
    .where('kind', '=', 'place')
    .where('key', '=', slug)
    .orderBy('items', 'desc')
    .orderBy('country')
    .limit(40)
    .execute()

type Key = { at: string; item_id: string; position: number }
const keyOf = (cursor: string): Key | undefined => {
  const [, at, item_id, position] = /^(\d{4}-\d{2}-\d{2}|infinity)_([0-9a-f-]{36})_(\d{1,3})$/.exec(cursor) ?? []
  const isDay = at === 'infinity' || !Number.isNaN(Date.parse(at ?? ''))
  const isId = uuid.safeParse(item_id).success
  return at && item_id && position && isDay && isId ? { at, item_id, position: Number(position) } : undefined
}
const cursorOf = (row: Key): string => `${row.at}_${row.item_id}_${row.position}`

/** The accounts of one place, by the words of its address, 24 a page; `not_found` under two stories. */
export async function getPlacePage(
  reader: Kysely<ShelfTables>,
  options: { slug: string; locale: Locale; country?: string; after?: string; before?: string },
): Promise<PlacePage> {
  const slug = options.slug.slice(0, 80)
  const { country, items, elsewhere } = countriesOf(await countsOf(reader, slug), options.country ?? '')
  if (items < 2) throw new AppError('not_found')
  const after = keyOf(options.after ?? '')
  const before = after ? undefined : keyOf(options.before ?? '')
  const key = after ?? before
  const beyond = key
    ? sql`and (at, item_id, position) ${sql.raw(before ? '<' : '>')} (${key.at}::date, ${key.item_id}::uuid, ${key.position}::integer)`
    : sql``
  const way = sql.raw(before ? 'desc' : 'asc')
  const { rows } = await sql<
    Key & { label: string; country: string; period: string | null; words: Record<string, string> | null }
  >`
    select mark.at, mark.item_id, mark.position, mark.label, mark.country, place.period, place.words
    from (
      select * from shelf.mark
      where kind = 'place' and key = ${slug} and country in ('', ${country}) ${beyond}
      order by at ${way}, item_id ${way}, position ${way}
      limit ${sql.lit(pageSize + 1)}
    ) as mark
    left join shelf.place on place.item_id = mark.item_id and place.position = mark.position
    order by mark.at ${way}, mark.item_id ${way}, mark.position ${way}`.execute(reader)
  const hasMore = rows.length > pageSize
  const shown = rows.slice(0, pageSize)
  if (before) shown.reverse()
  const [first, last] = [shown[0], shown.at(-1)]
  if (!first || !last) throw new AppError('not_found')
  if (!key && new Set(rows.map((row) => row.item_id)).size < 2 && !hasMore) throw new AppError('not_found')
  const cards = await cardsOf(
    reader,
    options.locale,
    shown.map((row) => row.item_id),
  )
  return {
    slug,
    name: shown.map((row) => row.label).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? first.label,
    country,
    items,
    elsewhere,
    accounts: shown.flatMap((row) => {
      const card = cards.get(row.item_id)
      return card
        ? [{ card, period: row.period ?? '', place: row.label, country: row.country, words: row.words ?? {} }]
        : []
    }),
    previous: (before ? hasMore : after !== undefined) ? cursorOf(first) : undefined,
    next: (before ? true : hasMore) ? cursorOf(last) : undefined,
  }
}

export type GatheringPage = {
  slug: string
  kind: GatheringKind
  titles: InWords
  presentations: InWords
  accounts: Account[]
}

/** A page composed by editors; undefined when there is none of that name, `gone` when fewer than two may be read. */
export async function findGatheringPage(
  reader: Kysely<ShelfTables>,
  slug: string,
  locale: Locale,
): Promise<GatheringPage | undefined> {
  const gathering = await reader
    .selectFrom('shelf.gathering')
    .select(['id', 'slug', 'kind', 'titles', 'presentations'])
    .where('slug', '=', slug.slice(0, 80))
    .executeTakeFirst()
  if (!gathering) return undefined
  const members = await reader
    .selectFrom('shelf.gathering_item')
    .select(['item_id', 'extract', 'extract_language'])
    .where('gathering_id', '=', gathering.id)
    .orderBy('position')
    .orderBy('item_id')
    .limit(60)
    .execute()
  const cards = await cardsOf(
    reader,
    locale,
    members.map((member) => member.item_id),
  )
  const accounts = members.flatMap(({ item_id, extract, extract_language }) => {
    const card = cards.get(item_id)
    const words: Record<string, string> = extract ? { [extract_language]: extract } : {}
    return card ? [{ card, period: card.period, place: '', country: '', words }] : []
  })
  if (accounts.length < 2) throw new AppError('gone')
  const { id: _, ...seen } = gathering
  return { ...seen, accounts }
}

const cardsOf = async (
  reader: Kysely<ShelfTables>,
  locale: Locale,
  ids: readonly string[],
): Promise<Map<string, Card>> =>
  new Map((await listCards(reader, { locale, ids: [...new Set(ids)] })).map((card) => [card.id, card]))

export type SharedPlace = { slug: string; name: string; items: number }

/** The places of which most stories tell, at least two each. */
export async function listSharedPlaces(reader: Kysely<ShelfTables>, limit = 24): Promise<SharedPlace[]> {
  // Two stories that may be read now, and how they name it: the counts alone may be a minute late.
  const { rows } = await sql<{ slug: string; name: string; items: number; seen: number }>`
    select most.key as slug, most.items, seen.name, seen.count as seen
    from (
      select key, items, country from shelf.mark_count
      where kind = 'place' and items >= 2 order by items desc, key limit ${sql.lit(Math.min(limit, 100) * 2)}
    ) as most
    cross join lateral (
      select count(distinct item_id) as count, (array_agg(label order by length(label), label))[1] as name
      from (select item_id, label from shelf.mark where kind = 'place' and key = most.key and country in ('', most.country) limit 12) as few
    ) as seen
    order by most.items desc, most.key`.execute(reader)
  const places = new Map<string, SharedPlace>()
  for (const { slug, name, items, seen } of rows)
    if (seen >= 2 && !places.has(slug)) places.set(slug, { slug, name, items })
  return [...places.values()].slice(0, limit)
}

/** Every page composed by editors that has two accounts to compare, at most 60, in the order of their address. */
export async function listGatherings(
  reader: Kysely<ShelfTables>,
): Promise<{ slug: string; kind: GatheringKind; titles: InWords; presentations: InWords; items: number }[]> {
  const { rows } = await sql<{
    slug: string
    kind: GatheringKind
    titles: InWords
    presentations: InWords
    items: number
  }>`
    select slug, kind, titles, presentations, counted.items
    from shelf.gathering
    cross join lateral (select count(*) as items from shelf.gathering_item where gathering_id = gathering.id) as counted
    where counted.items >= 2
    order by slug limit 60`.execute(reader)
  return rows
}
