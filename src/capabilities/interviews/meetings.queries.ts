// Reading and writing meetings. A meeting is its facilitator's; an administrator may read that it took place.

import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import { originalOf } from '#core/contribution/content.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import type { Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import type { InterviewTable } from './interviews.tables.ts'

type Db = DeskDatabase | DeskTransaction
export type Meeting = Selectable<InterviewTable>

export type NewMeeting = {
  space_id: string
  contribution_id: string
  facilitator_id: string
  held_on: string
  place: string
  language: string
  witnesses: readonly string[]
}

export async function insertMeeting(db: Db, meeting: NewMeeting, now: Date): Promise<string> {
  const { witnesses, ...row } = meeting
  const { id } = await db
    .insertInto('desk.interview')
    .values({ ...row, created_at: now, notes_saved_at: null, ended_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('desk.interview_witness')
    .values([...new Set(witnesses)].map((person_id) => ({ interview_id: id, person_id })))
    .execute()
  return id
}

/** My own meeting, or `not_found`: notes are of the one who took them. */
export async function getMeeting(db: Db, actor: Member, id: string): Promise<Meeting> {
  const isId = z.uuid().safeParse(id).success
  const meeting =
    isId &&
    (await db
      .selectFrom('desk.interview')
      .selectAll()
      .where('id', '=', id)
      .where('facilitator_id', '=', actor.person_id)
      .where('space_id', '=', actor.space_id)
      .executeTakeFirst())
  if (!meeting) throw notFound()
  return meeting
}

export const listMeetingWitnesses = async (db: Db, interview_id: string) =>
  await db
    .selectFrom('desk.interview_witness as there')
    .innerJoin('desk.person as person', 'person.id', 'there.person_id')
    .select(['person.id as person_id', 'person.name', 'person.portrait', 'person.languages'])
    .where('there.interview_id', '=', interview_id)
    .orderBy('person.name')
    .execute()

export async function listMeetings(db: Db, actor: Member) {
  const rows = await db
    .selectFrom('desk.interview as interview')
    .innerJoin('desk.contribution as contribution', 'contribution.id', 'interview.contribution_id')
    .select((eb) => [
      'interview.id',
      'interview.held_on',
      'interview.place',
      'interview.language',
      'interview.ended_at',
      'contribution.code',
      'contribution.draft',
      eb
        .selectFrom('desk.interview_witness as there')
        .innerJoin('desk.person as person', 'person.id', 'there.person_id')
        .select(sql<string[]>`array_agg(person.name order by person.name)`.as('names'))
        .whereRef('there.interview_id', '=', 'interview.id')
        .as('names'),
    ])
    .where('interview.facilitator_id', '=', actor.person_id)
    .where('interview.space_id', '=', actor.space_id)
    .orderBy('interview.held_on', 'desc')
    .orderBy('interview.created_at', 'desc')
    .limit(300)
    .execute()
  return rows.map(({ draft, ...row }) => ({ ...row, title: originalOf(draft).title, story_language: draft.language }))
}
export type MeetingRow = Awaited<ReturnType<typeof listMeetings>>[number]

/** Meetings begun and not ended, for the menu. */
export async function countOpenMeetings(db: Db, space_id: string, facilitator_id: string): Promise<number> {
  const { count } = await db
    .selectFrom('desk.interview')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('space_id', '=', space_id)
    .where('facilitator_id', '=', facilitator_id)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Keeps the notes if nobody kept others since; gives the new version, or undefined. */
export async function saveNotes(
  db: Db,
  id: string,
  notes: string,
  expected: number,
  now: Date,
): Promise<number | undefined> {
  const saved = await db
    .updateTable('desk.interview')
    .set({ notes, notes_version: sql<number>`notes_version + 1`, notes_saved_at: now })
    .where('id', '=', id)
    .where('notes_version', '=', expected)
    .returning('notes_version')
    .executeTakeFirst()
  return saved?.notes_version
}

export const endMeeting = async (db: Db, id: string, now: Date): Promise<void> =>
  void (await db
    .updateTable('desk.interview')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute())
