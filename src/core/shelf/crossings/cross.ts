// Crossings, computed when a story comes to the shelf: what it shares with others, the best dozen it meets, and why.
// publish() calls `uncrossItems` before it takes rows away and `crossItems` after it has put them back. A pair is one
// row that both ends read, and goes with either of them, by the database.

import { sql, type Insertable } from 'kysely'
import type { Kinds } from '../../contribution/kind.ts'
import type { DeskTransaction } from '../../desk.ts'
import type { CrossingTable, MarkKind } from './crossings.tables.ts'
import { listDecided, rowOfLink, type Decided } from './decided.ts'
import { shelveGatheringsOf } from './gatherings.ts'
import { holdShelf } from './hold.ts'
import { marksOf, type Mark } from './marks.ts'
import { countMarks, listMarks, listNeighbours, recount } from './neighbours.ts'
import { bestReason, confirmedRank, turn } from './reasons.ts'

/** How many crossings a story looks for, and under how many it looks again when others leave. */
const wanted = 12
const least = 3
// A story that many met leaves the rest of them as they are: each publication stays short.
const maxPartners = 200

/** What stories leave behind them: whom they crossed. */
export type Left = ReadonlyMap<string, readonly string[]>

/**
 * To be called before these stories' rows are taken from the shelf. Publications wait here for one another, to the end
 * of the transaction: two stories that come together must see each other, and never wait in a circle.
 */
export async function uncrossItems(tx: DeskTransaction, ids: readonly string[]): Promise<Left> {
  await holdShelf(tx)
  if (ids.length === 0) return new Map()
  await recount(tx, [...(await listMarks(tx, ids)).values()].flat(), -1)
  await tx
    .deleteFrom('shelf.mark')
    .where('item_id', 'in', [...ids])
    .execute()
  const { rows } = await sql<{ id: string; other_id: string }>`
    select one_id as id, two_id as other_id from shelf.crossing where one_id = any(${[...ids]}::uuid[])
    union all
    select two_id, one_id from shelf.crossing where two_id = any(${[...ids]}::uuid[])
    limit ${sql.lit(maxPartners * 10)}`.execute(tx)
  const left = new Map<string, string[]>()
  for (const { id, other_id } of rows) {
    const others = left.get(id) ?? []
    if (others.length < maxPartners) left.set(id, [...others, other_id])
  }
  return left
}

/** To be called once these stories' rows are on the shelf again, or are not: finds whom they meet, and who lost someone. */
export async function crossItems(
  tx: DeskTransaction,
  kinds: Kinds,
  { ids, left, now }: { ids: readonly string[]; left: Left; now: Date },
): Promise<void> {
  await holdShelf(tx)
  if (ids.length === 0) return
  const shelved = await shelveMarks(tx, ids)
  if (shelved.length) await crossEach(tx, kinds, shelved, left, now)
  const alone = await listAlone(tx, [...left.values()].flat())
  if (alone.length) await crossEach(tx, kinds, alone, new Map(), now)
  await shelveGatheringsOf(tx, kinds, ids, now)
}

/** Reads what the shelf holds of these stories and keeps their marks. Gives those that are on the shelf. */
async function shelveMarks(tx: DeskTransaction, ids: readonly string[]): Promise<string[]> {
  const items = await tx
    .selectFrom('shelf.item')
    .select([
      'id',
      'period',
      'period_start',
      'period_end',
      'visible_until',
      sql<unknown>`details -> 'objects'`.as('objects'),
    ])
    .where('id', 'in', [...ids])
    .execute()
  if (items.length === 0) return []
  const present = items.map(({ id }) => id)
  const places = await tx.selectFrom('shelf.place').selectAll().where('item_id', 'in', present).execute()
  const themes = await tx
    .selectFrom('shelf.item_theme')
    .select(['item_id', 'theme_id'])
    .where('item_id', 'in', present)
    .execute()
  const town = await sql<{ name: string | null }>`select site ->> 'name' as name from shelf.site`.execute(tx)
  const marks = items.flatMap((item) =>
    marksOf(
      {
        ...item,
        places: places.filter((place) => place.item_id === item.id),
        themes: themes.filter((each) => each.item_id === item.id).map((each) => each.theme_id),
      },
      town.rows[0]?.name ?? '',
    ).map((mark) => ({ ...mark, visible_until: item.visible_until })),
  )
  // A statement takes 65,535 values at most.
  for (let from = 0; from < marks.length; from += 4_000)
    await tx
      .insertInto('shelf.mark')
      .values(marks.slice(from, from + 4_000))
      .execute()
  await recount(tx, marks, 1)
  return present
}

/** Those who lost someone and have fewer than three left. */
async function listAlone(tx: DeskTransaction, partners: readonly string[]): Promise<string[]> {
  if (partners.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select item.id from shelf.item
    where item.id = any(${[...new Set(partners)].slice(0, maxPartners)}::uuid[])
      and (select count(*) from (
        (select from shelf.crossing where one_id = item.id limit ${sql.lit(least)})
        union all
        (select from shelf.crossing where two_id = item.id limit ${sql.lit(least)})
      ) as few) < ${sql.lit(least)}
    order by item.id`.execute(tx)
  return rows.map(({ id }) => id)
}

async function crossEach(
  tx: DeskTransaction,
  kinds: Kinds,
  ids: readonly string[],
  left: Left,
  now: Date,
): Promise<void> {
  const [mine, near, decided] = [await listMarks(tx, ids), await listNeighbours(tx, ids), await listDecided(tx, ids)]
  const itemsOf = await countMarks(tx, [...mine.values()].flat())
  const chosen = new Map(ids.map((id) => [id, chosenFor(id, mine.get(id) ?? [], near.get(id) ?? [], decided, itemsOf)]))
  // Whom a story crossed before it was published again, it crosses still, when that is still true.
  const others = [
    ...new Set(ids.flatMap((id) => [...(chosen.get(id) ?? []), ...(left.get(id) ?? []), ...withOf(id, decided)])),
  ]
  const marks = await listMarks(tx, others)
  const ends = await endsOf(tx, [...ids, ...others])
  const rows = new Map<string, Insertable<CrossingTable>>()
  for (const id of ids)
    for (const other of new Set([...(chosen.get(id) ?? []), ...(left.get(id) ?? []), ...withOf(id, decided)])) {
      const [one, two] = inOrder(id, other)
      const [oneEnds, twoEnds] = [ends.get(one), ends.get(two)]
      const said = decided.get(`${one} ${two}`)
      if (rows.has(`${one} ${two}`) || oneEnds === undefined || twoEnds === undefined || said?.verdict === 'silenced')
        continue
      const pair = { one_id: one, two_id: two, visible_until: earliest(oneEnds, twoEnds) }
      const link = said?.link ? await rowOfLink(tx, kinds, said, now) : undefined
      const reason = link ?? computedRow(id === one, mine.get(id) ?? [], marks.get(other) ?? [], said, itemsOf)
      if (reason) rows.set(`${one} ${two}`, { ...reason, ...pair })
    }
  await keep(tx, [...rows.values()])
}

/** The best dozen among the neighbours of one story. */
function chosenFor(
  id: string,
  mine: readonly Mark[],
  near: readonly Mark[],
  decided: ReadonlyMap<string, Decided>,
  itemsOf: (kind: MarkKind, key: string) => number,
): string[] {
  const others = new Map<string, Mark[]>()
  for (const mark of near) others.set(mark.item_id, [...(others.get(mark.item_id) ?? []), mark])
  return [...others]
    .flatMap(([other, marks]) => {
      const reason = bestReason(mine, marks, itemsOf)
      const isSilenced = decided.get(inOrder(id, other).join(' '))?.verdict === 'silenced'
      return reason && !isSilenced ? [{ other, ...reason }] : []
    })
    .toSorted((a, b) => a.rank - b.rank || a.weight - b.weight || (a.other < b.other ? -1 : 1))
    .slice(0, wanted)
    .map(({ other }) => other)
}

/** The others of whom editors decided something with this one. */
const withOf = (id: string, decided: ReadonlyMap<string, Decided>): string[] =>
  [...decided.values()].flatMap(({ one_id, two_id }) => (one_id === id ? [two_id] : two_id === id ? [one_id] : []))

function computedRow(
  isOne: boolean,
  mine: readonly Mark[],
  others: readonly Mark[],
  said: Decided | undefined,
  itemsOf: (kind: MarkKind, key: string) => number,
) {
  const reason = bestReason(mine, others, itemsOf)
  if (!reason) return undefined
  return {
    ...reason,
    way: isOne ? reason.way : turn(reason.way),
    rank: said?.verdict === 'confirmed' ? confirmedRank : reason.rank,
    is_from_one: true,
    words: '{}',
  }
}

async function endsOf(tx: DeskTransaction, ids: readonly string[]): Promise<Map<string, Date | null>> {
  const rows = await tx
    .selectFrom('shelf.item')
    .select(['id', 'visible_until'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.visible_until]))
}

const earliest = (one: Date | null, two: Date | null): Date | null =>
  one === null ? two : two === null ? one : one < two ? one : two

/** The database keeps a pair once, in the order of its own comparison, which for these identifiers is that of letters. */
export const inOrder = (one: string, two: string): [string, string] => (one < two ? [one, two] : [two, one])

async function keep(tx: DeskTransaction, rows: readonly Insertable<CrossingTable>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 4_000)
    await tx
      .insertInto('shelf.crossing')
      .values(rows.slice(from, from + 4_000))
      .onConflict((conflict) => conflict.columns(['one_id', 'two_id']).doNothing())
      .execute()
}
