// Files of the desk by their own id, with the contribution they belong to.

import { findDerivation, readCopiesNow } from '#core/media/derive/read.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import type { DeskDatabase } from '#core/desk.ts'
import { notFound } from '#core/platform/errors.ts'
import { uuid } from '#core/platform/fields.ts'

/** A file that was not taken out, its contribution, its copies with nothing hidden and those of this hour; or `not_found`. */
export async function getDeskFile(db: DeskDatabase, file_id: string, now: Date) {
  const file = uuid.safeParse(file_id).success
    ? await db
        .selectFrom('desk.file as file')
        .innerJoin('desk.original as original', 'original.sha256', 'file.sha256')
        .selectAll('file')
        .select('original.size')
        .where('file.id', '=', file_id)
        .where('file.removed_at', 'is', null)
        .executeTakeFirst()
    : undefined
  if (!file) throw notFound()
  const [contribution, derivation, shown] = await Promise.all([
    getContribution(db, { id: file.contribution_id }),
    findDerivation(db, file_id),
    readCopiesNow(db, file, now),
  ])
  return {
    file: { ...file, size: Number(file.size) },
    contribution,
    copies: derivation?.results ?? [],
    shown: shown.copies?.results ?? [],
  }
}

/** Whose agreement this file shows, and who lent what is in it. */
export async function listConcerned(db: DeskDatabase, file_id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('desk.evidence')
    .select('person_id')
    .where('file_id', '=', file_id)
    .union(db.selectFrom('desk.loan').select('person_id').where('photo_file_id', '=', file_id))
    .execute()
  return rows.map(({ person_id }) => person_id)
}
