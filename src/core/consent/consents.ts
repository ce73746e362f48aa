// Writing the ledger: answers are added, never changed; seals are placed and lifted. What a witness takes back leaves
// every door in the same transaction.

import type { Work } from '../change.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Allowed } from '../people/can.ts'
import type { Contribution } from '../contribution/contributions.ts'
import { consentHash, type EvidenceRow } from './ledger.ts'
import { wordingVersion, type Answer, type Capacity, type ConsentMethod, type Form, type Use } from './uses.ts'

export type ConsentAnswer = {
  person_id: string
  use: Use
  form: Form
  answer: Answer
  capacity: Capacity
  /** Who spoke, when it is not the witness: "her daughter Martine". */
  said_by: string
  method: ConsentMethod
  in_front_of: string | null
  wording_language: string
  /** The very sentence read or shown. */
  wording: string
  ends_on: string | null
  /** Her voice, her hand or the paper, already kept. */
  evidence_id?: string | null
}

/**
 * Adds answers to the ledger, chained by hash. An answer that changes nothing adds nothing; a first no is kept. The same
 * answer with a new evidence is a new row: what was said stays, how it was said comes with it.
 */
export async function recordConsents(
  work: Work,
  contribution: Allowed<Contribution, 'consent'>,
  answers: readonly ConsentAnswer[],
  recorded_by: string | null,
): Promise<number> {
  // One writer at a time, so that the chain has no fork.
  await work.tx
    .selectFrom('desk.contribution')
    .select('id')
    .where('id', '=', contribution.id)
    .forNoKeyUpdate()
    .execute()
  const rows = await listConsents(work.tx, contribution.id)
  const kept = await evidenceOf(
    work.tx,
    answers.map((each) => each.evidence_id),
  )
  let previous_hash = rows.at(-1)?.hash ?? ''
  let added = 0
  for (const answer of answers) {
    const last = rows.findLast(
      (row) => row.person_id === answer.person_id && row.use === answer.use && row.form === answer.form,
    )
    const isNewEvidence = Boolean(answer.evidence_id) && last?.evidence_id !== answer.evidence_id
    if (last && last.answer === answer.answer && last.ends_on === answer.ends_on && !isNewEvidence) continue
    const row = {
      contribution_id: contribution.id,
      ...answer,
      evidence_id: answer.evidence_id ?? null,
      wording_version: wordingVersion,
      recorded_by,
      recorded_at: work.now,
    }
    const hash = consentHash(
      previous_hash,
      { ...row, recorded_at: work.now.toISOString() },
      kept.get(row.evidence_id ?? ''),
    )
    await work.tx
      .insertInto('desk.consent')
      .values({ ...row, previous_hash, hash })
      .execute()
    await work.record({
      kind: `consent.${answer.answer}`,
      contribution_id: contribution.id,
      for_person_id: answer.person_id,
      data: { use: answer.use, form: answer.form, method: answer.method },
    })
    previous_hash = hash
    added += 1
  }
  work.touch(contribution.id)
  return added
}

export const listConsents = async (db: DeskDatabase | DeskTransaction, contribution_id: string) =>
  await db.selectFrom('desk.consent').selectAll().where('contribution_id', '=', contribution_id).orderBy('id').execute()

/** Whether no row of a contribution's ledger was altered since it was written. */
export async function isChainIntact(db: DeskDatabase | DeskTransaction, contribution_id: string): Promise<boolean> {
  let previous = ''
  const rows = await listConsents(db, contribution_id)
  const kept = await evidenceOf(
    db,
    rows.map((row) => row.evidence_id),
  )
  for (const { id: _id, hash, previous_hash, ...row } of rows) {
    const said = { ...row, recorded_at: row.recorded_at.toISOString() }
    if (previous_hash !== previous || consentHash(previous, said, kept.get(row.evidence_id ?? '')) !== hash)
      return false
    previous = hash
  }
  return true
}

async function evidenceOf(
  db: DeskDatabase | DeskTransaction,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, EvidenceRow>> {
  const known = [...new Set(ids.filter((id) => typeof id === 'string'))]
  if (known.length === 0) return new Map()
  const rows = await db.selectFrom('desk.evidence').selectAll().where('id', 'in', known).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export type NewSeal = {
  scope: 'all' | 'name'
  /** Whose name; null for everything. */
  person_id: string | null
  /** First day it may be shown again; null: until lifted. */
  until: string | null
  reason: 'withdrawal' | 'embargo' | 'restriction'
  asked_by: 'witness' | 'facilitator' | 'administrator'
  placed_by: string | null
}

/** Hides everything, or one name, from every door at once. */
export async function placeSeal(
  work: Work,
  contribution: Allowed<Contribution, 'seal'>,
  seal: NewSeal,
): Promise<string> {
  const { id } = await work.tx
    .insertInto('desk.seal')
    .values({ contribution_id: contribution.id, ...seal, placed_at: work.now, lifted_by: null, lifted_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({
    kind: `seal.${seal.reason}`,
    contribution_id: contribution.id,
    for_person_id: seal.person_id,
    data: { scope: seal.scope, until: seal.until, asked_by: seal.asked_by },
  })
  work.touch(contribution.id)
  return id
}

/** Lifts a seal: what it hid may show again, if everything else still allows it. */
export async function liftSeal(
  work: Work,
  contribution: Allowed<Contribution, 'unseal'>,
  seal_id: string,
  lifted_by: string | null,
): Promise<void> {
  await work.tx
    .updateTable('desk.seal')
    .set({ lifted_at: work.now, lifted_by })
    .where('id', '=', seal_id)
    .where('contribution_id', '=', contribution.id)
    .where('lifted_at', 'is', null)
    .execute()
  await work.record({ kind: 'seal.lifted', contribution_id: contribution.id })
  work.touch(contribution.id)
}

export const listSeals = async (db: DeskDatabase | DeskTransaction, contribution_id: string) =>
  await db
    .selectFrom('desk.seal')
    .selectAll()
    .where('contribution_id', '=', contribution_id)
    .orderBy('placed_at')
    .execute()
