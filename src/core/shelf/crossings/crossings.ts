// Stories that cross, as readers see them: told by people who may never have met, who share a place, a thing kept, a
// theme, or a link that an editor wrote. Each with its reason. Computed by cross.ts when stories are published.

import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { PlaceNature } from '../../contribution/kind.ts'
import { askedOften } from '../../platform/asked-often.ts'
import type { Locale } from '../../platform/i18n.ts'
import { cardColumns, cardOf, type Card, type CardRow } from '../cards.ts'
import type { ShelfTables } from '../shelf.tables.ts'
import { absence, codeIn, storyColumns, type Story } from '../stories.ts'
import {
  linkKinds,
  type GatheringKind,
  type InWords,
  type LinkKind,
  type MarkKind,
  type Way,
} from './crossings.tables.ts'
import { turn } from './reasons.ts'

/** Why two stories cross, said from the one being read. */
export type CrossingReason =
  | { kind: 'place'; place: string; nature: PlaceNature; way: Way; years: number }
  | { kind: 'object'; object: string; way: Way; years: number }
  | { kind: 'theme'; theme: Record<string, string>; way: Way }
  /** `isMine`: for `answers`, the story being read answers the other. */
  | { kind: LinkKind; words: InWords; isMine: boolean }
export type Crossing = {
  card: Card
  reason: CrossingReason
  /** Address word of the page where all the accounts of that place stand together. */
  together: string | null
  confirmed: boolean
}

type Row = {
  is_one: boolean
  rank: number
  kind: MarkKind | LinkKind
  key: string
  label: string
  nature: PlaceNature
  way: Way
  years: number
  is_from_one: boolean
  words: InWords
  theme: Record<string, string> | null
}

// A contribution's best crossings, each with the card of the other one; `mine` is the contribution's id.
const crossingsOf = (mine: RawBuilder<string>, limit: number) => {
  const end = (here: string, other: string) => sql`(
    select ${sql.ref(other)} as other_id, ${sql.lit(here === 'one_id')} as is_one, rank, weight, kind, key, label, nature, way, years, is_from_one, words
    from shelf.crossing where ${sql.ref(here)} = ${mine}
    order by rank, weight, ${sql.ref(other)} limit ${limit})`
  return sql`
    select found.is_one, found.rank, found.kind, found.key, found.label, found.nature, found.way, found.years,
      found.is_from_one, found.words, theme.names as theme,
      (select row_to_json(seen) from (select ${cardColumns}) as seen) as card
    from (${end('one_id', 'two_id')} union all ${end('two_id', 'one_id')}) as found
    join shelf.item on item.id = found.other_id
    left join shelf.theme on found.kind = 'theme' and theme.id::text = found.key
    order by found.rank, found.weight, found.other_id
    limit ${limit}`
}

// The pages composed by editors where a contribution stands with others, at most 6.
const gatheringsOf = (mine: RawBuilder<string>) => sql`
  select gathering.slug, gathering.kind, gathering.titles, counted.items
  from shelf.gathering_item as mine
  join shelf.gathering on gathering.id = mine.gathering_id
  cross join lateral (select count(*) as items from shelf.gathering_item where gathering_id = gathering.id) as counted
  where mine.item_id = ${mine} and counted.items >= 2
  order by gathering.slug limit 6`

type CrossingRow = Row & { card: CardRow }

/** The best crossings of one contribution, at most `limit` (3), each with another one. One question to the database. */
export async function listCrossings(
  reader: Kysely<ShelfTables>,
  { id, locale, limit = 3 }: { id: string; locale: Locale; limit?: number },
): Promise<Crossing[]> {
  const most = Math.min(Math.max(limit, 1), 60)
  const { rows } = await crossingsOf(sql`${id}`, most).execute(reader)
  return (rows as CrossingRow[]).flatMap((row) => crossingOf(locale, row))
}

const storyAmongOthers = askedOften(
  (code, kind) => sql<Story & { crossings: CrossingRow[]; gatherings: GatheringSeen[] }>`
    select ${storyColumns},
      coalesce((select json_agg(seen) from (${crossingsOf(sql`item.id`, 3)}) as seen), '[]') as crossings,
      coalesce((select json_agg(seen) from (${gatheringsOf(sql`item.id`)}) as seen), '[]') as gatherings
    from shelf.item where code = ${code} and kind = ${kind}`,
)

/** A story's page, whole: its content, its three best crossings, the gatherings it is part of. Refuses as `getStory`. */
export async function getStoryAmongOthers(
  reader: Kysely<ShelfTables>,
  { kind, code, locale }: { kind: string; code: string; locale: Locale },
): Promise<{ story: Story; crossings: Crossing[]; gatherings: GatheringSeen[] }> {
  const [found] = await storyAmongOthers(reader, codeIn(code), kind)
  if (!found) throw await absence(reader, kind, code)
  const { crossings, gatherings, ...story } = found
  return { story, crossings: crossings.flatMap((row) => crossingOf(locale, row)), gatherings }
}

function crossingOf(locale: Locale, { card, ...row }: CrossingRow): Crossing[] {
  const reason = reasonOf(row)
  if (!reason) return []
  const seen = cardOf(locale, { ...card, published_at: new Date(card.published_at) })
  return [{ card: seen, reason, together: row.kind === 'place' ? row.key : null, confirmed: row.rank === 1 }]
}

function reasonOf(row: Row): CrossingReason | undefined {
  const { kind, label, nature, years, words, is_one } = row
  const way = is_one ? row.way : turn(row.way)
  if (kind === 'place') return { kind, place: label, nature, way, years }
  if (kind === 'object') return { kind, object: label, way, years }
  // A theme that the town no longer has is no reason any more.
  if (kind === 'theme') return row.theme ? { kind, theme: row.theme, way } : undefined
  const link = linkKinds.find((each) => each === kind)
  return link && { kind: link, words, isMine: row.is_from_one === is_one }
}

export type GatheringSeen = { slug: string; kind: GatheringKind; titles: InWords; items: number }
