// What the home page reads from the shelf: figures, paths, relays, the voice of the week.

import { sql, type Kysely } from 'kysely'
import type { Site } from '#core/shelf/site.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'

type Reader = Kysely<ShelfTables>

export type Figures = { stories: number; languages: number; countries: number; born_here: number }
type Point = { lat: number; lon: number }

// A village next to the town is the town, for a map of the world.
const near = 0.08

/** Where the town is: as it says itself, else where most stories put it. */
export async function findHomePoint(reader: Reader, site: Site): Promise<(Point & { country: string }) | null> {
  const { rows } = await sql<Point & { country: string }>`
    select lat, lon, country from shelf.place where name = ${site.name} and lat is not null and lon is not null
    group by lat, lon, country order by count(*) desc, lat, lon limit 1`.execute(reader)
  const told = rows[0]
  if (site.lat !== null && site.lon !== null) return { lat: site.lat, lon: site.lon, country: told?.country ?? '' }
  return told ?? null
}

// Where each story begins, as far as its teller says.
const firstPlaces = (kinds: readonly string[]) => sql`
  select distinct on (place.item_id) place.item_id, place.name, place.country, place.lat, place.lon
  from shelf.place join shelf.item on item.id = place.item_id and item.kind = any(${[...kinds]})
  order by place.item_id, place.position`

/** Real counts of what is on the shelf. A country counts when a story begins there and the town is elsewhere. */
export async function countFigures(
  reader: Reader,
  kinds: readonly string[],
  town: string,
  home: (Point & { country: string }) | null,
): Promise<Figures> {
  const here = home
    ? sql`(first.name = ${town} or (abs(first.lat - ${home.lat}) < ${sql.lit(near)} and abs(first.lon - ${home.lon}) < ${sql.lit(near)}))`
    : sql`first.name = ${town}`
  const { rows } = await sql<Figures>`
    with first as (${firstPlaces(kinds)})
    select
      (select count(*)::int from shelf.item where kind = any(${[...kinds]})) as stories,
      (select count(distinct language)::int from shelf.item where kind = any(${[...kinds]})) as languages,
      (select count(distinct country)::int from first where country <> '' and country <> ${home?.country ?? ''}) as countries,
      (select count(*)::int from first where ${here}) as born_here`.execute(reader)
  return rows[0] ?? { stories: 0, languages: 0, countries: 0, born_here: 0 }
}

/** Where stories begin, each place once. At most 60: the map stays readable. */
export async function listDepartures(reader: Reader, kinds: readonly string[]): Promise<Point[]> {
  const { rows } = await sql<Point>`
    with first as (${firstPlaces(kinds)})
    select lat, lon from first where lat is not null and lon is not null
    group by lat, lon order by count(*) desc, lat, lon limit 60`.execute(reader)
  return rows
}

/**
 * Whose voice it is this week, among those with a sentence to quote. The draw depends on the week and the story only:
 * one more story does not change the voice of the others, unless it wins.
 */
export async function findVoiceOfWeek(
  reader: Reader,
  kinds: readonly string[],
  week: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from shelf.item
    where kind = any(${[...kinds]}) and exists (select from shelf.text where item_id = item.id and quote <> '' and form <> 'easy')
    order by md5(${week}::text || code), code limit 1`.execute(reader)
  return rows[0]?.id
}
