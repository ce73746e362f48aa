// Reading and writing the requests to be called back.

import { sql, type Selectable } from 'kysely'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { digitsOf, randomNumber } from '#core/platform/identifiers.ts'
import type { CallbackInput } from './callbacks.input.ts'
import { keptDays, lastDigits, lateDays, stateAfter, type Outcome } from './callbacks.rules.ts'
import type { CallbackTable } from './interviews.tables.ts'

type Db = DeskDatabase | DeskTransaction
export type Callback = Selectable<CallbackTable>
export type CallbackRow = Callback & { taken_by_name: string | null }

export async function createCallback(db: Db, space_id: string, input: CallbackInput, now: Date): Promise<string> {
  const { website: _trap, ...asked } = input
  for (let tries = 0; tries < 20; tries++) {
    const number = randomNumber()
    const row = await db
      .insertInto('desk.callback')
      .values({
        ...asked,
        space_id,
        number,
        state: 'waiting',
        created_at: now,
        last_tried_at: null,
        taken_by: null,
        taken_at: null,
        closed_at: null,
        person_id: null,
      })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .returning('number')
      .executeTakeFirst()
    if (row) return row.number
  }
  throw new Error('no free follow-up number')
}

export const findSpace = async (db: Db) =>
  await db.selectFrom('desk.space').select('id').orderBy('slug').limit(1).executeTakeFirstOrThrow()

/** Nothing personal: what its follower may read. */
export const findFollowed = async (db: Db, number: string) =>
  await db
    .selectFrom('desk.callback')
    .select(['number', 'state', 'tries', 'language', 'moment'])
    .where('number', '=', number)
    .executeTakeFirst()

/** Cancels when the last digits of the telephone agree; who asked is forgotten at once. False when nothing was cancelled. */
export async function cancelCallback(db: Db, number: string, digits: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('desk.callback')
    .selectAll()
    .where('number', '=', number)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row || lastDigits(digitsOf(row.phone)) !== digits) return false
  await db
    .updateTable('desk.callback')
    .set({ state: 'cancelled', closed_at: now, taken_by: null, name: '', phone: '', note: '' })
    .where('id', '=', row.id)
    .execute()
  return true
}

const withTaker = (db: Db, space_id: string) =>
  db
    .selectFrom('desk.callback as callback')
    .leftJoin('desk.person as taker', 'taker.id', 'callback.taken_by')
    .selectAll('callback')
    .select('taker.name as taken_by_name')
    .where('callback.space_id', '=', space_id)

export const listOpenCallbacks = async (db: Db, space_id: string): Promise<CallbackRow[]> =>
  await withTaker(db, space_id)
    .where('callback.closed_at', 'is', null)
    .orderBy('callback.created_at')
    .limit(1_000)
    .execute()

export const listClosedCallbacks = async (db: Db, space_id: string): Promise<CallbackRow[]> =>
  await withTaker(db, space_id)
    .where('callback.closed_at', 'is not', null)
    .orderBy('callback.closed_at', 'desc')
    .limit(100)
    .execute()

export const findCallback = async (db: Db, space_id: string, number: string): Promise<CallbackRow | undefined> =>
  await withTaker(db, space_id).where('callback.number', '=', number).executeTakeFirst()

/** What waits for someone, and what I took. For the menu. */
export async function countCallbacks(db: Db, space_id: string, person_id: string): Promise<number> {
  const { count } = await db
    .selectFrom('desk.callback')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('space_id', '=', space_id)
    .where('closed_at', 'is', null)
    .where((eb) => eb.or([eb('state', '=', 'waiting'), eb('taken_by', '=', person_id)]))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Takes one that waits. Of two who press at once, one gets it: false for the other. */
export async function takeCallback(db: Db, id: string, person_id: string, now: Date): Promise<boolean> {
  const taken = await db
    .updateTable('desk.callback')
    .set({ state: 'taken', taken_by: person_id, taken_at: now })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}

/** Notes how a call went, by the one who took it. */
export async function closeCall(
  db: Db,
  id: string,
  taken_by: string,
  outcome: Outcome,
  note: string,
  now: Date,
): Promise<boolean> {
  const state = stateAfter(outcome)
  const back = state === 'waiting'
  const row = await db
    .updateTable('desk.callback')
    .set({
      state,
      note,
      last_tried_at: now,
      tries: sql<number>`tries + ${back ? 1 : 0}`,
      ...(back ? { taken_by: null, taken_at: null } : { closed_at: now }),
    })
    .where('id', '=', id)
    .where('state', '=', 'taken')
    .where('taken_by', '=', taken_by)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const keepPerson = async (db: Db, id: string, person_id: string): Promise<void> =>
  void (await db.updateTable('desk.callback').set({ person_id }).where('id', '=', id).execute())

/** Those waiting for more than three days, with nobody at it. */
export async function listLate(db: Db, now: Date): Promise<{ space_id: string; language: string; created_at: Date }[]> {
  const since = new Date(now.getTime() - lateDays * 86_400_000)
  return await db
    .selectFrom('desk.callback')
    .select(['space_id', 'language', 'created_at'])
    .where('closed_at', 'is', null)
    .where('created_at', '<', since)
    .orderBy('created_at')
    .execute()
}

/** Forgets who asked, once a request has been closed for a month. Gives how many. */
export async function forgetClosed(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  const forgotten = await db
    .updateTable('desk.callback')
    .set({ name: '', phone: '', note: '', district: '' })
    .where('closed_at', '<', before)
    .where((eb) => eb.or([eb('name', '!=', ''), eb('phone', '!=', ''), eb('note', '!=', ''), eb('district', '!=', '')]))
    .executeTakeFirst()
  return Number(forgotten.numUpdatedRows)
}

/** Relays shown to everyone who speak a language, from the shelf's own names. */
export async function listSpeakers(db: Db, language: string): Promise<string[]> {
  const relays = await db
    .selectFrom('shelf.relay')
    .select(['name', 'languages'])
    .orderBy('position')
    .orderBy('name')
    .execute()
  return relays.filter((relay) => relay.languages.includes(language)).map((relay) => relay.name)
}
