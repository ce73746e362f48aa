// Loans in the desk, for those who may keep papers of the story they belong to.

import { sql } from 'kysely'
import { visibleTo } from '#core/contribution/contribution.can.ts'
import { originalOf } from '#core/contribution/content.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { listLoansOf, type LoanSeen } from '#core/media/loans.ts'
import { hasRole, type Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'

type Db = DeskDatabase | DeskTransaction

/** A loan of this story, by the number on its receipt, or `not_found`. */
export async function getLoan(db: Db, contribution_id: string, code: string): Promise<LoanSeen> {
  const found = (await listLoansOf(db, contribution_id)).find((each) => each.code === code)
  if (!found) throw notFound()
  return found
}

/** Every loan this member keeps: the late ones first, then by day of return; what was returned comes last, newest first. */
export async function listLoansFor(db: Db, actor: Member, today: string) {
  const rows = await db
    .selectFrom('desk.loan as loan')
    .innerJoin('desk.contribution', 'desk.contribution.id', 'loan.contribution_id')
    .innerJoin('desk.person as lender', 'lender.id', 'loan.person_id')
    .selectAll('loan')
    .select(['lender.name as lender', 'desk.contribution.code as story_code', 'desk.contribution.draft'])
    .where('loan.space_id', '=', actor.space_id)
    .where(visibleTo(actor, today) as never)
    .$if(!hasRole(actor, 'administrator'), (query) => query.where(keptBy(actor, today)))
    .orderBy((eb) => eb('loan.returned_on', 'is not', null))
    .orderBy('loan.returned_on', 'desc')
    .orderBy('loan.return_by')
    .orderBy('loan.code')
    .limit(1_000)
    .execute()
  return rows.map(({ draft, ...row }) => ({
    ...row,
    title: originalOf(draft).title,
    language: draft.language,
  }))
}
export type LoanRow = Awaited<ReturnType<typeof listLoansFor>>[number]

/** She is in charge of the story, or collects with who tells in it. */
const keptBy = (actor: Pick<Member, 'person_id'>, today: string) => sql<boolean>`(
  desk.contribution.facilitator_id = ${actor.person_id}
  or exists (select 1 from desk.mandate, jsonb_array_elements(desk.contribution.draft->'credits') as credit
    where credit->>'role' in ('told', 'wrote') and credit->>'person_id' = desk.mandate.person_id::text
      and desk.mandate.facilitator_id = ${actor.person_id} and 'collect' = any(desk.mandate.scope)
      and desk.mandate.revoked_at is null and ${today}::date between desk.mandate.starts_on and desk.mandate.ends_on))`

/** How many loans this person keeps are late. */
export async function countLate(db: Db, person_id: string, space_id: string, today: string): Promise<number> {
  const { count } = await db
    .selectFrom('desk.loan as loan')
    .innerJoin('desk.contribution', 'desk.contribution.id', 'loan.contribution_id')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('loan.space_id', '=', space_id)
    .where('loan.returned_on', 'is', null)
    .where('loan.return_by', '<', today)
    .where((eb) =>
      eb.or([
        keptBy({ person_id }, today),
        eb.exists(
          eb
            .selectFrom('desk.role_grant')
            .select('desk.role_grant.id')
            .where('desk.role_grant.person_id', '=', person_id)
            .where('desk.role_grant.space_id', '=', space_id)
            .where('desk.role_grant.role', '=', 'administrator')
            .where('desk.role_grant.revoked_at', 'is', null),
        ),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Photos that came for a receipt and stand on none yet. */
export const listLoosePhotos = async (db: Db, contribution_id: string) =>
  await db
    .selectFrom('desk.file as file')
    .select(['file.id', 'file.name', 'file.received_at', 'file.media_type', 'file.nature'])
    .where('contribution_id', '=', contribution_id)
    .where('purpose', '=', 'receipt')
    .where('removed_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('desk.loan').select('desk.loan.id').whereRef('desk.loan.photo_file_id', '=', 'file.id'),
        ),
      ),
    )
    .orderBy('received_at', 'desc')
    .limit(12)
    .execute()
export type LoosePhoto = Awaited<ReturnType<typeof listLoosePhotos>>[number]
