// What telling alone reads: the story being told with a card, and its teller.

import { sql } from 'kysely'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import type { CardHolder } from '#core/people/roles.ts'

type Db = DeskDatabase | DeskTransaction

/** The story this card is telling, not sent yet. */
export const findAlone = (db: Db, actor: CardHolder): Promise<Contribution | undefined> =>
  db
    .selectFrom('desk.contribution')
    .selectAll()
    .where('kind', '=', 'testimony')
    .where('stage', '=', 'draft')
    .where('created_by', 'is', null)
    .where('facilitator_id', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from jsonb_array_elements(draft->'credits') as credit where credit->>'role' in ('told', 'wrote') and credit->>'person_id' = ${actor.person_id})`,
    )
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export const getTeller = (db: Db, person_id: string) =>
  db.selectFrom('desk.person').selectAll().where('id', '=', person_id).executeTakeFirstOrThrow()

export const findSpace = (db: Db): Promise<{ id: string }> =>
  db.selectFrom('desk.space').select('id').orderBy('slug').limit(1).executeTakeFirstOrThrow()

export const findCardNumber = async (db: Db, card_id: string): Promise<string | undefined> =>
  (await db.selectFrom('desk.card').select('number').where('id', '=', card_id).executeTakeFirst())?.number

const newMinutes = 15

/** Made a moment ago, and still good. */
export async function isNewCard(db: Db, card_id: string, now: Date): Promise<boolean> {
  const card = await db
    .selectFrom('desk.card')
    .select('id')
    .where('id', '=', card_id)
    .where('revoked_at', 'is', null)
    .where('created_at', '>', new Date(now.getTime() - newMinutes * 60_000))
    .executeTakeFirst()
  return card !== undefined
}
