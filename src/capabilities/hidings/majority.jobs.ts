// The day someone pictured as a minor turns 18, her facilitator is told to ask her herself (P-19): a letter, and a line
// on the desk until it is done. Run twice on one day, it writes once.

import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { hrefOf } from '#core/doors.ts'
import { listGrown, markAskedAgain } from '#core/media/register.ts'
import type { Job } from '#core/platform/jobs.ts'
import { formatDay } from '#ui/dates.ts'
import { addresses } from './hidings.addresses.ts'
import { writeToInCharge } from './in-charge.ts'

export const majorityJobs: readonly Job[] = [
  {
    name: 'hidings.majority',
    schedule: '20 7 * * *',
    run: async ({ desk, log }) => {
      log.info('grown up', { told: await tellGrown(desk) })
    },
  },
]

/** Gives how many people are to be asked again and were not told of before. */
export async function tellGrown(desk: Desk): Promise<number> {
  const spaces = await desk.db.selectFrom('desk.space').select('id').execute()
  let told = 0
  for (const { id: space_id } of spaces)
    told += await change(
      desk,
      { action: 'hidings.majority', actor: { kind: 'machine', person_id: null, space_id } },
      async (work) => {
        const grown = (await listGrown(work.tx, work.now)).filter(
          (each) => each.space_id === space_id && each.asked_again_at === null,
        )
        if (grown.length === 0) return 0
        for (const each of grown) {
          await writeToInCharge(work, each, (t, { name, locale }) => ({
            subject: t('letter.grown.subject'),
            body: t('letter.grown.body', {
              name,
              code: each.code,
              until: formatDay(each.until, locale),
              page: hrefOf(locale, addresses.grown),
            }),
          }))
          await markAskedAgain(work, each.id)
          await work.record({
            kind: 'pictured.grown',
            contribution_id: each.contribution_id,
            data: { file_id: each.file_id, pictured: each.id, until: each.until },
          })
        }
        return grown.length
      },
    )
  return told
}
