// Writing sign-offs and remarks. A sign-off is for one revision and is never changed: a new decision is a new row.

import { AppError } from '../platform/errors.ts'
import type { Work } from '../change.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Allowed } from '../people/can.ts'
import type { Contribution } from '../contribution/contributions.ts'
import type { Decision, SignoffKind, SignoffMethod } from './review.tables.ts'

export type NewSignoff = {
  revision_id: string
  kind: SignoffKind
  decision: Decision
  /** The member who decides; for a witness's sign-off, the witness. */
  person_id: string
  method: SignoffMethod
  reason: string
  opinion: string
  opinion_is_public: boolean
  recorded_by: string | null
}

/** Adds a decision on one revision of this contribution. `not_found` when the revision is another's. */
export async function recordSignoff(
  work: Work,
  contribution: Allowed<Contribution, 'sign'>,
  signoff: NewSignoff,
): Promise<void> {
  const revision = await work.tx
    .selectFrom('desk.revision')
    .select(['id', 'number'])
    .where('id', '=', signoff.revision_id)
    .where('contribution_id', '=', contribution.id)
    .executeTakeFirst()
  if (!revision) throw new AppError('not_found')
  await work.tx
    .insertInto('desk.signoff')
    .values({ contribution_id: contribution.id, ...signoff, at: work.now })
    .execute()
  await work.record({
    kind: `signoff.${signoff.decision}`,
    contribution_id: contribution.id,
    for_person_id: signoff.kind === 'witness' ? signoff.person_id : null,
    data: { signoff: signoff.kind, revision: revision.number, method: signoff.method },
  })
  work.touch(contribution.id)
}

export const listSignoffs = async (db: DeskDatabase | DeskTransaction, contribution_id: string) =>
  await db.selectFrom('desk.signoff').selectAll().where('contribution_id', '=', contribution_id).orderBy('id').execute()

export type NewRemark = {
  revision_id: string
  language: string
  form: string
  quote: string
  start: number
  body: string
  author_id: string
}

/** Adds a remark anchored in the words of one revision. */
export async function addRemark(
  work: Work,
  contribution: Allowed<Contribution, 'remark'>,
  remark: NewRemark,
): Promise<string> {
  const revision = await work.tx
    .selectFrom('desk.revision')
    .select('id')
    .where('id', '=', remark.revision_id)
    .where('contribution_id', '=', contribution.id)
    .executeTakeFirst()
  if (!revision) throw new AppError('not_found')
  const { id } = await work.tx
    .insertInto('desk.remark')
    .values({ contribution_id: contribution.id, ...remark, at: work.now, settled_by: null, settled_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({ kind: 'remark.added', contribution_id: contribution.id })
  return id
}

export async function settleRemark(
  work: Work,
  contribution: Allowed<Contribution, 'remark'>,
  remark_id: string,
  settled: { by: string; note: string },
): Promise<void> {
  await work.tx
    .updateTable('desk.remark')
    .set({ settled_by: settled.by, settled_at: work.now, settled_note: settled.note })
    .where('id', '=', remark_id)
    .where('contribution_id', '=', contribution.id)
    .where('settled_at', 'is', null)
    .execute()
  await work.record({ kind: 'remark.settled', contribution_id: contribution.id })
}

export const listRemarks = async (db: DeskDatabase | DeskTransaction, contribution_id: string) =>
  await db.selectFrom('desk.remark').selectAll().where('contribution_id', '=', contribution_id).orderBy('at').execute()
