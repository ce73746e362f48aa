// Fixity (REL-19): every original is read again and compared with its name, each within ninety days, at a tenth of the
// disk's time. What has changed is healed from the second copy when there is one, and told to the administrators.

import { sql } from 'kysely'
import { change } from '../change.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Machine } from '../people/roles.ts'
import type { Job } from '../platform/jobs.ts'
import type { Log } from '../platform/log.ts'
import { tellAdministrators } from './fixity.letters.ts'
import { seenIn, type Pace, type Seen } from './fixity.reading.ts'
import { holdBytes } from './holding.ts'
import { machineOf } from './machine.ts'
import { remakeDamagedCopies } from './remake.ts'
import { bringOriginal } from './second-copy.ts'

const day = 86_400_000
/** Read again after so long: a month is left for a slow disk, or for a machine that was off. */
const due_ms = 60 * day
export const promised_ms = 90 * day
const share = 0.1
/** Of what someone asked for on the desk, while the site answers. */
export const askedShare = 0.5
const longestRun_ms = 6 * 3_600_000
const batch = 50

/** `unread`: they could not be looked at for now. `copies`: copies for reading that are made again. */
export type Readings = {
  read: number
  bytes: number
  damaged: number
  lost: number
  healed: number
  unread: number
  copies: number
}
type Original = { sha256: string; size: number; state: Seen; copied_at: Date | null }
/** Asked for by someone, and not over: its number in the journal, and since when. */
export type AskedReading = { id: number; at: Date }
type Options = { log: Pick<Log, 'warn'>; signal?: AbortSignal | undefined; onRead?: (readings: Readings) => void }

/** Reads what is due, slowly; what is known to be damaged, once a day: someone may have put it back. */
export async function readDue(desk: Desk, options: Options): Promise<Readings> {
  return await readThrough(desk, { ...options, share }, async (after) => {
    const now = desk.now().getTime()
    return await originals(desk)
      .where((eb) =>
        eb.or([
          eb('verified_at', '<', new Date(now - due_ms)),
          eb.and([eb('state', '!=', 'kept'), eb('verified_at', '<', new Date(now - day))]),
        ]),
      )
      .where('sha256', '>', after)
      .orderBy('sha256')
      .limit(batch)
      .execute()
  })
}

/** Reads everything now, as fast as it goes: originals, their second copy, and the copies made of them. */
export async function readAll(desk: Desk, options: Options): Promise<Readings> {
  const readings = await readThrough(
    desk,
    { ...options, share: 1 },
    async (after) => await originals(desk).where('sha256', '>', after).orderBy('sha256').limit(batch).execute(),
  )
  return { ...readings, copies: await remakeDamagedCopies(desk, 'every byte') }
}

/** Reads everything that was not read since someone asked for it, leaving half the time to others. Goes on after a stop. */
export async function readAsked(desk: Desk, options: Options): Promise<Readings | undefined> {
  const asked = await findAskedReading(desk.db)
  if (!asked) return undefined
  return await readThrough(
    desk,
    { ...options, share: askedShare },
    async (after) =>
      await originals(desk)
        .where('verified_at', '<', asked.at)
        .where('sha256', '>', after)
        .orderBy('sha256')
        .limit(batch)
        .execute(),
    asked,
  )
}

/** The reading that someone asked for last, until it has ended. */
export async function findAskedReading(db: DeskDatabase | DeskTransaction): Promise<AskedReading | undefined> {
  const last = async (kind: string) =>
    await db
      .selectFrom('desk.event')
      .select(['id', 'at', 'data'])
      .where('kind', '=', kind)
      .$if(kind === 'fixity.read', (query) => query.where(sql<boolean>`data ? 'asked'`))
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  const asked = await last('fixity.asked')
  if (!asked) return undefined
  const ended = Number((await last('fixity.read'))?.data['asked'] ?? 0)
  return ended < Number(asked.id) ? { id: Number(asked.id), at: asked.at } : undefined
}

const originals = ({ db }: Desk) =>
  db
    .selectFrom('desk.original')
    .select(['sha256', 'size', 'copied_at'])
    .select((eb) => eb.ref('state').$castTo<Seen>().as('state'))
    .where('state', '!=', 'discarded')

async function readThrough(
  desk: Desk,
  { log, onRead, ...given }: Options & Pace,
  next: (after: string) => Promise<Original[]>,
  asked?: AskedReading,
): Promise<Readings> {
  const readings: Readings = { read: 0, bytes: 0, damaged: 0, lost: 0, healed: 0, unread: 0, copies: 0 }
  const actor = await machineOf(desk.db)
  const pace: Pace = { ...given, unrested: { ms: 0 } }
  let after = ''
  for (let some = await next(after); some.length > 0; some = await next(after)) {
    for (const original of some) {
      if (pace.signal?.aborted) return readings
      after = original.sha256
      try {
        await readOne(desk, actor, original, { ...pace, log }, readings)
      } catch (error) {
        if (pace.signal?.aborted) return readings
        log.warn('fixity', { sha256: original.sha256, error: String(error) })
        readings.unread += 1
      }
      onRead?.(readings)
    }
  }
  if (readings.read > 0 || asked) {
    const { read, bytes, damaged, lost, healed, unread } = readings
    await change(desk, { action: 'fixity.read', actor }, async (work) => {
      const outcome = damaged + lost > 0 ? 'fail' : 'pass'
      const figures = { read, bytes, damaged, lost, healed, unread, ...(asked && { asked: asked.id }) }
      await work.record({ kind: 'fixity.read', data: { ...premis, outcome, ...figures } })
    })
  }
  await tellAdministrators(desk, actor)
  return readings
}

/** PREMIS's own words (id.loc.gov/vocabulary/preservation/eventType), for whoever keeps these files after us. */
const premis = { event: 'fixity check' }

async function readOne(
  desk: Desk,
  actor: Machine,
  original: Original,
  { log, ...pace }: Pace & Pick<Options, 'log'>,
  readings: Readings,
): Promise<void> {
  const { vault } = desk
  const { sha256, size, copied_at } = original
  // What is wrong here is written down even when the second copy is away, or the disk too full to be healed.
  const trying = async <Result>(work: Promise<Result>): Promise<Result | undefined> =>
    await work.catch((error: unknown) => {
      log.warn('fixity', { sha256, error: String(error) })
      return undefined
    })
  const found = await seenIn(vault, 'originals', original, pace)
  const copy = vault.copy && copied_at ? await trying(seenIn(vault.copy, 'originals', original, pace)) : undefined
  if (found !== 'kept' && (await isLetGo(desk, sha256))) return
  const from =
    found !== 'kept' ? await trying(heal(desk, original, copy)) : original.state === 'kept' ? undefined : 'someone'
  const seen = from ? 'kept' : found
  readings.read += 1
  readings.bytes += size
  if (from) readings.healed += 1
  else if (seen !== 'kept') readings[seen] += 1
  await change(desk, { action: 'fixity.check', actor }, async (work) => {
    await work.tx
      .updateTable('desk.original')
      .set({ state: seen, verified_at: work.now, ...(copy && copy !== 'kept' && { copied_at: null }) })
      .where('sha256', '=', sha256)
      .where('state', '!=', 'discarded')
      .execute()
    // What was already known is not told again each day.
    if (found !== 'kept' && found !== original.state)
      await work.record({ kind: 'fixity.failed', data: { ...premis, outcome: 'fail', sha256, found } })
    if (copy && copy !== 'kept')
      await work.record({ kind: 'fixity.copyFailed', data: { ...premis, outcome: 'fail', sha256, found: copy } })
    if (from)
      await work.record({ kind: 'fixity.healed', data: { event: 'recovery', outcome: 'success', sha256, from } })
  })
}

/** The janitor took it while it was being looked for: nothing is wrong. */
async function isLetGo(desk: Desk, sha256: string): Promise<boolean> {
  return await desk.db.transaction().execute(async (tx) => {
    await holdBytes(tx, 'originals', [sha256])
    const row = await tx.selectFrom('desk.original').select('state').where('sha256', '=', sha256).executeTakeFirst()
    return row?.state === 'discarded'
  })
}

/** Puts the good bytes back, from the trash or from the second copy. Gives where they came from. */
async function heal(
  { vault }: Desk,
  original: Original,
  copy: Seen | undefined,
): Promise<'trash' | 'copy' | undefined> {
  const { sha256 } = original
  const isBack = (await vault.find('originals', sha256)) === undefined && (await vault.restore('originals', sha256))
  if (isBack && (await seenIn(vault, 'originals', original, { share: 1 })) === 'kept') return 'trash'
  if (!vault.copy || copy === 'damaged' || copy === 'lost') return undefined
  // Not said to be there, it may be there all the same.
  if (!copy && (await seenIn(vault.copy, 'originals', original, { share: 1 })) !== 'kept') return undefined
  await bringOriginal(vault.copy, vault, sha256)
  return 'copy'
}

export const fixityJobs: readonly Job[] = [
  {
    name: 'fixity',
    schedule: '23 * * * *',
    lasts: 12 * 3_600,
    run: async ({ desk, log, signal: stopping }) => {
      const ends = AbortSignal.timeout(longestRun_ms)
      const signal = stopping ? AbortSignal.any([stopping, ends]) : ends
      const readings = await readDue(desk, { log, signal })
      if (readings.damaged + readings.lost + readings.unread > 0) log.warn('fixity', readings)
    },
  },
  {
    // Of its own: what someone waits for does not stand behind hours of slow reading. Woken by who asks, and each ten
    // minutes for one that a stop cut.
    name: 'fixity-asked',
    schedule: '*/10 * * * *',
    lasts: 12 * 3_600,
    run: async ({ desk, log, signal }) => {
      const readings = await readAsked(desk, { log, signal })
      if (!readings || signal?.aborted) return
      const copies = await remakeDamagedCopies(desk, 'every byte')
      if (readings.damaged + readings.lost + readings.unread + copies > 0) log.warn('fixity', { ...readings, copies })
    },
  },
  {
    name: 'remake-copies',
    schedule: '31 3 * * *',
    lasts: 3_600,
    run: async ({ desk, log }) => {
      const copies = await remakeDamagedCopies(desk, 'sizes')
      if (copies > 0) log.warn('copies made again', { copies })
    },
  },
]
