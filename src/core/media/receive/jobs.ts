// What happens to sendings by themselves: those that are whole are received, even after a kill; those that were left are
// forgotten.

import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Desk } from '../../desk.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Log } from '../../platform/log.ts'
import { receive } from './receive.ts'
import { arrivedOf, bytesOf, daysToGoOn, dropBytes, dropUpload, uploadsIn } from './uploads.ts'

const day = 86_400_000
/** What became of a sending is told for so long. */
const daysTold = 30

/** Receives what is whole and was not received yet. Gives how many became files or were refused. */
export async function receiveWhole(desk: Desk, log: Log): Promise<number> {
  const rows = await desk.db
    .selectFrom('desk.upload')
    .select(['id', 'size'])
    .where('file_id', 'is', null)
    .where('refusal', 'is', null)
    .orderBy('created_at')
    .limit(1_000)
    .execute()
  let done = 0
  for (const { id, size } of rows) {
    if ((await arrivedOf(desk.vault, id)) !== size) continue
    try {
      const { state } = await receive(desk, id)
      if (state !== 'waiting') done += 1
    } catch (error) {
      // The next minute tries again; one file must not hold the others.
      log.warn('receiving', { id, error: String(error) })
    }
  }
  return done
}

/** Forgets sendings left for more than two weeks, and what was told of the others a month ago. */
export async function forgetUploads(desk: Desk): Promise<number> {
  const now = desk.now().getTime()
  const old = await desk.db
    .selectFrom('desk.upload')
    .select(['id', 'file_id', 'refusal', 'finished_at', 'created_at'])
    .where('created_at', '<', new Date(now - daysToGoOn * day))
    .execute()
  let forgotten = 0
  for (const { id, file_id, refusal, finished_at, created_at } of old) {
    const isTold = file_id !== null || refusal !== null
    if (isTold && now - created_at.getTime() < daysTold * day) continue
    // Whole, and waiting for a scanner: it is not the sender's to do again.
    if (!isTold && finished_at) continue
    const written = await stat(bytesOf(desk.vault, id)).catch(() => undefined)
    if (!isTold && written && now - written.mtimeMs < day) continue
    if (file_id) {
      await dropBytes(desk.vault, id)
      await desk.db.deleteFrom('desk.upload').where('id', '=', id).execute()
    } else await dropUpload(desk, id)
    forgotten += 1
  }
  return forgotten + (await dropStrays(desk))
}

/** Bytes that no row names: their sending was given up while they were being written. */
async function dropStrays(desk: Desk): Promise<number> {
  const folder = uploadsIn(desk.vault)
  let dropped = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const written = await stat(path.join(folder, name)).catch(() => undefined)
    if (!written || desk.now().getTime() - written.mtimeMs < 2 * day) continue
    const id = name.replace(/\.(?:json|keep)$/, '')
    const named = await desk.db.selectFrom('desk.upload').select('id').where('id', '=', id).executeTakeFirst()
    if (named) continue
    await dropBytes(desk.vault, id)
    dropped += 1
  }
  return dropped
}

export const receiveJobs: readonly Job[] = [
  {
    name: 'receive-uploads',
    schedule: '* * * * *',
    run: async ({ desk, log }) => void (await receiveWhole(desk, log)),
  },
  { name: 'forget-uploads', schedule: '41 3 * * *', run: async ({ desk }) => void (await forgetUploads(desk)) },
]
