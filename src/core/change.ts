// Every writing goes through here: one transaction that changes the desk, appends what happened, remembers that this
// submission was done, and publishes what it touched. After it, nothing is left to do but mail and other jobs.

import { sql } from 'kysely'
import { AppError } from './platform/errors.ts'
import type { Kinds } from './contribution/kind.ts'
import type { Desk, DeskTransaction } from './desk.ts'
import { personOf, type Actor } from './people/roles.ts'
import type { Vault } from './platform/vault/vault.ts'
import { announce, publish } from './shelf/publish.ts'

export type EventFact = {
  kind: string
  contribution_id?: string | null
  /** The person on whose behalf it was done, when it is not the actor: both names stay in the journal (S02.3). */
  for_person_id?: string | null
  data?: Record<string, unknown>
}

export type Work = {
  tx: DeskTransaction
  now: Date
  kinds: Kinds
  vault: Vault
  /** Appends to the journal. `data` never holds the text of a story, a code or a password. */
  record(event: EventFact): Promise<void>
  /** Says that what may be shown of this contribution may have changed. */
  touch(contribution_id: string): void
  /** Says that the shelf itself was changed (the town's identity, a theme), beside any contribution. */
  touchSite(): void
}

export type ChangeOptions = {
  /** What is being done, such as 'testimonies.save'; with the actor, it must match when a submission comes twice. */
  action: string
  actor: Actor
  /** Identifier chosen when the form was shown. The same one twice is done once and gives the first result. */
  submission_id?: string | undefined
}

/** Does a piece of work in one transaction, once, and publishes what it touched. `Result` must be plain JSON. */
export async function change<Result>(
  desk: Desk,
  options: ChangeOptions,
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  let hasMoved = false
  const result = await desk.db.transaction().execute(async (tx) => {
    const now = desk.now()
    const { submission_id, actor } = options
    const action = `${options.action} ${personOf(actor) ?? actor.kind}`
    if (submission_id) {
      // A second arrival waits here for the first to end, then reads its result.
      const first = await tx
        .insertInto('desk.submission')
        .values({ id: submission_id, action, result: 'null', at: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!first) {
        const before = await tx
          .selectFrom('desk.submission')
          .selectAll()
          .where('id', '=', submission_id)
          .executeTakeFirstOrThrow()
        if (before.action !== action) throw new AppError('conflict')
        return before.result as Result
      }
    }
    const touched = new Set<string>()
    let siteTouched = false
    const done = await work({
      tx,
      now,
      kinds: desk.kinds,
      vault: desk.vault,
      touch: (id) => touched.add(id),
      touchSite: () => (siteTouched = true),
      record: async (event) => {
        await tx
          .insertInto('desk.event')
          .values({
            at: now,
            kind: event.kind,
            actor_id: personOf(actor),
            for_person_id: event.for_person_id ?? null,
            contribution_id: event.contribution_id ?? null,
            space_id: 'space_id' in actor ? actor.space_id : null,
            data: JSON.stringify(event.data ?? {}),
          })
          .execute()
      },
    })
    await publish(tx, desk.kinds, [...touched], now)
    if (touched.size > 0)
      for (const follow of desk.published ?? []) await follow(tx, { kinds: desk.kinds, ids: [...touched], now })
    if (siteTouched) await announce(tx)
    hasMoved = touched.size > 0 || siteTouched
    if (submission_id)
      await tx
        .updateTable('desk.submission')
        .set({ result: sql`${JSON.stringify(done ?? null)}::jsonb` })
        .where('id', '=', submission_id)
        .execute()
    return done
  })
  if (hasMoved) await desk.moved?.()
  return result
}
