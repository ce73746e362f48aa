// Roles in a space: given, taken away, listed. They are read anew at each request (session.ts), so they act at once.

import type { Work } from '../change.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import { AppError } from '../platform/errors.ts'
import { addressOf } from './accounts.ts'
import type { Role } from './roles.ts'

type Db = DeskDatabase | DeskTransaction

/** Gives a role; nothing happens when she has it already. */
export async function grantRole(
  work: Work,
  person_id: string,
  space_id: string,
  role: Role,
  granted_by: string | null,
): Promise<void> {
  const granted = await work.tx
    .insertInto('desk.role_grant')
    .values({ person_id, space_id, role, granted_by, granted_at: work.now })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'space_id', 'role']).where('revoked_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (granted) await work.record({ kind: 'role.granted', for_person_id: person_id, data: { role } })
}

/** Takes a role away, except from the last administrator: the house would be locked (`conflict`). */
export async function revokeRole(
  work: Work,
  person_id: string,
  space_id: string,
  role: Role,
  revoked_by: string | null,
): Promise<void> {
  const live = await work.tx
    .selectFrom('desk.role_grant')
    .select(['id', 'person_id'])
    .where('space_id', '=', space_id)
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .execute()
  const grant = live.find((each) => each.person_id === person_id)
  if (!grant) throw new AppError('not_found')
  if (role === 'administrator' && live.length === 1) throw new AppError('conflict', 'last administrator')
  await work.tx
    .updateTable('desk.role_grant')
    .set({ revoked_at: work.now, revoked_by })
    .where('id', '=', grant.id)
    .execute()
  await work.record({ kind: 'role.revoked', for_person_id: person_id, data: { role } })
}

export type MemberRow = {
  person_id: string
  name: string
  email: string | null
  roles: Role[]
  has_account: boolean
  last_entered_at: Date | null
}

/** Everyone with a role in a space, by name. */
export async function listMembers(db: Db, space_id: string): Promise<MemberRow[]> {
  const rows = await db
    .selectFrom('desk.role_grant as granted')
    .innerJoin('desk.person as person', 'person.id', 'granted.person_id')
    .leftJoin('desk.auth_user as account', 'account.id', 'person.account_id')
    .where('granted.space_id', '=', space_id)
    .where('granted.revoked_at', 'is', null)
    .groupBy(['person.id', 'person.name', 'person.email', 'person.account_id', 'account.email'])
    .select(({ fn, selectFrom }) => [
      'person.id as person_id',
      'person.name',
      'person.email',
      'account.email as account_email',
      'person.account_id',
      fn.agg<Role[]>('array_agg', ['granted.role']).as('roles'),
      selectFrom('desk.event')
        .select(({ fn: of }) => of.max('at').as('at'))
        .whereRef('actor_id', '=', 'person.id')
        .where('kind', '=', 'account.entered')
        .as('last_entered_at'),
    ])
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
  return rows.map(({ account_email, account_id, email, ...row }) => ({
    ...row,
    email: account_email ? addressOf(account_email) : email,
    has_account: account_id !== null,
    last_entered_at: row.last_entered_at as Date | null,
  }))
}
