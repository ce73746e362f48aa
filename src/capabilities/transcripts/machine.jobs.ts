// Listening, one file at a time: claimed for some minutes and held while it lasts, so that another process takes it up
// when this one dies.

import { sql } from 'kysely'
import type { Desk } from '#core/desk.ts'
import type { Machine } from '#core/people/roles.ts'
import type { Job, JobContext } from '#core/platform/jobs.ts'
import { extensionOf } from '#core/shelf/shelve-media.ts'
import { EngineTrouble, listen, type Engine } from './machine.engine.ts'
import { findHeard, isAgreed, keepHeard } from './machine.actions.ts'
import type { Transcription } from './transcripts.queries.ts'

const held_ms = 300_000
const most = 3

export const machineJobs: readonly Job[] = [
  {
    name: 'transcribe',
    schedule: '* * * * *',
    lasts: 86_000,
    run: async (context) => {
      while (!context.signal?.aborted && (await transcribeNext(context)));
    },
  },
]

/** Writes down the next one waiting. False when none waits. */
export async function transcribeNext({ desk, log, config, signal }: JobContext): Promise<boolean> {
  const claimed = await claim(desk)
  if (!claimed) return false
  const stop = signal ?? new AbortController().signal
  const end = await attempt(desk, claimed, config.transcribe, stop).catch((error: unknown) => {
    if (stop.aborted) return 'stopped' as const
    log.warn('transcription', { id: claimed.id, error: String(error) })
    // An accident of ours is tried again; a program that says no would say it again.
    return error instanceof EngineTrouble
      ? error.key
      : claimed.attempts < most
        ? ('again' as const)
        : ('broken' as const)
  })
  const isBack = end === 'stopped' || end === 'again'
  await desk.db
    .updateTable('desk.transcription')
    .set({
      state: end === undefined ? 'done' : isBack ? 'waiting' : 'failed',
      trouble: isBack ? null : (end ?? null),
      progress: end === undefined ? 100 : 0,
      claimed_until: null,
      done_at: isBack ? null : desk.now(),
      // A stop is nobody's failure.
      ...(end === 'stopped' && { attempts: sql<number>`attempts - 1` }),
    })
    .where('id', '=', claimed.id)
    .where('state', '=', 'working')
    .where('attempts', '=', claimed.attempts)
    .execute()
  return end !== 'again' && end !== 'stopped'
}

async function claim(desk: Desk): Promise<Transcription | undefined> {
  const now = desk.now()
  return await desk.db
    .updateTable('desk.transcription')
    .set({
      state: 'working',
      progress: 0,
      attempts: sql<number>`attempts + 1`,
      claimed_until: new Date(now.getTime() + held_ms),
    })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('desk.transcription')
        .select('id')
        .where((or) =>
          or.or([or('state', '=', 'waiting'), or.and([or('state', '=', 'working'), or('claimed_until', '<', now)])]),
        )
        .orderBy('asked_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
}

/** Gives what stood in the way, as a key of a sentence; undefined when the words are in the draft. */
async function attempt(
  desk: Desk,
  asked: Transcription,
  engine: Engine | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!engine) return 'no_engine'
  if (asked.attempts > most) return 'broken'
  const actor: Machine = { kind: 'machine', person_id: null, space_id: asked.space_id }
  const heard = await findHeard(desk, actor, asked.contribution_id, asked.file_id)
  if (!heard) return 'gone'
  if (!(await isAgreed(desk, desk.db, heard.contribution, desk.now()))) return 'consent'
  const { file, duration_ms } = heard
  let progress = 0
  const hold = setInterval(() => void tell(desk, asked, progress).catch(() => undefined), 5_000)
  const borrowed = await desk.vault.borrow('originals', file.sha256).catch((error: unknown) => {
    clearInterval(hold)
    throw error
  })
  try {
    const text = await listen(engine, {
      file: borrowed.file,
      name: `voix.${extensionOf(file.media_type)}`,
      media_type: file.media_type,
      language: asked.language,
      duration_ms,
      signal,
      onProgress: (percent) => (progress = percent),
    })
    return await keepHeard(desk, asked, text)
  } finally {
    clearInterval(hold)
    await borrowed.release()
  }
}

/** Says how far it is, and keeps it for a while more. */
const tell = (desk: Desk, { id, attempts }: Transcription, progress: number): Promise<unknown> =>
  desk.db
    .updateTable('desk.transcription')
    .set({ progress, claimed_until: new Date(desk.now().getTime() + held_ms) })
    .where('id', '=', id)
    .where('state', '=', 'working')
    .where('attempts', '=', attempts)
    .execute()
