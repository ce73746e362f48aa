// The register of a picture: who can be recognised in it, and what each agreed to (P-16 to P-19). Each writing takes the
// `work` of a running change() and touches the contribution: a picture leaves the public pages at once.

import { sql, type Selectable } from 'kysely'
import type { Work } from '../change.ts'
import { originalOf } from '../contribution/content.ts'
import type { Contribution } from '../contribution/contributions.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Allowed } from '../people/can.ts'
import { dayOf } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import { nameThirdPerson, listThirdPersons } from './hide.ts'
import type { PicturedTable, Region } from './media.tables.ts'
import { askedInVainOn, majorityOf } from './needs.ts'
import type { KeptFile } from './files.ts'

type Db = DeskDatabase | DeskTransaction
export type Pictured = Selectable<PicturedTable>
type Hideable = Allowed<Contribution, 'hide'>

export type NewPictured = Pick<
  PicturedTable,
  | 'status'
  | 'name'
  | 'person_id'
  | 'agreed_by'
  | 'agreed_by_second'
  | 'agreed_on'
  | 'agreed_until'
  | 'born_on'
  | 'evidence_id'
  | 'placed_by'
> & { region: Region | null; surname: string }

/** Adds someone who can be recognised. Gives her id. The family name of a minor leaves every word (P-18). */
export async function addPictured(
  work: Work,
  contribution: Hideable,
  file: KeptFile,
  { region, surname, ...person }: NewPictured,
): Promise<string> {
  const { id } = await work.tx
    .insertInto('desk.pictured')
    .values({
      ...person,
      ...(region ?? { x: null, y: null, w: null, h: null }),
      file_id: file.id,
      asked_again_at: null,
      taken_back_at: null,
      placed_at: work.now,
      removed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({
    kind: 'pictured.added',
    contribution_id: contribution.id,
    data: { file_id: file.id, pictured: id, status: person.status },
  })
  const known = await listThirdPersons(work.tx, contribution.id)
  if (person.status === 'minor' && surname !== '' && !known.some(({ names }) => names.includes(surname)))
    await nameThirdPerson(work, contribution, {
      names: [surname],
      treatment: 'initial',
      alias: '',
      asked_by: 'team',
      placed_by: person.placed_by,
    })
  work.touch(contribution.id)
  return id
}

/** Out of the list: she was there by mistake, or stands there anew. The row stays, for what it let be shown. */
export const removePictured = async (work: Work, contribution: Hideable, person: Pictured): Promise<void> =>
  await settle(work, contribution, person, 'removed_at', 'pictured.removed')

/** She no longer agrees: the picture is nowhere from this instant. */
export const takeBackPictured = async (work: Work, contribution: Hideable, person: Pictured): Promise<void> =>
  await settle(work, contribution, person, 'taken_back_at', 'pictured.taken_back')

async function settle(
  work: Work,
  contribution: Hideable,
  person: Pictured,
  column: 'removed_at' | 'taken_back_at',
  kind: string,
): Promise<void> {
  const settled = await work.tx
    .updateTable('desk.pictured')
    .set({ [column]: work.now })
    .where('id', '=', person.id)
    .where(column, 'is', null)
    .executeTakeFirst()
  if (settled.numUpdatedRows === 0n) return
  await work.record({
    kind,
    contribution_id: contribution.id,
    data: { file_id: person.file_id, pictured: person.id },
  })
  work.touch(contribution.id)
}

/** Says that everyone who can be recognised is in the list, or that it is no longer sure. */
export async function sayLooked(
  work: Work,
  contribution: Hideable,
  file: KeptFile,
  looked: { isDone: boolean; by: string | null },
): Promise<void> {
  if (looked.isDone)
    await work.tx
      .insertInto('desk.picture')
      .values({ file_id: file.id, looked_by: looked.by, looked_at: work.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else await work.tx.deleteFrom('desk.picture').where('file_id', '=', file.id).execute()
  await work.record({
    kind: looked.isDone ? 'picture.looked' : 'picture.unlooked',
    contribution_id: contribution.id,
    data: { file_id: file.id },
  })
  work.touch(contribution.id)
}

export const listPictured = async (db: Db, file_id: string): Promise<Pictured[]> =>
  await db
    .selectFrom('desk.pictured')
    .selectAll()
    .where('file_id', '=', file_id)
    .where('removed_at', 'is', null)
    .orderBy('placed_at')
    .orderBy('id')
    .execute()

/** Someone of this picture's list, or `not_found`. */
export async function getPictured(db: Db, file_id: string, id: string): Promise<Pictured> {
  const found = (await listPictured(db, file_id)).find((each) => each.id === id)
  if (!found) throw new AppError('not_found')
  return found
}

export const findLooked = async (db: Db, file_id: string) =>
  await db.selectFrom('desk.picture').selectAll().where('file_id', '=', file_id).executeTakeFirst()

/** Those who were minors when their guardians agreed, are 18 now, and did not answer for themselves yet (P-19). */
export async function listGrown(db: Db, now: Date) {
  const today = dayOf(now)
  const rows = await db
    .selectFrom('desk.pictured')
    .innerJoin('desk.file', 'desk.file.id', 'desk.pictured.file_id')
    .innerJoin('desk.contribution', 'desk.contribution.id', 'desk.file.contribution_id')
    .select([
      'desk.pictured.id',
      'desk.pictured.name',
      'desk.pictured.file_id',
      'desk.pictured.asked_again_at',
      sql<string>`desk.pictured.born_on`.as('born_on'),
      'desk.contribution.id as contribution_id',
      'desk.contribution.code',
      'desk.contribution.space_id',
      'desk.contribution.facilitator_id',
      'desk.contribution.created_by',
      'desk.contribution.draft',
    ])
    .where('desk.pictured.status', '=', 'minor')
    .where('desk.pictured.removed_at', 'is', null)
    .where('desk.pictured.taken_back_at', 'is', null)
    .where('desk.file.removed_at', 'is', null)
    // Wide on purpose: majorityOf() says the very day.
    .where('desk.pictured.born_on', '<=', sql<string>`${today}::date - interval '17 years 11 months'`)
    .orderBy('desk.pictured.asked_again_at', (order) => order.asc().nullsFirst())
    .orderBy('desk.pictured.born_on')
    .limit(500)
    .execute()
  return rows
    .map(({ draft, ...row }) => ({
      ...row,
      title: originalOf(draft).title,
      language: draft.language,
      grown_on: majorityOf(row.born_on),
      until: askedInVainOn(row.born_on),
    }))
    .filter((row) => row.grown_on <= today)
}
export type Grown = Awaited<ReturnType<typeof listGrown>>[number]

/** Her facilitator was told. */
export const markAskedAgain = async (work: Work, id: string): Promise<unknown> =>
  await work.tx.updateTable('desk.pictured').set({ asked_again_at: work.now }).where('id', '=', id).execute()
