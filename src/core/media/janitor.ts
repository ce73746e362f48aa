// The janitor, each night: bytes that nothing names any more go to the trash, and what waited there for thirty days goes
// for ever. It never believes what it saw a moment ago (janitor.rules.ts).

import { sql } from 'kysely'
import { change } from '../change.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Job } from '../platform/jobs.ts'
import { areas, type Area, type Vault } from '../platform/vault/vault.ts'
import { holdBytes } from './holding.ts'
import { emptyOut, letGo, type Holder } from './janitor.rules.ts'
import { machineOf } from './machine.ts'

const hour = 3_600_000
const day = 24 * hour
/** Bytes wait so long for a row to name them: those of a sending in course are not looked at. */
export const youngest_ms = day
/** What was taken out, or thrown away, can be asked back for so long. */
export const regret_ms = 30 * day
const batch = 500

export type Tidied = { discarded: number; deleted: number; swept: number }

/** Throws away what has no more use. Gives how many bytes' names left the vault, the trash and the work folder. */
export async function tidyVault(desk: Desk, signal?: AbortSignal): Promise<Tidied> {
  const { vault } = desk
  const hold = holderOf(desk, await machineOf(desk.db))
  const now = desk.now().getTime()
  const tidied: Tidied = { discarded: 0, deleted: 0, swept: 0 }
  const places = vault.copy ? [vault, vault.copy] : [vault]
  for (const place of places) {
    for (const area of areas)
      for await (const sha256 of unnamedIn(desk, place, area, new Date(now - youngest_ms))) {
        if (signal?.aborted) return tidied
        if (await letGo(vault, hold, area, sha256)) tidied.discarded += 1
      }
    for await (const { area, sha256, at } of place.listTrash()) {
      if (signal?.aborted) return tidied
      if (at.getTime() < now - regret_ms && (await emptyOut(place, hold, area, sha256))) tidied.deleted += 1
    }
    tidied.swept += await place.sweep(new Date(now - day))
  }
  return tidied
}

/** What seems to be named by nothing, some at a time. */
async function* unnamedIn(desk: Desk, place: Vault, area: Area, before: Date): AsyncGenerator<string> {
  let some: string[] = []
  for await (const { sha256, at } of place.list(area)) {
    if (at < before) some.push(sha256)
    if (some.length < batch) continue
    yield* await findUnnamed(desk.db, area, some, desk.now())
    some = []
  }
  yield* await findUnnamed(desk.db, area, some, desk.now())
}

/** Those of these bytes that nothing names: no file, no proof, no loan, no copy made or shown. */
export async function findUnnamed(
  db: DeskDatabase | DeskTransaction,
  area: Area,
  sha256s: readonly string[],
  now: Date,
): Promise<string[]> {
  const since = new Date(now.getTime() - regret_ms)
  // What was taken out of a draft is still in what was signed until something newer is sent.
  const named =
    area === 'originals'
      ? sql`
          exists (select 1 from desk.evidence where sha256 = bytes.sha256)
          or exists (
            select 1 from desk.file file where sha256 = bytes.sha256 and (
              removed_at is null or removed_at > ${since}::timestamptz
              or exists (select 1 from desk.evidence where file_id = file.id)
              or exists (select 1 from desk.loan where photo_file_id = file.id)
              or exists (
                select 1 from desk.contribution where id = file.contribution_id
                and draft->'media' @> jsonb_build_array(jsonb_build_object('file_id', file.id)))
              or (
                select content->'media' @> jsonb_build_array(jsonb_build_object('file_id', file.id))
                from desk.revision where contribution_id = file.contribution_id order by number desc limit 1)))`
      : sql`
          exists (select 1 from shelf.file where sha256 = bytes.sha256)
          or exists (
            select 1 from desk.derivation made join desk.file file on file.id = made.file_id
            where made.results @> jsonb_build_array(jsonb_build_object('sha256', bytes.sha256))
            and (file.removed_at is null or file.removed_at > ${since}::timestamptz))`
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from unnest(${sha256s}::text[]) as bytes (sha256) where not coalesce(${named}, false)`.execute(db)
  return rows.map(({ sha256 }) => sha256)
}

type Machine = Awaited<ReturnType<typeof machineOf>>

const holderOf =
  (desk: Desk, actor: Machine): Holder =>
  async (area, sha256, work) =>
    await change(desk, { action: 'janitor', actor }, async ({ tx, now, record }) => {
      await holdBytes(tx, area, [sha256])
      return await work({
        isNamed: async () => (await findUnnamed(tx, area, [sha256], now)).length === 0,
        note: async (done) => {
          if (area === 'derived') return
          const gone = await tx
            .updateTable('desk.original')
            .set({ state: 'discarded', copied_at: null })
            .where('sha256', '=', sha256)
            .returning('size')
            .executeTakeFirst()
          // PREMIS's word for it, once the trash is emptied.
          const event = done === 'deleted' ? { event: 'deletion' } : {}
          await record({ kind: `original.${done}`, data: { sha256, size: gone?.size ?? null, ...event } })
        },
      })
    })

export const janitorJobs: readonly Job[] = [
  {
    name: 'tidy-vault',
    schedule: '41 2 * * *',
    lasts: 6 * 3_600,
    run: async ({ desk, log, signal }) => {
      const { discarded, deleted, swept } = await tidyVault(desk, signal)
      if (discarded + deleted + swept > 0) log.info('vault tidied', { discarded, deleted, swept })
    },
  },
]
