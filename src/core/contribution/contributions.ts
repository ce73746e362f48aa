// Writing contributions: begin, save a draft, send it for review. Each takes the `work` of a running change().

import { sql } from 'kysely'
import { AppError } from '../platform/errors.ts'
import { canonicalJson, randomNumber, sha256 } from '../platform/identifiers.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Work } from '../change.ts'
import type { Allowed } from '../people/can.ts'
import { Content } from './content.ts'
import type { Kind } from './kind.ts'

export type Contribution = NonNullable<Awaited<ReturnType<typeof findContribution>>>

export const findContribution = async (db: DeskDatabase | DeskTransaction, where: { id: string } | { code: string }) =>
  await db
    .selectFrom('desk.contribution')
    .selectAll()
    .where((eb) => ('id' in where ? eb('id', '=', where.id) : eb('code', '=', where.code)))
    .executeTakeFirst()

/** The contribution, or `not_found`. */
export async function getContribution(
  db: DeskDatabase | DeskTransaction,
  where: { id: string } | { code: string },
): Promise<Contribution> {
  const found = await findContribution(db, where)
  if (!found) throw new AppError('not_found')
  return found
}

/** Content checked against its common schema and its kind's own. Throws a ZodError: callers show it in the form. */
function checkContent(kind: Kind, content: unknown): Content {
  const common = Content.parse(content)
  return { ...common, details: kind.details.parse(common.details) }
}

export type NewContribution = {
  kind: Kind
  space_id: string
  content: Content
  facilitator_id: string | null
  created_by: string | null
  notes?: string
}

/** Begins a contribution with its first draft. Gives its id and the six digits of its future address. */
export async function createContribution(work: Work, input: NewContribution): Promise<{ id: string; code: string }> {
  const content = checkContent(input.kind, input.content)
  const code = await freeCode(work.tx)
  const { id } = await work.tx
    .insertInto('desk.contribution')
    .values({
      code,
      kind: input.kind.name,
      space_id: input.space_id,
      draft: JSON.stringify(content),
      draft_saved_at: work.now,
      draft_saved_by: input.created_by,
      facilitator_id: input.facilitator_id,
      notes: input.notes ?? '',
      created_at: work.now,
      created_by: input.created_by,
      stage: 'draft',
      work_stage: null,
      due: [],
      stage_since: work.now,
      first_published_at: null,
      next_change_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keepCredits(work.tx, id, content)
  await work.record({ kind: 'contribution.begun', contribution_id: id, data: { kind: input.kind.name } })
  return { id, code }
}

/**
 * Saves the draft if nobody saved it since `expected_version` was read. Gives the new version, or throws `conflict`:
 * the caller shows both texts, nothing is overwritten.
 */
export async function saveDraft(
  work: Work,
  kind: Kind,
  contribution: Allowed<Contribution, 'edit'>,
  expected_version: number,
  input: { content: Content; saved_by: string | null },
): Promise<number> {
  const content = checkContent(kind, input.content)
  const saved = await work.tx
    .updateTable('desk.contribution')
    .set({
      draft: JSON.stringify(content),
      draft_version: sql`draft_version + 1`,
      draft_saved_at: work.now,
      draft_saved_by: input.saved_by,
    })
    .where('id', '=', contribution.id)
    .where('draft_version', '=', expected_version)
    .returning('draft_version')
    .executeTakeFirst()
  if (!saved) throw new AppError('conflict')
  await keepCredits(work.tx, contribution.id, content)
  return saved.draft_version
}

/** Freezes the draft as the next revision, to be signed. The same words as the last revision give that one again. */
export async function submitDraft(
  work: Work,
  contribution: Allowed<Contribution, 'edit'>,
  submitted_by: string | null,
): Promise<{ revision_id: string; number: number }> {
  const { draft } = await work.tx
    .selectFrom('desk.contribution')
    .select('draft')
    .where('id', '=', contribution.id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const content_hash = sha256(canonicalJson(draft))
  const last = await work.tx
    .selectFrom('desk.revision')
    .select(['id', 'number', 'content_hash'])
    .where('contribution_id', '=', contribution.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.content_hash === content_hash) return { revision_id: last.id, number: last.number }
  const number = (last?.number ?? 0) + 1
  const { id } = await work.tx
    .insertInto('desk.revision')
    .values({
      contribution_id: contribution.id,
      number,
      content: JSON.stringify(draft),
      content_hash,
      created_at: work.now,
      created_by: submitted_by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({ kind: 'contribution.submitted', contribution_id: contribution.id, data: { revision: number } })
  work.touch(contribution.id)
  return { revision_id: id, number }
}

/** The name someone chose to be shown by when she does not say her own; null: no name at all. */
export async function choosePseudonym(
  work: Work,
  contribution: Allowed<Contribution, 'edit'>,
  person_id: string,
  pseudonym: string | null,
): Promise<void> {
  await work.tx
    .updateTable('desk.credit')
    .set({ pseudonym })
    .where('contribution_id', '=', contribution.id)
    .where('person_id', '=', person_id)
    .execute()
  work.touch(contribution.id)
}

/** Everyone ever credited stays reachable: revisions keep naming them. */
async function keepCredits(tx: DeskTransaction, contribution_id: string, content: Content): Promise<void> {
  if (content.credits.length === 0) return
  const rows = new Map(
    content.credits.map((credit) => [
      `${credit.person_id} ${credit.role}`,
      { contribution_id, ...credit, pseudonym: null },
    ]),
  )
  await tx
    .insertInto('desk.credit')
    .values([...rows.values()])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function freeCode(tx: DeskTransaction): Promise<string> {
  for (;;) {
    const code = randomNumber()
    const taken = await tx.selectFrom('desk.contribution').select('id').where('code', '=', code).executeTakeFirst()
    if (!taken) return code
  }
}

export const listRevisions = async (db: DeskDatabase | DeskTransaction, contribution_id: string) =>
  await db
    .selectFrom('desk.revision')
    .selectAll()
    .where('contribution_id', '=', contribution_id)
    .orderBy('number')
    .execute()

export const listThemes = async (db: DeskDatabase | DeskTransaction) =>
  await db
    .selectFrom('desk.theme')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('position')
    .orderBy('slug')
    .execute()
