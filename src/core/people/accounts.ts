// Accounts: the sign-in of a person. Made when someone is invited, never by the person who wants in.

import { randomUUID } from 'node:crypto'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import { AppError } from '../platform/errors.ts'

type Db = DeskDatabase | DeskTransaction

// An account needs an address; people who enter only by links (the first administrator) have this one, which no mail reaches.
const placeholder = (person_id: string): string => `${person_id}@no-mail.invalid`

/** The address of an account, or null when the person has given none. */
export const addressOf = (email: string): string | null => (email.endsWith('@no-mail.invalid') ? null : email)

/** The account of a person, made when she has none. Throws `conflict` when her address already opens another one. */
export async function ensureAccount(db: Db, person_id: string): Promise<string> {
  const person = await db
    .selectFrom('desk.person')
    .select(['name', 'email', 'account_id'])
    .where('id', '=', person_id)
    .forUpdate()
    .executeTakeFirst()
  if (!person) throw new AppError('not_found')
  if (person.account_id) return person.account_id
  const now = new Date()
  const account = await db
    .insertInto('desk.auth_user')
    .values({
      id: randomUUID(),
      name: person.name,
      email: person.email?.toLowerCase() ?? placeholder(person_id),
      // An account is opened only by a letter sent to this address, or by a link given by hand.
      email_verified: true,
      image: null,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!account) throw new AppError('conflict', 'address already used')
  await db.updateTable('desk.person').set({ account_id: account.id }).where('id', '=', person_id).execute()
  return account.id
}

/** The person whose account has this address. */
export const findPersonByAddress = (db: Db, email: string) =>
  db
    .selectFrom('desk.person as person')
    .innerJoin('desk.auth_user as account', 'account.id', 'person.account_id')
    .select(['person.id', 'person.name', 'person.locale', 'account.email'])
    .where('account.email', '=', email.trim().toLowerCase())
    .executeTakeFirst()

/** What one's own account page shows. */
export async function getAccount(db: Db, person_id: string) {
  const person = await db
    .selectFrom('desk.person as person')
    .innerJoin('desk.auth_user as account', 'account.id', 'person.account_id')
    .select(['person.id', 'person.name', 'person.locale', 'account.id as account_id', 'account.email'])
    .where('person.id', '=', person_id)
    .executeTakeFirst()
  if (!person) throw new AppError('not_found')
  const passkeys = await db
    .selectFrom('desk.auth_passkey')
    .select(['id', 'name', 'created_at'])
    .where('user_id', '=', person.account_id)
    .orderBy('created_at')
    .execute()
  const password = await db
    .selectFrom('desk.auth_account')
    .select('id')
    .where('user_id', '=', person.account_id)
    .where('provider_id', '=', 'credential')
    .where('password', 'is not', null)
    .executeTakeFirst()
  const sessions = await db
    .selectFrom('desk.auth_session')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('user_id', '=', person.account_id)
    .where('expires_at', '>', new Date())
    .executeTakeFirstOrThrow()
  return {
    ...person,
    email: addressOf(person.email),
    passkeys,
    has_password: password !== undefined,
    session_count: Number(sessions.count),
  }
}
export type Account = Awaited<ReturnType<typeof getAccount>>

/** Closes every session of an account, but the one of `kept_token`. */
export async function closeSessions(db: Db, account_id: string, kept_token?: string): Promise<void> {
  let closing = db.deleteFrom('desk.auth_session').where('user_id', '=', account_id)
  if (kept_token) closing = closing.where('token', '!=', kept_token)
  await closing.execute()
}
