// Files of a contribution: kept in the vault first, then named by one row. Each function that writes takes the `work` of
// a running change().

import type { Work } from '../change.ts'
import type { Contribution } from '../contribution/contributions.ts'
import type { MediaNature } from '../contribution/media.content.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Allowed } from '../people/can.ts'
import { AppError } from '../platform/errors.ts'
import type { Kept } from '../platform/vault/vault.ts'
import { claimBytes } from './holding.ts'
import type { FileFacts, FilePurpose } from './media.tables.ts'

export type NewFile = Kept & {
  name: string
  media_type: string
  nature: MediaNature
  purpose: FilePurpose
  facts: FileFacts
  received_by: string | null
}

/** Names bytes that are already in the vault as a file of this contribution. Gives the file's id. */
export async function addFile(
  work: Work,
  contribution: Allowed<Contribution, 'edit' | 'consent'>,
  file: NewFile,
): Promise<string> {
  const { sha256, size, facts, ...rest } = file
  await claimBytes(work.tx, work.vault, 'originals', [sha256])
  await work.tx
    .insertInto('desk.original')
    .values({ sha256, size, kept_at: work.now, verified_at: work.now, copied_at: null })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ verified_at: work.now, state: 'kept' }))
    .execute()
  const { id } = await work.tx
    .insertInto('desk.file')
    .values({
      ...rest,
      sha256,
      space_id: contribution.space_id,
      contribution_id: contribution.id,
      facts: JSON.stringify(facts),
      received_at: work.now,
      removed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({
    kind: 'file.received',
    contribution_id: contribution.id,
    data: { file_id: id, sha256, size, purpose: file.purpose },
  })
  work.touch(contribution.id)
  return id
}

export const listFiles = async (db: DeskDatabase | DeskTransaction, contribution_id: string) =>
  await db
    .selectFrom('desk.file')
    .selectAll()
    .where('contribution_id', '=', contribution_id)
    .where('removed_at', 'is', null)
    .orderBy('received_at')
    .orderBy('id')
    .execute()

export type KeptFile = Awaited<ReturnType<typeof listFiles>>[number]

/** A file of this contribution, or `not_found`. */
export async function getFile(
  db: DeskDatabase | DeskTransaction,
  contribution_id: string,
  file_id: string,
): Promise<KeptFile> {
  const found = await db
    .selectFrom('desk.file')
    .selectAll()
    .where('contribution_id', '=', contribution_id)
    .where('id', '=', file_id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
  return found
}
