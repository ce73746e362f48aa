// The workers of this process: they take what waits, one each, never more of them than the machine can spare.

import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Desk } from '../../desk.ts'
import type { Log } from '../../platform/log.ts'
import type { Derived } from '../media.tables.ts'
import { make } from './make.ts'
import { DeriveTrouble } from './making.ts'
import { claim, fail, finish, giveBack, hold, hold_ms, mostAttempts, retry, type Claimed } from './queue.ts'
import { findTool } from './tools.ts'

/** How many work at once: one core is left for the pages. */
const mostWorkers = Math.max(1, os.availableParallelism() - 1)

// One set of workers a process and a database, however often they are called.
const pools = new WeakMap<Desk['db'], Promise<void>>()

/** Makes everything that waits, and comes back when nothing does. Called again meanwhile, it is the same work. */
export async function deriveWaiting(desk: Desk, log: Log, signal = new AbortController().signal): Promise<void> {
  const pool = pools.get(desk.db) ?? runPool(desk, log, signal).finally(() => pools.delete(desk.db))
  pools.set(desk.db, pool)
  await pool
}

async function runPool(desk: Desk, log: Log, signal: AbortSignal): Promise<void> {
  await retryWithTools(desk)
  let busy = 0
  const work = async () => {
    do {
      busy += 1
      try {
        for (;;) {
          const claimed = signal.aborted ? undefined : await claim(desk)
          if (!claimed) break
          await derive(desk, claimed, log, signal)
        }
      } finally {
        busy -= 1
      }
      // While another is at a long video, what comes meanwhile is not kept waiting.
      if (busy > 0 && !signal.aborted) await pause(1_000, undefined, { signal }).catch(() => undefined)
    } while (busy > 0 && !signal.aborted)
  }
  await Promise.all(Array.from({ length: mostWorkers }, work))
}

async function retryWithTools(desk: Desk): Promise<void> {
  if ((await findTool('ffmpeg')) && (await findTool('ffprobe'))) await retry(desk, 'no_ffmpeg')
  if (await findTool('pdftoppm')) await retry(desk, 'no_pages')
}

/** One row, from its original to its end. Never throws for what a file or a program may do. */
async function derive(desk: Desk, claimed: Claimed, log: Log, stopping: AbortSignal): Promise<void> {
  const folder = path.join(desk.vault.work, `derive-${randomUUID()}`)
  const ours = new AbortController()
  const signal = AbortSignal.any([stopping, ours.signal])
  let progress = 0
  let told = -1
  const holding = (async () => {
    for (let held = Date.now(); !signal.aborted;) {
      await pause(1_000, undefined, { signal }).catch(() => undefined)
      const isDue = Date.now() - held > hold_ms / 4 || Math.floor(progress) !== told
      if (signal.aborted || !isDue) continue
      held = Date.now()
      told = Math.floor(progress)
      if (!(await hold(desk, claimed, progress))) ours.abort(new Error('taken by another worker'))
    }
  })()
  holding.catch((error: unknown) => ours.abort(error))
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { results, findings, lacks } = await madeAndKept(desk, claimed, {
      folder,
      signal,
      onProgress: (at) => (progress = at),
    })
    await finish(desk, claimed, results, findings, lacks)
  } catch (error) {
    if (error instanceof DeriveTrouble) {
      log.info('copies', { derivation: claimed.id, trouble: error.trouble })
      await fail(desk, claimed, error.trouble)
    } else if (stopping.aborted) await giveBack(desk, claimed, false)
    else {
      log.warn('copies', { derivation: claimed.id, attempt: claimed.attempts, error: String(error) })
      if (claimed.attempts >= mostAttempts) await fail(desk, claimed, 'broken')
      else await giveBack(desk, claimed, true)
    }
  } finally {
    ours.abort()
    await holding.catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
}

async function madeAndKept(
  { vault }: Desk,
  { sha256, media_type, recipe }: Claimed,
  setting: { folder: string; signal: AbortSignal; onProgress: (percent: number) => void },
) {
  const original = await vault.borrow('originals', sha256)
  try {
    const { files, findings, lacks } = await make({ file: original.file, media_type, recipe, ...setting })
    const results: Derived[] = []
    for (const { file, ...made } of files)
      results.push({ id: randomUUID(), ...made, ...(await vault.keep('derived', file)) })
    return { results, findings, lacks }
  } finally {
    await original.release()
  }
}
