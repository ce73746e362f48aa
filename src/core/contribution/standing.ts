// The mandates that bear on one contribution: read once, then given to the pure rules.

import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import { dayOf } from '../platform/clock.ts'
import { personOf, type Actor } from '../people/roles.ts'
import type { MandateScope, Standing } from './contribution.can.ts'
import { noStanding } from './contribution.can.ts'
import { voicesOf } from './content.ts'
import type { Contribution } from './contributions.ts'

/**
 * What this member's mandates allow on a contribution today. An expired mandate no longer lets collect or sign, but
 * still lets withdraw (S02.6).
 */
export async function standingOn(
  db: DeskDatabase | DeskTransaction,
  actor: Actor,
  contribution: Contribution,
  now: Date,
): Promise<Standing> {
  const person = personOf(actor)
  const voices = voicesOf(contribution.draft)
  if (actor.kind === 'card' && !voices.includes(actor.person_id)) {
    const answer = await db
      .selectFrom('desk.consent')
      .select('id')
      .where('contribution_id', '=', contribution.id)
      .where('person_id', '=', actor.person_id)
      .limit(1)
      .executeTakeFirst()
    return { mandates: [], has_answered: answer !== undefined }
  }
  if (actor.kind !== 'member' || person === null || voices.length === 0) return noStanding
  const today = dayOf(now)
  const mandates = await db
    .selectFrom('desk.mandate')
    .select(['scope', 'starts_on', 'ends_on'])
    .where('facilitator_id', '=', person)
    .where('person_id', 'in', voices)
    .where('revoked_at', 'is', null)
    .execute()
  const scopes = mandates.flatMap((mandate): MandateScope[] =>
    mandate.starts_on <= today && today <= mandate.ends_on
      ? mandate.scope
      : mandate.scope.filter((scope) => scope === 'withdraw'),
  )
  return { mandates: [...new Set(scopes)] }
}
