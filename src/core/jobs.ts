// The core's own jobs: what time alone changes on the shelf, letters, and forgetting what has no more use.

import { change } from './change.ts'
import type { Desk } from './desk.ts'
import { deriveWaiting } from './media/derive/worker.ts'
import { fixityJobs } from './media/fixity.ts'
import { janitorJobs } from './media/janitor.ts'
import { copyJobs } from './media/second-copy.ts'
import type { Job } from './platform/jobs.ts'
import { shelfFormat } from './shelf/publish.ts'

const batch = 200

/** Publishes again what time alone has changed: an embargo reached, an agreement ended. */
export async function publishDue(desk: Desk): Promise<number> {
  const now = desk.now()
  const due = await desk.db
    .selectFrom('desk.contribution')
    .select(['id', 'space_id'])
    .where('next_change_at', '<=', now)
    .orderBy('next_change_at')
    .limit(batch)
    .execute()
  for (const { id, space_id } of due)
    await change(
      desk,
      { action: 'publish.due', actor: { kind: 'machine', person_id: null, space_id } },
      async (work) => {
        work.touch(id)
      },
    )
  return due.length
}

/** Publishes again, some at a time, what was put on the shelf by an older version, or under another theme's name. */
export async function publishOlderFormats(desk: Desk): Promise<number> {
  let done = 0
  for (;;) {
    const older = await desk.db
      .selectFrom('shelf.item')
      .innerJoin('desk.contribution', 'desk.contribution.id', 'shelf.item.id')
      .select(['shelf.item.id', 'space_id'])
      .where('format', '<', shelfFormat)
      .limit(batch)
      .execute()
    for (const { id, space_id } of older)
      await change(
        desk,
        { action: 'publish.format', actor: { kind: 'machine', person_id: null, space_id } },
        async (work) => {
          work.touch(id)
        },
      )
    done += older.length
    if (older.length < batch) return done
  }
}

export const coreJobs: readonly Job[] = [
  {
    name: 'publish-due',
    schedule: '* * * * *',
    run: async ({ desk }) => {
      while ((await publishDue(desk)) === batch);
    },
  },
  {
    name: 'publish-again',
    schedule: '* * * * *',
    run: async ({ desk }) => {
      await publishOlderFormats(desk)
    },
  },
  {
    name: 'derive',
    schedule: '* * * * *',
    lasts: 86_000,
    run: async ({ desk, log, signal }) => await deriveWaiting(desk, log, signal),
  },
  ...fixityJobs,
  ...copyJobs,
  ...janitorJobs,
  { name: 'send-mail', schedule: '* * * * *', run: async ({ sendMail }) => await sendMail() },
  {
    name: 'forget-submissions',
    schedule: '17 3 * * *',
    run: async ({ desk }) => {
      // A form is not sent again after a month; what it gave back then is of no more use.
      await desk.db
        .deleteFrom('desk.submission')
        .where('at', '<', new Date(desk.now().getTime() - 30 * 86_400_000))
        .execute()
    },
  },
  {
    name: 'forget-moves',
    schedule: '27 3 * * *',
    run: async ({ desk }) => {
      // Every process has read them long since (shelf/catalog.ts).
      await desk.db
        .deleteFrom('shelf.move')
        .where('at', '<', new Date(Date.now() - 7 * 86_400_000))
        .execute()
    },
  },
]
