// What drifted, file by file, and what reading found lately: for whoever looks after the files of the town.

import type { DeskDatabase } from '../desk.ts'
import type { VaultState } from './vault-state.ts'

export type Drift = {
  sha256: string
  state: 'damaged' | 'lost' | 'missing'
  size: number
  files: { name: string; code: string }[]
}

const mostDrifts = 50

/** Which files these originals are, and where: for whoever puts them back. */
export async function listDrifts(
  db: DeskDatabase,
  { damaged, lost, missing }: Pick<VaultState, 'damaged' | 'lost' | 'missing'>,
): Promise<Drift[]> {
  const states = { damaged, lost, missing }
  const wrong = (['damaged', 'lost', 'missing'] as const)
    .flatMap((state) => states[state].map((sha256) => ({ sha256, state })))
    .slice(0, mostDrifts)
  if (wrong.length === 0) return []
  const sha256s = wrong.map(({ sha256 }) => sha256)
  const sizes = await db.selectFrom('desk.original').select(['sha256', 'size']).where('sha256', 'in', sha256s).execute()
  const files = await db
    .selectFrom('desk.file as file')
    .innerJoin('desk.contribution as contribution', 'contribution.id', 'file.contribution_id')
    .select(['file.sha256', 'file.name', 'contribution.code'])
    .where('file.sha256', 'in', sha256s)
    .orderBy('contribution.code')
    .execute()
  return wrong.map(({ sha256, state }) => ({
    sha256,
    state,
    size: Number(sizes.find((each) => each.sha256 === sha256)?.size ?? 0),
    files: files.filter((each) => each.sha256 === sha256).map(({ name, code }) => ({ name, code })),
  }))
}

const shownEvents = ['fixity.read', 'fixity.failed', 'fixity.healed', 'fixity.copyFailed'] as const
export type FixityEvent = { id: number; at: Date; kind: (typeof shownEvents)[number]; data: Record<string, unknown> }

/** The last things that reading found, the newest first. */
export async function listFixityEvents(db: DeskDatabase, count: number): Promise<FixityEvent[]> {
  const rows = await db
    .selectFrom('desk.event')
    .select(['id', 'at', 'kind', 'data'])
    .where('kind', 'in', shownEvents)
    .orderBy('id', 'desc')
    .limit(count)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as FixityEvent['kind'] }))
}
