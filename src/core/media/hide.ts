// Hiding a part of a contribution, and showing it again: spans, regions, phrases, and the names of people who did not
// tell. Each takes the `work` of a running change() and touches the contribution: what is public follows at once.

import type { Selectable } from 'kysely'
import type { Work } from '../change.ts'
import type { Contribution } from '../contribution/contributions.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Allowed } from '../people/can.ts'
import type { AskedBy, HidingTable, Region, Span, ThirdPersonTable } from './media.tables.ts'

type Db = DeskDatabase | DeskTransaction
export type Hiding = Selectable<HidingTable>
export type ThirdPerson = Selectable<ThirdPersonTable>

export type Hidden =
  | ({ kind: 'span' } & Span)
  | ({ kind: 'region' } & Region)
  | { kind: 'words'; words: string[] }
  | { kind: 'file' }
type Why = {
  until: string | null
  reason: string
  asked_by: AskedBy
  placed_by: string | null
  /** The witness who hides it herself. */
  witness_id?: string
}

/** Hides these parts for one reason, until one day. Gives their ids. A file is one of this contribution's. */
export async function placeHidings(
  work: Work,
  contribution: Allowed<Contribution, 'hide'>,
  file_id: string | null,
  parts: readonly Hidden[],
  why: Why,
): Promise<string[]> {
  if (parts.length === 0) return []
  const nothing = { start_ms: null, end_ms: null, x: null, y: null, w: null, h: null, words: [] }
  const placed = await work.tx
    .insertInto('desk.hiding')
    .values(
      parts.map((part) => ({
        ...nothing,
        ...part,
        ...why,
        contribution_id: contribution.id,
        file_id,
        placed_at: work.now,
        lifted_by: null,
        lifted_at: null,
      })),
    )
    .returning('id')
    .execute()
  const ids = placed.map(({ id }) => id)
  // What is hidden is not said again in the register of events.
  await work.record({
    kind: 'hiding.placed',
    contribution_id: contribution.id,
    data: { hidings: ids, file_id, kind: parts[0]?.kind, until: why.until, asked_by: why.asked_by },
  })
  work.touch(contribution.id)
  return ids
}

/** Shows again what one hiding hid. Lifted twice is lifted once. `reason`: why, when a witness had hidden it herself. */
export async function liftHiding(
  work: Work,
  contribution: Contribution,
  hiding: Allowed<Hiding, 'unhide'>,
  lifted_by: string | null,
  reason = '',
): Promise<void> {
  const lifted = await work.tx
    .updateTable('desk.hiding')
    .set({ lifted_by, lifted_at: work.now, lifted_reason: reason })
    .where('id', '=', hiding.id)
    .where('contribution_id', '=', contribution.id)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  if (lifted.numUpdatedRows === 0n) return
  await work.record({
    kind: 'hiding.lifted',
    contribution_id: contribution.id,
    // Hers, shown again by someone else: both names stay in the journal.
    for_person_id: hiding.witness_id === lifted_by ? null : hiding.witness_id,
    data: { hiding: hiding.id },
  })
  work.touch(contribution.id)
}

/** What witnesses hid themselves and nobody who answers for their stories has read yet. */
export const listUnseen = async (db: Db) =>
  await db
    .selectFrom('desk.hiding')
    .innerJoin('desk.contribution', 'desk.contribution.id', 'desk.hiding.contribution_id')
    .innerJoin('desk.person', 'desk.person.id', 'desk.hiding.witness_id')
    .select([
      'desk.hiding.contribution_id',
      'desk.hiding.kind',
      'desk.hiding.placed_at',
      'desk.contribution.code',
      'desk.contribution.space_id',
      'desk.contribution.facilitator_id',
      'desk.contribution.created_by',
      'desk.contribution.draft',
      'desk.person.name as witness',
    ])
    .where('desk.hiding.witness_id', 'is not', null)
    .where('desk.hiding.seen_at', 'is', null)
    .where('desk.hiding.lifted_at', 'is', null)
    .orderBy('desk.hiding.placed_at')
    .limit(1_000)
    .execute()

/** Someone who answers for the story has read what witnesses hid in it. */
export async function markSeen(work: Work, contribution: Allowed<Contribution, 'hide'>, seen_by: string) {
  await work.tx
    .updateTable('desk.hiding')
    .set({ seen_by, seen_at: work.now })
    .where('contribution_id', '=', contribution.id)
    .where('witness_id', 'is not', null)
    .where('seen_at', 'is', null)
    .execute()
  await work.record({ kind: 'hiding.read', contribution_id: contribution.id })
}

export type NewThirdPerson = Pick<ThirdPersonTable, 'treatment' | 'alias' | 'asked_by' | 'placed_by'> & {
  names: string[]
}

/** Says how someone named in the story, who did not tell it, may be named (P-03). */
export async function nameThirdPerson(
  work: Work,
  contribution: Allowed<Contribution, 'hide'>,
  person: NewThirdPerson,
): Promise<string> {
  const { id } = await work.tx
    .insertInto('desk.third_person')
    .values({ ...person, contribution_id: contribution.id, placed_at: work.now, removed_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({
    kind: 'third_person.named',
    contribution_id: contribution.id,
    data: { third_person: id, treatment: person.treatment },
  })
  work.touch(contribution.id)
  return id
}

/** Her names are no longer looked for. */
export async function forgetThirdPerson(
  work: Work,
  contribution: Contribution,
  person: Allowed<ThirdPerson, 'unhide'>,
): Promise<void> {
  const removed = await work.tx
    .updateTable('desk.third_person')
    .set({ removed_at: work.now })
    .where('id', '=', person.id)
    .where('contribution_id', '=', contribution.id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (removed.numUpdatedRows === 0n) return
  await work.record({
    kind: 'third_person.forgotten',
    contribution_id: contribution.id,
    data: { third_person: person.id },
  })
  work.touch(contribution.id)
}

/** All that was ever hidden in a contribution, the last first; lifted ones too. */
export const listHidings = async (db: Db, contribution_id: string): Promise<Hiding[]> =>
  await db
    .selectFrom('desk.hiding')
    .selectAll()
    .where('contribution_id', '=', contribution_id)
    .orderBy('placed_at', 'desc')
    .orderBy('start_ms')
    .orderBy('id')
    .execute()

export const listThirdPersons = async (db: Db, contribution_id: string): Promise<ThirdPerson[]> =>
  await db
    .selectFrom('desk.third_person')
    .selectAll()
    .where('contribution_id', '=', contribution_id)
    .where('removed_at', 'is', null)
    .orderBy('placed_at')
    .orderBy('id')
    .execute()
