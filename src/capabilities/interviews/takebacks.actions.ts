// Taking back, putting back, and noting what was done off-line.

import { change } from '#core/change.ts'
import { isSealed } from '#core/consent/ledger.ts'
import { liftSeal, listSeals, placeSeal } from '#core/consent/consents.ts'
import { maySeal } from '#core/contribution/contribution.can.ts'
import type { Desk } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import { hasRole, personOf, type Actor } from '#core/people/roles.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { mayLift, speaksFor } from './interviews.can.ts'
import { getStory } from './stories.queries.ts'
import { listSignedFor, listTasksDone } from './takebacks.queries.ts'
import type { OfflineTask } from './takebacks.rules.ts'

export type TakeBack = {
  scope: 'all' | 'name'
  until: string | null
  asked_by: 'witness' | 'facilitator' | 'administrator'
  person_id: string | null
}

/** Hides a story, or one name in it, from every door at once. No reason is asked. */
export async function takeBack(
  desk: Desk,
  actor: Actor,
  code: string,
  asked: TakeBack,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: `interviews.take-back ${code}`, actor, submission_id }, async (work) => {
    const { thing, standing, witnesses } = await getStory(work.tx, actor, code, work.now, maySeal)
    const allowed = allow(maySeal(actor, thing, standing), actor, 'seal', thing)
    if (asked.asked_by === 'administrator' && !hasRole(actor, 'administrator')) throw new AppError('forbidden', 'role')
    // With a card one takes back one's own words or name, never someone else's name.
    const person_id = actor.kind === 'card' ? actor.person_id : asked.person_id
    if (asked.scope === 'name' && !witnesses.some((each) => each.person_id === person_id)) throw notFound()
    await placeSeal(work, allowed, {
      scope: asked.scope,
      person_id: asked.scope === 'name' ? person_id : null,
      until: asked.until,
      reason: asked.asked_by === 'witness' ? 'withdrawal' : 'restriction',
      asked_by: asked.asked_by,
      placed_by: personOf(actor),
    })
  })
}

export async function putBack(
  desk: Desk,
  actor: Actor,
  code: string,
  seal_id: string,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: `interviews.put-back ${code}`, actor, submission_id }, async (work) => {
    const { thing, standing } = await getStory(work.tx, actor, code, work.now, maySeal)
    const seal = (await listSeals(work.tx, thing.id)).find((each) => each.id === seal_id && isSealed(each, work.now))
    if (!seal) throw notFound()
    const hasMandate = speaksFor(seal, thing, await listSignedFor(work.tx, actor, thing, work.now))
    await liftSeal(
      work,
      allow(mayLift(actor, thing, standing, seal, hasMandate), actor, 'unseal', thing),
      seal.id,
      personOf(actor),
    )
  })
}

/** Notes in the journal that a copy was asked for. What is noted once stays. */
export async function noteDone(
  desk: Desk,
  actor: Actor,
  code: string,
  done: readonly OfflineTask[],
  submission_id: string,
): Promise<number> {
  return await change(desk, { action: `interviews.off-line ${code}`, actor, submission_id }, async (work) => {
    const { thing } = await getStory(work.tx, actor, code, work.now, maySeal)
    const seal = (await listSeals(work.tx, thing.id)).findLast((each) => isSealed(each, work.now))
    if (!seal) throw notFound()
    const before = new Set((await listTasksDone(work.tx, thing.id, seal.id)).map((each) => each.task))
    const fresh = done.filter((task) => !before.has(task))
    for (const task of fresh)
      await work.record({
        kind: 'takeback.done',
        contribution_id: thing.id,
        for_person_id: seal.person_id,
        data: { task, seal_id: seal.id },
      })
    return fresh.length
  })
}
