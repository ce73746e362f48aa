// Who stands near a story on the shelf: bounded reads, whose cost does not grow with the shelf.

import { sql } from 'kysely'
import type { DeskTransaction } from '../../desk.ts'
import type { MarkKind } from './crossings.tables.ts'
import type { Mark } from './marks.ts'

// On each side in time, for each mark. A theme of ten thousand stories gives no more than a place of three.
const near = 8

/** For each mark of these stories, the marks of others that name the same thing, nearest in time; by story. */
export async function listNeighbours(tx: DeskTransaction, ids: readonly string[]): Promise<Map<string, Mark[]>> {
  const side = (operator: '<' | '>') => sql`(
    select * from shelf.mark as each
    where each.kind = mine.kind and each.key = mine.key
      and (each.at, each.item_id, each.position) ${sql.raw(operator)} (mine.at, mine.item_id, mine.position)
    order by each.at ${sql.raw(operator === '<' ? 'desc' : 'asc')}, each.item_id ${sql.raw(operator === '<' ? 'desc' : 'asc')},
             each.position ${sql.raw(operator === '<' ? 'desc' : 'asc')}
    limit ${sql.lit(near)})`
  const { rows } = await sql<Mark & { mine_id: string }>`
    select mine.item_id as mine_id, other.*
    from shelf.mark as mine cross join lateral (${side('<')} union all ${side('>')}) as other
    where mine.item_id = any(${[...ids]}::uuid[]) and other.item_id <> mine.item_id`.execute(tx)
  return grouped(rows, (row) => row.mine_id)
}

/** Every mark of these stories, by story. */
export async function listMarks(tx: DeskTransaction, ids: readonly string[]): Promise<Map<string, Mark[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('shelf.mark')
    .selectAll()
    .where('item_id', 'in', [...ids])
    .execute()
  return grouped(rows, (row) => row.item_id)
}

/** How many stories bear each of these marks, whatever the country. */
export async function countMarks(
  tx: DeskTransaction,
  marks: readonly Mark[],
): Promise<(kind: MarkKind, key: string) => number> {
  const keys = [...new Set(marks.map((mark) => mark.key))]
  const rows = keys.length
    ? await tx
        .selectFrom('shelf.mark_count')
        .select((eb) => ['kind', 'key', eb.fn.sum<number>('items').as('items')])
        .where('kind', 'in', ['place', 'object', 'theme'])
        .where('key', 'in', keys)
        .groupBy(['kind', 'key'])
        .execute()
    : []
  const counts = new Map(rows.map(({ kind, key, items }) => [`${kind} ${key}`, Number(items)]))
  return (kind, key) => counts.get(`${kind} ${key}`) ?? 0
}

/** Adds these marks to the counts of how many stories bear them, or takes them away: each story counts once. */
export async function recount(tx: DeskTransaction, marks: readonly Mark[], by: 1 | -1): Promise<void> {
  const each = new Map(marks.map((mark) => [`${mark.item_id} ${mark.kind} ${mark.key} ${mark.country}`, mark]))
  const sums = new Map<string, { kind: MarkKind; key: string; country: string; items: number }>()
  for (const { kind, key, country } of each.values()) {
    const sum = sums.get(`${kind} ${key} ${country}`) ?? { kind, key, country, items: 0 }
    sums.set(`${kind} ${key} ${country}`, { ...sum, items: sum.items + by })
  }
  if (sums.size === 0) return
  await tx
    .insertInto('shelf.mark_count')
    .values([...sums.values()])
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'key', 'country'])
        .doUpdateSet((eb) => ({ items: sql<number>`shelf.mark_count.items + ${eb.ref('excluded.items')}` })),
    )
    .execute()
  if (by < 0)
    await tx
      .deleteFrom('shelf.mark_count')
      .where('kind', 'in', ['place', 'object', 'theme'])
      .where('key', 'in', [...new Set([...sums.values()].map(({ key }) => key))])
      .where('items', '<=', 0)
      .execute()
}

function grouped<Row>(rows: readonly Row[], of: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const id = of(row)
    const group = groups.get(id)
    if (group) group.push(row)
    else groups.set(id, [row])
  }
  return groups
}
