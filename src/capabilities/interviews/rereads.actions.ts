// Keeping a witness's word on one exact revision: hers with her card, or told to her facilitator.

import { change } from '#core/change.ts'
import { voicesOf } from '#core/contribution/content.ts'
import { listRevisions } from '#core/contribution/contributions.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import { liveMandate } from '#core/people/mandates.ts'
import { personOf, type Actor } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import { recordSignoff } from '#core/review/reviews.ts'
import type { SignoffMethod } from '#core/review/review.tables.ts'
import { maySignFor } from './interviews.can.ts'
import { getStory } from './stories.queries.ts'

export type Reread = {
  revision_id: string
  person_id: string
  decision: 'approve' | 'changes'
  reason: string
  method: SignoffMethod
}

/** `conflict` when the text has changed since it was shown: nobody says yes to words she has not read. */
export async function saveReread(
  desk: Desk,
  actor: Actor,
  code: string,
  reread: Reread,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: `interviews.reread ${code}`, actor, submission_id }, async (work) => {
    const { thing, standing } = await getStory(work.tx, actor, code, work.now)
    const hasMandate = await mandatedToSign(work.tx, actor, reread.person_id, work.now)
    const allowed = allow(maySignFor(actor, thing, standing, reread.person_id, hasMandate), actor, 'sign', thing)
    const newest = (await listRevisions(work.tx, thing.id)).at(-1)
    if (newest?.id !== reread.revision_id || !voicesOf(newest.content).includes(reread.person_id))
      throw new AppError('conflict')
    const isHerself = personOf(actor) === reread.person_id
    await recordSignoff(work, allowed, {
      revision_id: newest.id,
      kind: 'witness',
      decision: reread.decision,
      person_id: reread.person_id,
      method: actor.kind === 'card' ? 'card' : isHerself ? 'screen' : reread.method,
      reason: reread.reason,
      opinion: '',
      opinion_is_public: false,
      recorded_by: personOf(actor),
    })
  })
}

/** Whether this member holds, today, a mandate to sign for this witness. */
export async function mandatedToSign(
  db: DeskDatabase | DeskTransaction,
  actor: Actor,
  witness_id: string,
  now: Date,
): Promise<boolean> {
  if (actor.kind !== 'member') return false
  return (await liveMandate(db, witness_id, actor.person_id, 'sign', dayOf(now))) !== undefined
}
