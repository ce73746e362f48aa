// What the journal says was done off-line after a story was taken back, and mandates that still hold.

import { sql } from 'kysely'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { voicesOf } from '#core/contribution/content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { Actor } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import type { OfflineTask } from './takebacks.rules.ts'

type Db = DeskDatabase | DeskTransaction

export type TaskDone = { task: OfflineTask; at: Date; by: string | null }

export async function listTasksDone(db: Db, contribution_id: string, seal_id: string): Promise<TaskDone[]> {
  const rows = await db
    .selectFrom('desk.event as event')
    .leftJoin('desk.person as person', 'person.id', 'event.actor_id')
    .select(['event.at', 'event.data', 'person.name as by'])
    .where('event.contribution_id', '=', contribution_id)
    .where('event.kind', '=', 'takeback.done')
    .where(sql<boolean>`event.data->>'seal_id' = ${seal_id}`)
    .orderBy('event.id')
    .execute()
  return rows.map(({ at, data, by }) => ({ task: data['task'] as OfflineTask, at, by }))
}

/** Whether this member holds, today, a mandate for one of those who tell. */
export async function hasMandateForAny(db: Db, actor: Actor, thing: Contribution, now: Date): Promise<boolean> {
  const voices = voicesOf(thing.draft)
  if (actor.kind !== 'member' || voices.length === 0) return false
  const today = dayOf(now)
  const row = await db
    .selectFrom('desk.mandate')
    .select('id')
    .where('facilitator_id', '=', actor.person_id)
    .where('person_id', 'in', voices)
    .where('revoked_at', 'is', null)
    .where('starts_on', '<=', today)
    .where('ends_on', '>=', today)
    .executeTakeFirst()
  return row !== undefined
}
