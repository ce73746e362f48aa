// People of a contribution, with the name each chose instead of hers.

import type { DeskDatabase, DeskTransaction } from '../desk.ts'

export type Teller = { person_id: string; name: string; languages: readonly string[]; pseudonym: string | null }

/** These people, in this order; `pseudonym` is the one of this contribution. */
export async function listTellersAmong(
  db: DeskDatabase | DeskTransaction,
  contribution_id: string,
  person_ids: readonly string[],
): Promise<Teller[]> {
  if (person_ids.length === 0) return []
  const rows = await db
    .selectFrom('desk.person as person')
    .select((eb) => [
      'person.id as person_id',
      'person.name',
      'person.languages',
      eb
        .selectFrom('desk.credit as credit')
        .select((of) => of.fn.max('credit.pseudonym').as('pseudonym'))
        .whereRef('credit.person_id', '=', 'person.id')
        .where('credit.contribution_id', '=', contribution_id)
        .as('pseudonym'),
    ])
    .where('person.id', 'in', person_ids)
    .execute()
  return rows.toSorted((a, b) => person_ids.indexOf(a.person_id) - person_ids.indexOf(b.person_id))
}
