// The journal of what was done, and the letters waiting to leave: reading only.

import type { DeskDatabase } from '#core/desk.ts'
import { hasRole, type Member } from '#core/people/roles.ts'

export const journalSize = 50

export type JournalFilter = { person_id?: string | undefined; code?: string | undefined; before?: number | undefined }
export type JournalRow = {
  id: number
  at: Date
  kind: string
  data: Record<string, unknown>
  who: string | null
  for_whom: string | null
  code: string | null
}

/** What happened, the newest first, one row more when there is more. Administrators see all; others what they did. */
export async function listJournal(db: DeskDatabase, actor: Member, filter: JournalFilter): Promise<JournalRow[]> {
  return await db
    .selectFrom('desk.event as event')
    .leftJoin('desk.person as who', 'who.id', 'event.actor_id')
    .leftJoin('desk.person as whom', 'whom.id', 'event.for_person_id')
    .leftJoin('desk.contribution as contribution', 'contribution.id', 'event.contribution_id')
    .select([
      'event.id',
      'event.at',
      'event.kind',
      'event.data',
      'who.name as who',
      'whom.name as for_whom',
      'contribution.code',
    ])
    .where((eb) => eb.or([eb('event.space_id', '=', actor.space_id), eb('event.space_id', 'is', null)]))
    .$if(!hasRole(actor, 'administrator'), (query) => query.where('event.actor_id', '=', actor.person_id))
    .$if(filter.person_id !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('event.actor_id', '=', filter.person_id ?? null),
          eb('event.for_person_id', '=', filter.person_id ?? null),
        ]),
      ),
    )
    .$if(filter.code !== undefined, (query) => query.where('contribution.code', '=', filter.code ?? ''))
    .$if(filter.before !== undefined, (query) => query.where('event.id', '<', filter.before ?? 0))
    .orderBy('event.id', 'desc')
    .limit(journalSize + 1)
    .execute()
}

export const lettersSize = 50
export type LetterRow = {
  id: string
  to_address: string
  subject: string
  created_at: Date
  sent_at: Date | null
  attempts: number
  last_error: string | null
}

/** Letters of the outbox, the newest first, one more when there is more. */
export const listLetters = async (db: DeskDatabase, page: number): Promise<LetterRow[]> =>
  await db
    .selectFrom('desk.mail')
    .select(['id', 'to_address', 'subject', 'created_at', 'sent_at', 'attempts', 'last_error'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(lettersSize + 1)
    .offset(page * lettersSize)
    .execute()

export const findLetter = async (db: DeskDatabase, id: string): Promise<(LetterRow & { body: string }) | undefined> =>
  await db
    .selectFrom('desk.mail')
    .select(['id', 'to_address', 'subject', 'body', 'created_at', 'sent_at', 'attempts', 'last_error'])
    .where('id', '=', id)
    .executeTakeFirst()

export async function countWaitingLetters(db: DeskDatabase): Promise<number> {
  const { count } = await db
    .selectFrom('desk.mail')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sent_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
