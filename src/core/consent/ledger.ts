// Reading the ledger: what is agreed today, and until when. Pure; the rows come in the order they were written.

import { addDays, dayOf, startOfDay } from '../platform/clock.ts'
import { canonicalJson, sha256 } from '../platform/identifiers.ts'
import type { Answer, Form, Use } from './uses.ts'

export type ConsentFact = {
  person_id: string
  use: Use
  form: Form
  answer: Answer
  ends_on: string | null
  recorded_at: Date
}

export type Agreement = {
  given_at: Date
  /** Instant from which it no longer holds; null: none set. */ until: Date | null
}

/** The agreement in force for one person, use and form, or undefined: no row, a later no, or an end that has passed. */
export function agreementOf(
  rows: readonly ConsentFact[],
  person_id: string,
  use: Use,
  form: Form,
  now: Date,
): Agreement | undefined {
  const last = rows.findLast((row) => row.person_id === person_id && row.use === use && row.form === form)
  if (last?.answer !== 'yes') return undefined
  const until = last.ends_on === null ? null : startOfDay(addDays(last.ends_on, 1))
  if (until && until <= now) return undefined
  return { given_at: last.recorded_at, until }
}

export type SealFact = {
  person_id: string | null
  scope: 'all' | 'name'
  until: string | null
  reason: 'withdrawal' | 'embargo' | 'restriction'
  lifted_at: Date | null
}

/** Whether a seal holds now: not lifted, and its day not yet come. */
export const isSealed = (seal: SealFact, now: Date): boolean =>
  seal.lifted_at === null && (seal.until === null || dayOf(now) < seal.until)

/** What is kept of how an answer was given: a row of desk.evidence. */
export type EvidenceRow = Record<string, unknown> & { id: string; recorded_at: Date }

/**
 * The hash that chains a row to the one before it: altering any row breaks every later one (P-06, REL-20). It covers the
 * evidence whole, the hash of its bytes and the sentences shown included.
 */
export function consentHash(
  previous_hash: string,
  { evidence_id, ...row }: Record<string, unknown>,
  evidence?: EvidenceRow,
): string {
  // Rows written before there was any evidence keep the hash they had.
  if (!evidence_id) return sha256(previous_hash + canonicalJson(row))
  const kept = evidence && { ...evidence, recorded_at: evidence.recorded_at.toISOString() }
  return sha256(previous_hash + canonicalJson({ ...row, evidence_id, evidence: kept ?? null }))
}
