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

/** Those who tell in this story and let this member sign for them, today. */
export async function listSignedFor(db: Db, actor: Actor, thing: Contribution, now: Date): Promise<string[]> {
  const voices = voicesOf(thing.draft)
  if (actor.kind !== 'member' || voices.length === 0) return []
  const today = dayOf(now)
  const rows = await db
    .selectFrom('desk.mandate')
    .select('person_id')
    .distinct()
    .where('facilitator_id', '=', actor.person_id)
    .where('person_id', 'in', voices)
    .where(sql<boolean>`'sign' = any(scope)`)
    .where('revoked_at', 'is', null)
    .where('starts_on', '<=', today)
    .where('ends_on', '>=', today)
    .execute()
  return rows.map((row) => row.person_id)
}
