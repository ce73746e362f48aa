// What an administrator may ask for the files of the town: that all be read again now, that missed copies be made again.

import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { retryFailed } from '#core/media/derive/queue.ts'
import { findAskedReading } from '#core/media/fixity.ts'
import { allow } from '#core/people/can.ts'
import type { Actor } from '#core/people/roles.ts'
import { mayLookAfterFiles } from './keeping.can.ts'

/** Asks that every original be read again; one that is going on is left to its end. */
export async function askReading(desk: Desk, actor: Actor, submission_id: string): Promise<void> {
  allow(mayLookAfterFiles(actor), actor, 'edit', desk)
  await change(desk, { action: 'files.verify', actor, submission_id }, async (work) => {
    if (!(await findAskedReading(work.tx))) await work.record({ kind: 'fixity.asked' })
  })
  desk.wake?.('fixity-asked')
}

/** Asks that what could not be made be tried again. */
export async function askCopies(desk: Desk, actor: Actor, submission_id: string): Promise<void> {
  allow(mayLookAfterFiles(actor), actor, 'edit', desk)
  await change(desk, { action: 'files.remake', actor, submission_id }, async (work) => {
    await work.record({ kind: 'copies.asked', data: { count: await retryFailed(work.tx) } })
  })
  desk.wake?.('derive')
}
