// What follows decisions: the public figures of review.

import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { findFirstProposal, refreshFigures } from '#core/review/figures.ts'
import type { Job } from '#core/platform/jobs.ts'
import { announce } from '#core/shelf/publish.ts'

/** Counts again: only this quarter, or every quarter since the first proposal. */
export async function countFigures(
  desk: Desk,
  space_id: string,
  every: 'this quarter' | 'every quarter' = 'this quarter',
): Promise<void> {
  await change(
    desk,
    { action: 'review.figures', actor: { kind: 'machine', person_id: null, space_id } },
    async ({ tx, now }) => {
      await refreshFigures(tx, now, every === 'every quarter' ? await findFirstProposal(tx) : now)
      await announce(tx)
    },
  )
}

export const reviewJobs: readonly Job[] = [
  {
    name: 'review-figures',
    schedule: '40 2 * * *',
    run: async ({ desk }) => {
      const space = await desk.db.selectFrom('desk.space').select('id').executeTakeFirst()
      if (space) await countFigures(desk, space.id, 'every quarter')
    },
  },
]
