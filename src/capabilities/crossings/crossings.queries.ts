// What editors decided and composed: every SQL read and write of their rows.

import { sql, type Selectable } from 'kysely'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { uuid } from '#core/platform/fields.ts'
import { inOrder } from '#core/shelf/crossings/cross.ts'
import type {
  DecidedCrossingTable,
  DeskGatheringTable,
  GatheringKind,
  InWords,
  LinkKind,
} from '#core/shelf/crossings/crossings.tables.ts'

type Db = DeskDatabase | DeskTransaction
export type Gathering = Selectable<DeskGatheringTable>
export type Pair = { one_id: string; two_id: string }

/** The pair as the tables keep it: the smaller identifier first. */
export function pairOf(one: string, two: string): Pair {
  const [one_id, two_id] = inOrder(one, two)
  return { one_id, two_id }
}

export type DecidedWith = Selectable<DecidedCrossingTable> & { other_id: string; other_code: string }

/** What was decided of this contribution with others, the newest first, at most 60. */
export async function listDecisions(db: Db, id: string): Promise<DecidedWith[]> {
  const { rows } = await sql<DecidedWith>`
    select crossing.*, other.id as other_id, other.code as other_code
    from desk.crossing
    join desk.contribution as other on other.id = case when one_id = ${id} then two_id else one_id end
    where one_id = ${id} or two_id = ${id}
    order by decided_at desc, other.code limit 60`.execute(db)
  return rows
}

type Decision = { verdict: 'confirmed' | 'silenced' | null; by: string | null; at: Date }

/** Confirms or silences a pair; null takes the decision back, and leaves a link written by hand. */
export async function keepVerdict(tx: DeskTransaction, pair: Pair, { verdict, by, at }: Decision): Promise<void> {
  if (verdict === null) {
    await tx
      .deleteFrom('desk.crossing')
      .where('one_id', '=', pair.one_id)
      .where('two_id', '=', pair.two_id)
      .where('link', 'is', null)
      .execute()
    await tx
      .updateTable('desk.crossing')
      .set({ verdict })
      .where('one_id', '=', pair.one_id)
      .where('two_id', '=', pair.two_id)
      .execute()
    return
  }
  await tx
    .insertInto('desk.crossing')
    .values({ ...pair, verdict, link: null, from_id: null, words: '{}', decided_by: by, decided_at: at })
    .onConflict((conflict) =>
      conflict.columns(['one_id', 'two_id']).doUpdateSet({ verdict, decided_by: by, decided_at: at }),
    )
    .execute()
}

type Written = { link: LinkKind; from_id: string; words: InWords; by: string | null; at: Date }

/** Writes a link between two contributions; a pair that was silenced is so no longer. */
export async function keepLink(tx: DeskTransaction, pair: Pair, { words, by, at, ...link }: Written): Promise<void> {
  const row = { ...link, verdict: null, words: JSON.stringify(words), decided_by: by, decided_at: at }
  await tx
    .insertInto('desk.crossing')
    .values({ ...pair, ...row })
    .onConflict((conflict) => conflict.columns(['one_id', 'two_id']).doUpdateSet(row))
    .execute()
}

/** Takes a written link away. False when there was none. */
export async function dropLink(tx: DeskTransaction, pair: Pair): Promise<boolean> {
  const dropped = await tx
    .deleteFrom('desk.crossing')
    .where('one_id', '=', pair.one_id)
    .where('two_id', '=', pair.two_id)
    .where('link', 'is not', null)
    .returning('one_id')
    .executeTakeFirst()
  return dropped !== undefined
}

export type GatheringRow = Gathering & { members: number; online: number }

/** Every page composed in this space, the last saved first, with the address that readers are given. At most 200. */
export async function listGatheringRows(db: Db, space_id: string): Promise<GatheringRow[]> {
  const { rows } = await sql<GatheringRow>`
    select gathering.*, coalesce(shown.slug, gathering.slug) as slug, counted.members, counted.online
    from desk.gathering
    left join shelf.gathering as shown on shown.id = gathering.id
    cross join lateral (
      select count(*) as members, count(item.id) as online
      from desk.gathering_item left join shelf.item on item.id = contribution_id where gathering_id = gathering.id
    ) as counted
    where space_id = ${space_id}
    order by retired_at is not null, saved_at desc limit 200`.execute(db)
  return rows
}

export const findGathering = async (db: Db, space_id: string, id: string): Promise<Gathering | undefined> =>
  uuid.safeParse(id).success
    ? await db
        .selectFrom('desk.gathering')
        .selectAll()
        .where('id', '=', id)
        .where('space_id', '=', space_id)
        .executeTakeFirst()
    : undefined

/** The same, held until the change is done. */
export const holdGathering = async (
  tx: DeskTransaction,
  space_id: string,
  id: string,
): Promise<Gathering | undefined> =>
  await tx
    .selectFrom('desk.gathering')
    .selectAll()
    .where('id', '=', id)
    .where('space_id', '=', space_id)
    .forUpdate()
    .executeTakeFirst()

export type GatheringMember = { contribution_id: string; code: string; extract: string }

/** Its stories in their order. */
export const listMembers = async (db: Db, gathering_id: string): Promise<GatheringMember[]> =>
  await db
    .selectFrom('desk.gathering_item')
    .innerJoin('desk.contribution', 'desk.contribution.id', 'contribution_id')
    .select(['contribution_id', 'code', 'extract'])
    .where('gathering_id', '=', gathering_id)
    .orderBy('position')
    .execute()

export type GatheringWords = { kind: GatheringKind; titles: InWords; presentations: InWords }

const asRow = ({ kind, titles, presentations }: GatheringWords) => ({
  kind,
  titles: JSON.stringify(titles),
  presentations: JSON.stringify(presentations),
})

/** A new page, at an address nobody has: the slug, or the slug and a number. */
export async function insertGathering(
  tx: DeskTransaction,
  slug: string,
  words: GatheringWords,
  saved: { space_id: string; saved_by: string | null; saved_at: Date },
): Promise<string> {
  for (let number = 1; ; number++) {
    const row = await tx
      .insertInto('desk.gathering')
      .values({ ...asRow(words), ...saved, slug: number === 1 ? slug : `${slug}-${number}`, retired_at: null })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) return row.id
  }
}

/** Changes a page that nobody saved since `version`; false otherwise. */
export async function updateGathering(
  tx: DeskTransaction,
  id: string,
  version: number,
  words: GatheringWords,
  saved: { saved_by: string | null; saved_at: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('desk.gathering')
    .set({ ...asRow(words), ...saved, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function replaceMembers(
  tx: DeskTransaction,
  gathering_id: string,
  members: readonly { contribution_id: string; extract: string }[],
): Promise<void> {
  await tx.deleteFrom('desk.gathering_item').where('gathering_id', '=', gathering_id).execute()
  await tx
    .insertInto('desk.gathering_item')
    .values(
      members.map(({ contribution_id, extract }, position) => ({ gathering_id, position, contribution_id, extract })),
    )
    .execute()
}

export const setRetired = async (tx: DeskTransaction, id: string, retired_at: Date | null): Promise<unknown> =>
  await tx.updateTable('desk.gathering').set({ retired_at }).where('id', '=', id).execute()
