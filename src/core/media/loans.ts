// What families lent: read by who keeps it and by who lent it.

import type { DeskDatabase, DeskTransaction } from '../desk.ts'

type Db = DeskDatabase | DeskTransaction

/** What was lent for one contribution, what is still here first; `person_id` for what one person lent. */
export const listLoansOf = async (db: Db, contribution_id: string, person_id?: string) =>
  await db
    .selectFrom('desk.loan as loan')
    .innerJoin('desk.person as lender', 'lender.id', 'loan.person_id')
    .leftJoin('desk.person as receiver', 'receiver.id', 'loan.received_by')
    .selectAll('loan')
    .select(['lender.name as lender', 'receiver.name as receiver'])
    .where('loan.contribution_id', '=', contribution_id)
    .$if(person_id !== undefined, (query) => query.where('loan.person_id', '=', person_id ?? ''))
    .orderBy((eb) => eb('loan.returned_on', 'is not', null))
    .orderBy('loan.return_by')
    .orderBy('loan.code')
    .execute()
export type LoanSeen = Awaited<ReturnType<typeof listLoansOf>>[number]
