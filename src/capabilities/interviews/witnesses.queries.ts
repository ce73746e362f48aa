// What the people room does not list: the live cards of a person, her stories, and who mandates bind.

import { voicesOf, originalOf } from '#core/contribution/content.ts'
import { visibleTo } from '#core/contribution/contribution.can.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import type { Actor, Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'

type Db = DeskDatabase | DeskTransaction

export const listLiveCards = async (db: Db, person_id: string) =>
  await db
    .selectFrom('desk.card')
    .select(['id', 'number', 'created_at'])
    .where('person_id', '=', person_id)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .execute()

export const findCard = async (db: Db, person_id: string, card_id: string) =>
  await db
    .selectFrom('desk.card')
    .select('id')
    .where('person_id', '=', person_id)
    .where('id', '=', card_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()

/** Her stories that the one who asks may see. */
export async function listStoriesOf(db: Db, actor: Actor, person_id: string, now: Date) {
  const rows = await db
    .selectFrom('desk.contribution')
    .select(['code', 'draft', 'stage', 'created_at'])
    .where('id', 'in', (query) =>
      query.selectFrom('desk.credit').select('contribution_id').where('person_id', '=', person_id),
    )
    .where(visibleTo(actor, dayOf(now)))
    .orderBy('created_at', 'desc')
    .execute()
  return rows
    .filter((row) => voicesOf(row.draft).includes(person_id))
    .map(({ draft, ...row }) => ({ ...row, title: originalOf(draft).title, language: draft.language }))
}
export type StoryOf = Awaited<ReturnType<typeof listStoriesOf>>[number]

/** Until when each witness's mandate to this facilitator holds, among those that hold today: person → last day. */
export async function mandateEnds(db: Db, actor: Member, now: Date): Promise<Map<string, string>> {
  const today = dayOf(now)
  const rows = await db
    .selectFrom('desk.mandate')
    .select(['person_id', 'ends_on'])
    .where('facilitator_id', '=', actor.person_id)
    .where('revoked_at', 'is', null)
    .where('starts_on', '<=', today)
    .where('ends_on', '>=', today)
    .orderBy('ends_on')
    .execute()
  return new Map(rows.map((row) => [row.person_id, row.ends_on]))
}
