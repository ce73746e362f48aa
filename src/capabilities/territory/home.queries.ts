// What the home page reads from the shelf beside the catalog: where the town is, and the cards it shows.

import { sql, type Kysely } from 'kysely'
import type { Locale } from '#core/platform/i18n.ts'
import { listCards, type Card } from '#core/shelf/cards.ts'
import type { Site } from '#core/shelf/site.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'

type Reader = Kysely<ShelfTables>
export type Point = { lat: number; lon: number }

/** Where the town is: as it says itself, else where its stories put it. A few hundred of them are enough to know. */
export async function findHomePoint(reader: Reader, site: Site): Promise<(Point & { country: string }) | null> {
  const { rows } = await sql<Point & { country: string }>`
    select lat, lon, country from (
      select lat, lon, country from shelf.place where name = ${site.name} and lat is not null and lon is not null limit 200
    ) as told
    group by lat, lon, country order by count(*) desc, lat, lon limit 1`.execute(reader)
  const told = rows[0]
  if (site.lat !== null && site.lon !== null) return { lat: site.lat, lon: site.lon, country: told?.country ?? '' }
  return told ?? null
}

const mostCards = 60

/** The cards of these contributions, by id; those that are not on the shelf are not there. */
export async function findCards(reader: Reader, locale: Locale, ids: readonly string[]): Promise<Map<string, Card>> {
  const wanted = [...new Set(ids)]
  const cards = new Map<string, Card>()
  for (let at = 0; at < wanted.length; at += mostCards) {
    const some = wanted.slice(at, at + mostCards)
    for (const card of await listCards(reader, { locale, ids: some })) cards.set(card.id, card)
  }
  return cards
}

/** In the order of these ids, those that are there. */
export const inOrder = (cards: ReadonlyMap<string, Card>, ids: readonly string[]): Card[] =>
  ids.flatMap((id) => cards.get(id) ?? [])
