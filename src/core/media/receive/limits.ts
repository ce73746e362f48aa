// How much may be brought: by file, by person and day, for the whole site, and what the disk has left (SEC-17). Room is
// kept for the database and for everything else that the server writes.

import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { DeskTransaction } from '../../desk.ts'
import type { Config } from '../../platform/config.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import type { Refusal } from './refusals.ts'

export type Limits = Pick<Config, 'files_max_size' | 'files_quota_day' | 'files_quota'>

const smallestRoom = 1_000_000_000
/** Sendings begun and not ended, of one person. */
const mostOpen = 200

/** Whether so many bytes more leave a tenth of the disk free, and a gigabyte at least. */
export async function hasRoom(vault: Pick<Vault, 'work' | 'room'>, bytes: number): Promise<boolean> {
  const { bavail, blocks, bsize } = await statfs(vault.work)
  const places = [{ free: bavail * bsize, total: blocks * bsize }, await vault.room()]
  return places.every((each) => !each || each.free - bytes >= Math.max(smallestRoom, each.total / 10))
}

export type Asked = { person_id: string | null; size: number }

/** Why so many bytes more may not be brought by this person; undefined when they may. Under the lock of uploads. */
export async function refusalOf(
  tx: DeskTransaction,
  vault: Pick<Vault, 'work' | 'room'>,
  limits: Limits,
  { person_id, size }: Asked,
  now: Date,
): Promise<Refusal | undefined> {
  if (size > limits.files_max_size) return 'too_large'
  const { rows } = await sql<{ day: string; open: string; waiting: string; kept: string }>`
    select
      coalesce(sum(size) filter (where person_id is not distinct from ${person_id}::uuid and created_at > ${now}::timestamptz - interval '1 day'), 0) as day,
      count(*) filter (where person_id is not distinct from ${person_id}::uuid and finished_at is null) as open,
      coalesce(sum(size) filter (where file_id is null and refusal is null), 0) as waiting,
      (select coalesce(sum(size), 0) from desk.original where state <> 'discarded') as kept
    from desk.upload`.execute(tx)
  const [day, open, waiting, kept] = (['day', 'open', 'waiting', 'kept'] as const).map((name) =>
    Number(rows[0]?.[name]),
  )
  if (Number(open) >= mostOpen) return 'too_many'
  if (Number(day) + size > limits.files_quota_day) return 'quota_day'
  if (limits.files_quota !== undefined && Number(kept) + Number(waiting) + size > limits.files_quota)
    return 'quota_site'
  // What others have begun to send will be written too; part of it already is, which only errs on the safe side.
  return (await hasRoom(vault, Number(waiting) + size)) ? undefined : 'room'
}
