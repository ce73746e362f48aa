// The public figures of review, quarter by quarter: how much was proposed, published, sent back, refused. Numbers only:
// nothing in them says whose. Whoever calls `refreshFigures` then announces that the shelf moved.

import { sql } from 'kysely'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import { dayOf, startOfDay } from '../platform/clock.ts'

export type Decisions = { proposed: number; published: number; returned: number; refused: number }

/** What happened from one instant to another, each contribution counted once in each column. */
export async function countDecisions(db: DeskDatabase | DeskTransaction, from: Date, to: Date): Promise<Decisions> {
  const { rows } = await sql<Decisions>`
    select
      (select count(*)::int from desk.revision where number = 1 and created_at >= ${from} and created_at < ${to}) as proposed,
      (select count(*)::int from desk.contribution where first_published_at >= ${from} and first_published_at < ${to}) as published,
      (select count(distinct contribution_id)::int from desk.signoff
        where decision = 'changes' and kind <> 'witness' and at >= ${from} and at < ${to}) as returned,
      (select count(distinct contribution_id)::int from desk.signoff
        where decision = 'refuse' and kind <> 'witness' and at >= ${from} and at < ${to}) as refused`.execute(db)
  return rows[0] ?? { proposed: 0, published: 0, returned: 0, refused: 0 }
}

/** '2026-Q4' for a day of that quarter, in town. */
export const quarterOf = (moment: Date): string => {
  const [year = '', month = ''] = dayOf(moment).split('-')
  return `${year}-Q${Math.ceil(Number(month) / 3)}`
}

/** First instants of a quarter and of the next one. */
export function boundsOfQuarter(quarter: string): { from: Date; to: Date } {
  const [year, number] = quarter.split('-Q').map(Number) as [number, number]
  const first = (index: number) =>
    startOfDay(`${year + Math.floor(index / 4)}-${String((index % 4) * 3 + 1).padStart(2, '0')}-01`)
  return { from: first(number - 1), to: first(number) }
}

/** Writes the quarter at hand on the shelf; with `since`, every quarter from that moment to this one. */
export async function refreshFigures(tx: DeskTransaction, now: Date, since: Date = now): Promise<void> {
  for (let moment = since; ;) {
    const period = quarterOf(moment)
    const { from, to } = boundsOfQuarter(period)
    const counted = Object.entries(await countDecisions(tx, from, to)).map(([name, count]) => ({ period, name, count }))
    await tx
      .insertInto('shelf.figure')
      .values(counted)
      .onConflict((conflict) =>
        conflict.columns(['period', 'name']).doUpdateSet((eb) => ({ count: eb.ref('excluded.count') })),
      )
      .execute()
    if (to > now) return
    moment = to
  }
}

/** The first thing ever proposed: where the figures begin. */
export async function findFirstProposal(db: DeskDatabase | DeskTransaction): Promise<Date | undefined> {
  const row = await db
    .selectFrom('desk.revision')
    .select((eb) => eb.fn.min('created_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? undefined
}
