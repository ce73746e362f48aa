// How the files of the town are, in figures: for `veillee check`, and for whoever looks after them.

import { sql } from 'kysely'
import type { Desk } from '../desk.ts'
import { promised_ms } from './fixity.ts'

const day = 86_400_000

export type VaultState = {
  originals: number
  bytes: number
  /** Every original was read again since then; null when there is none. */
  read_since: Date | null
  /** Not read again for more than ninety days. */
  late: number
  damaged: string[]
  lost: string[]
  /** Said to be kept, and not in the vault, or of another size, at this moment. */
  missing: string[]
  /** Undefined without a second copy. `late`: missing there for more than a day. */
  copy: { missing: number; late: number } | undefined
  trash: { count: number; bytes: number }
  room: { free: number; total: number } | undefined
}

/** Looks, and changes nothing. Compares names and sizes; the bytes are read by fixity.ts. */
export async function readVaultState({ db, vault, now }: Desk): Promise<VaultState> {
  const at = now().getTime()
  const rows = await db
    .selectFrom('desk.original')
    .select(['sha256', 'size', 'state', 'verified_at', 'kept_at'])
    .where('state', '!=', 'discarded')
    .orderBy('sha256')
    .execute()
  const there = new Map<string, number>()
  for await (const { sha256, size } of vault.list('originals')) there.set(sha256, size)
  const trash = { count: 0, bytes: 0 }
  for await (const { size } of vault.listTrash()) {
    trash.count += 1
    trash.bytes += size
  }
  const named = (state: string) => rows.filter((row) => row.state === state).map(({ sha256 }) => sha256)
  const verified = rows.map((row) => row.verified_at.getTime())
  const inCopy = new Set<string>()
  if (vault.copy) for await (const { sha256 } of vault.copy.list('originals')) inCopy.add(sha256)
  const notCopied = rows.filter((row) => row.state === 'kept' && !inCopy.has(row.sha256))
  return {
    originals: rows.length,
    bytes: rows.reduce((sum, { size }) => sum + size, 0),
    read_since: rows.length ? new Date(verified.reduce((least, each) => Math.min(least, each))) : null,
    late: verified.filter((each) => each < at - promised_ms).length,
    damaged: named('damaged'),
    lost: named('lost'),
    missing: rows
      .filter((row) => row.state === 'kept' && there.get(row.sha256) !== row.size)
      .map(({ sha256 }) => sha256),
    copy: vault.copy && {
      missing: notCopied.length,
      late: notCopied.filter((row) => row.kept_at.getTime() < at - day).length,
    },
    trash,
    room: await vault.room(),
  }
}

/** Copies for reading that wait to be made, and those that could not be. */
export async function countCopies({ db }: Desk): Promise<{ waiting: number; failed: number }> {
  const { rows } = await sql<{ waiting: number; failed: number }>`
    select count(*) filter (where made.state in ('waiting', 'working'))::int as waiting,
      count(*) filter (where made.state = 'failed')::int as failed
    from desk.derivation made join desk.file file on file.id = made.file_id where file.removed_at is null`.execute(db)
  return rows[0] ?? { waiting: 0, failed: 0 }
}
