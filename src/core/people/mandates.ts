// Mandates in the desk: given on evidence, until a day, taken back without being erased (S02).

import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import type { Work } from '../change.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import { AppError } from '../platform/errors.ts'
import { day, line } from '../platform/fields.ts'
import { isLive, mandateAllows, mandateEvidence, mandateScopes, type MandateScope } from './mandates.rules.ts'
import type { MandateTable } from './people.tables.ts'

type Db = DeskDatabase | DeskTransaction
export type Mandate = Selectable<MandateTable>

export const MandateInput = z
  .object({
    scope: z.preprocess(
      (value) => (typeof value === 'string' ? [value] : value),
      z
        .array(z.enum(mandateScopes, { error: 'bad_choice' }))
        .min(1, 'required')
        .max(3),
    ),
    evidence: z.enum(mandateEvidence, { error: 'bad_choice' }),
    evidence_note: line(300, 'optional'),
    starts_on: day,
    ends_on: day,
  })
  .refine((mandate) => mandate.starts_on <= mandate.ends_on, { error: 'bad_date', path: ['ends_on'] })
export type MandateInput = z.infer<typeof MandateInput>

/** Records that a person lets a facilitator act for her. Who may record it is the caller's question (persons.can.ts). */
export async function grantMandate(
  work: Work,
  person_id: string,
  facilitator_id: string,
  input: MandateInput,
  created_by: string,
): Promise<string> {
  const { id } = await work.tx
    .insertInto('desk.mandate')
    .values({
      person_id,
      facilitator_id,
      ...input,
      created_at: work.now,
      created_by,
      revoked_at: null,
      revoked_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({
    kind: 'mandate.granted',
    for_person_id: person_id,
    data: { mandate_id: id, facilitator_id, scope: input.scope, ends_on: input.ends_on },
  })
  return id
}

/** Ends a mandate today. It stays written, with who ended it. */
export async function revokeMandate(work: Work, mandate_id: string, revoked_by: string): Promise<void> {
  const ended = await work.tx
    .updateTable('desk.mandate')
    .set({ revoked_at: work.now, revoked_by })
    .where('id', '=', mandate_id)
    .where('revoked_at', 'is', null)
    .returning(['person_id', 'facilitator_id'])
    .executeTakeFirst()
  if (!ended) throw new AppError('not_found')
  await work.record({
    kind: 'mandate.revoked',
    for_person_id: ended.person_id,
    data: { mandate_id, facilitator_id: ended.facilitator_id },
  })
}

/** Every mandate of a person, newest first, ended ones too. */
export const listMandates = (db: Db, person_id: string): Promise<Mandate[]> =>
  db
    .selectFrom('desk.mandate')
    .selectAll()
    .where('person_id', '=', person_id)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()

/** The mandate by which this facilitator may act for this person today, or undefined. */
export async function liveMandate(
  db: Db,
  person_id: string,
  facilitator_id: string,
  scope: MandateScope,
  today: string,
): Promise<Mandate | undefined> {
  const mandates = await db
    .selectFrom('desk.mandate')
    .selectAll()
    .where('person_id', '=', person_id)
    .where('facilitator_id', '=', facilitator_id)
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`${scope} = any(scope)`)
    .orderBy('ends_on', 'desc')
    .execute()
  return mandates.find((mandate) => mandateAllows([mandate], scope, today))
}

/**
 * A facilitator leaves: another takes up what she held for a person. The old mandates are ended and kept; new ones say
 * the same until the same day (S02.4). Contributions in her charge pass too.
 */
export async function transferPerson(
  work: Work,
  person_id: string,
  from_id: string,
  to_id: string,
  today: string,
  done_by: string,
): Promise<number> {
  const held = await work.tx
    .selectFrom('desk.mandate')
    .selectAll()
    .where('person_id', '=', person_id)
    .where('facilitator_id', '=', from_id)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .execute()
  for (const mandate of held) {
    await revokeMandate(work, mandate.id, done_by)
    if (!isLive(mandate, today) && mandate.starts_on <= today) continue
    const { scope, evidence, evidence_note, starts_on, ends_on } = mandate
    await grantMandate(
      work,
      person_id,
      to_id,
      { scope, evidence, evidence_note, starts_on: starts_on > today ? starts_on : today, ends_on },
      done_by,
    )
  }
  const passed = await work.tx
    .updateTable('desk.contribution')
    .set({ facilitator_id: to_id })
    .where('facilitator_id', '=', from_id)
    .where('id', 'in', (query) =>
      query.selectFrom('desk.credit').select('contribution_id').where('person_id', '=', person_id),
    )
    .returning('id')
    .execute()
  for (const { id } of passed) work.touch(id)
  await work.record({
    kind: 'person.transferred',
    for_person_id: person_id,
    data: { from_id, to_id, mandates: held.length, contributions: passed.length },
  })
  return held.length
}
