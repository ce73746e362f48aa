// The second copy of the originals: filled behind what is received, never in its way. A row says when its bytes came
// there; what is missing is brought by a job, and looked for again each night.

import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Desk } from '../desk.ts'
import type { Job } from '../platform/jobs.ts'
import type { Log } from '../platform/log.ts'
import type { Vault } from '../platform/vault/vault.ts'

const batch = 100

/** Brings the bytes of an original from one place to another, where they are read again before they are named. */
export async function bringOriginal(from: Vault, to: Vault, sha256: string): Promise<void> {
  const file = path.join(to.work, `copy-${randomUUID()}`)
  try {
    await pipeline(await from.read('originals', sha256), createWriteStream(file, { mode: 0o600 }))
    await to.keep('originals', file, sha256)
  } finally {
    await rm(file, { force: true })
  }
}

/** Fills the second copy with what it lacks. Gives how many originals were brought, and how many could not be. */
export async function fillSecondCopy(
  desk: Desk,
  log: Pick<Log, 'warn'>,
  signal?: AbortSignal,
): Promise<{ brought: number; failed: number }> {
  const { vault, db } = desk
  const done = { brought: 0, failed: 0 }
  if (!vault.copy) return done
  let after = ''
  while (!signal?.aborted) {
    const missing = await db
      .selectFrom('desk.original')
      .select('sha256')
      .where('copied_at', 'is', null)
      .where('state', '=', 'kept')
      .where('sha256', '>', after)
      .orderBy('sha256')
      .limit(batch)
      .execute()
    for (const { sha256 } of missing) {
      if (signal?.aborted) break
      after = sha256
      try {
        await bringOriginal(vault, vault.copy, sha256)
        await db
          .updateTable('desk.original')
          .set({ copied_at: desk.now() })
          .where('sha256', '=', sha256)
          .where('state', '=', 'kept')
          .execute()
        done.brought += 1
      } catch (error) {
        // The next run tries again; one file must not hold the others.
        log.warn('second copy', { sha256, error: String(error) })
        done.failed += 1
      }
    }
    if (missing.length < batch) break
  }
  return done
}

/** Believes the second copy and not the rows: what is said to be there and is not will be brought again. */
export async function reviewSecondCopy({ vault, db }: Desk): Promise<number> {
  if (!vault.copy) return 0
  const there = new Set<string>()
  for await (const { sha256 } of vault.copy.list('originals')) there.add(sha256)
  const said = await db.selectFrom('desk.original').select('sha256').where('copied_at', 'is not', null).execute()
  const missing = said.map(({ sha256 }) => sha256).filter((sha256) => !there.has(sha256))
  for (let at = 0; at < missing.length; at += batch)
    await db
      .updateTable('desk.original')
      .set({ copied_at: null })
      .where('sha256', 'in', missing.slice(at, at + batch))
      .execute()
  return missing.length
}

export const copyJobs: readonly Job[] = [
  {
    name: 'fill-second-copy',
    schedule: '*/5 * * * *',
    lasts: 6 * 3_600,
    run: async ({ desk, log, signal }) => void (await fillSecondCopy(desk, log, signal)),
  },
  {
    name: 'review-second-copy',
    schedule: '11 2 * * *',
    lasts: 3_600,
    run: async ({ desk, log }) => {
      const missing = await reviewSecondCopy(desk)
      if (missing > 0) log.warn('second copy', { missing })
    },
  },
]
