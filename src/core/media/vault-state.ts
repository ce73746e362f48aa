// How the files of the town are, in figures, and what asks for someone: for `veillee check`, and for the administrators'
// page. Both say the same because both ask here.

import { sql } from 'kysely'
import type { Desk, DeskDatabase } from '../desk.ts'
import { findAskedReading, promised_ms } from './fixity.ts'
import { regret_ms } from './janitor.ts'
import { hasRoom } from './receive/limits.ts'

const day = 86_400_000

export type VaultState = {
  originals: number
  bytes: number
  /** Every original was read again since then; null when there is none. */
  read_since: Date | null
  /** Not read again for more than ninety days, and the share of those that were. */
  late: number
  recent: number
  damaged: string[]
  lost: string[]
  /** Said to be kept, and not in the vault, or of another size, at this moment. */
  missing: string[]
  /** Undefined without a second copy. `late`: missing there for more than a day. */
  copy: { missing: number; late: number } | undefined
  /** `until`: when the first of them leaves for ever. */
  trash: { count: number; bytes: number; until: Date | null }
  room: { free: number; total: number } | undefined
  /** Whether files are still received: part of the room is kept for everything else. */
  receives: boolean
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
  const trash: VaultState['trash'] = { count: 0, bytes: 0, until: null }
  for await (const { size, at: since } of vault.listTrash()) {
    const until = new Date(since.getTime() + regret_ms)
    trash.count += 1
    trash.bytes += size
    if (!trash.until || until < trash.until) trash.until = until
  }
  const named = (state: string) => rows.filter((row) => row.state === state).map(({ sha256 }) => sha256)
  const verified = rows.map((row) => row.verified_at.getTime())
  const late = verified.filter((each) => each < at - promised_ms).length
  const inCopy = new Set<string>()
  if (vault.copy) for await (const { sha256 } of vault.copy.list('originals')) inCopy.add(sha256)
  const notCopied = rows.filter((row) => row.state === 'kept' && !inCopy.has(row.sha256))
  return {
    originals: rows.length,
    bytes: rows.reduce((sum, { size }) => sum + size, 0),
    read_since: rows.length ? new Date(verified.reduce((least, each) => Math.min(least, each))) : null,
    late,
    recent: rows.length ? (rows.length - late) / rows.length : 1,
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
    receives: await hasRoom(vault, 0),
  }
}

export type CopiesState = {
  waiting: number
  failed: number
  /** Made less well, for want of a program. */
  lesser: number
  /** Why, by how many: keys of plain sentences (derive/making.ts). */
  troubles: { trouble: string; count: number }[]
}

/** Copies for reading that wait to be made, and those that could not be, or not as well as they might. */
export async function countCopies({ db }: Pick<Desk, 'db'>): Promise<CopiesState> {
  const { rows } = await sql<{ state: string; trouble: string | null; count: number }>`
    select made.state, made.trouble, count(*)::int as count
    from desk.derivation made join desk.file file on file.id = made.file_id
    where file.removed_at is null and (made.state <> 'done' or made.trouble is not null)
    group by made.state, made.trouble order by count desc, made.trouble`.execute(db)
  const count = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, row) => sum + row.count, 0)
  const troubles = new Map<string, number>()
  for (const { state, trouble, count: some } of rows)
    if (state === 'failed' || (state === 'done' && trouble))
      troubles.set(trouble ?? 'other', (troubles.get(trouble ?? 'other') ?? 0) + some)
  return {
    waiting: count('waiting', 'working'),
    failed: count('failed'),
    lesser: count('done'),
    troubles: [...troubles].map(([trouble, some]) => ({ trouble, count: some })),
  }
}

export type SendingsState = {
  coming: number
  scanner: number
  room: number
  refusals: { refusal: string; count: number }[]
}

/** What is being sent, what came and waits, and what was refused in the last month, by reason. */
export async function countSendings({ db }: Pick<Desk, 'db'>): Promise<SendingsState> {
  const { rows } = await sql<{ refusal: string | null; waits_for: string | null; count: number }>`
    select refusal, case when refusal is null then waits_for end as waits_for, count(*)::int as count
    from desk.upload where file_id is null group by 1, 2 order by count desc, 1`.execute(db)
  const waiting = (what: string | null) =>
    rows.find((row) => row.refusal === null && row.waits_for === what)?.count ?? 0
  return {
    coming: waiting(null),
    scanner: waiting('scanner'),
    room: waiting('room'),
    refusals: rows.flatMap(({ refusal, count }) => (refusal === null ? [] : [{ refusal, count }])),
  }
}

/** 'originals': some are damaged or lost. 'late': nobody reads them again. 'copy': the second copy stays behind. */
export type Concern = 'originals' | 'late' | 'copy' | 'copies' | 'room'

/** What asks for someone who can act. */
export const concernsOf = (state: VaultState, copies: Pick<CopiesState, 'failed'>): Concern[] => [
  ...(state.damaged.length + state.lost.length + state.missing.length > 0 ? (['originals'] as const) : []),
  ...(state.late > 0 ? (['late'] as const) : []),
  ...((state.copy?.late ?? 0) > 0 ? (['copy'] as const) : []),
  ...(copies.failed > 0 ? (['copies'] as const) : []),
  ...(state.receives ? [] : (['room'] as const)),
]

/** How many files ask for someone, as the rows say: nothing is looked for in the vault. For menus. */
export async function countToMend(db: DeskDatabase): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select ((select count(*) from desk.original where state in ('damaged', 'lost'))
      + (select count(*) from desk.derivation made join desk.file file on file.id = made.file_id
        where made.state = 'failed' and file.removed_at is null))::int as count`.execute(db)
  return rows[0]?.count ?? 0
}

/** How far the reading that someone asked for is; undefined when none goes on. */
export async function readAskedState({ db }: Pick<Desk, 'db'>): Promise<{ done: number; total: number } | undefined> {
  const asked = await findAskedReading(db)
  if (!asked) return undefined
  const { rows } = await sql<{ done: number; total: number }>`
    select count(*) filter (where verified_at >= ${asked.at})::int as done, count(*)::int as total
    from desk.original where state <> 'discarded'`.execute(db)
  return rows[0]
}
