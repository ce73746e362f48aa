// Which revision may appear: pure reading of the sign-offs. A sign-off holds for one exact revision, no other.

import type { Decision, SignoffKind } from './review.tables.ts'

export type SignoffFact = { revision_id: string; kind: SignoffKind; decision: Decision; person_id: string; at: Date }

/** The last decision of a board, or of one witness, on one revision. Rows come in the order they were written. */
export function decisionOn(
  signoffs: readonly SignoffFact[],
  revision_id: string,
  kind: SignoffKind,
  witness?: string,
): SignoffFact | undefined {
  return signoffs.findLast(
    (each) =>
      each.revision_id === revision_id && each.kind === kind && (kind !== 'witness' || each.person_id === witness),
  )
}

export type RevisionFact = { id: string; voices: readonly string[] }

/** The required sign-offs a revision still waits for. Every voice must sign for `witness` to be given. */
export function dueOn(
  revision: RevisionFact,
  signoffs: readonly SignoffFact[],
  required: readonly SignoffKind[],
): SignoffKind[] {
  return required.filter((kind) => {
    if (kind !== 'witness') return decisionOn(signoffs, revision.id, kind)?.decision !== 'approve'
    return (
      revision.voices.length === 0 ||
      revision.voices.some((voice) => decisionOn(signoffs, revision.id, kind, voice)?.decision !== 'approve')
    )
  })
}

/** Whether someone's last word on a revision, required or not, stops it. */
export function stoppedBy(
  revision: RevisionFact,
  signoffs: readonly SignoffFact[],
): Exclude<Decision, 'approve'> | undefined {
  const last = [
    decisionOn(signoffs, revision.id, 'editorial'),
    decisionOn(signoffs, revision.id, 'scientific'),
    ...revision.voices.map((voice) => decisionOn(signoffs, revision.id, 'witness', voice)),
  ]
  if (last.some((each) => each?.decision === 'refuse')) return 'refuse'
  if (last.some((each) => each?.decision === 'changes')) return 'changes'
  return undefined
}

/** The newest revision that everyone required has signed and nobody stops. Revisions come oldest first. */
export const approvedAmong = <Revision extends RevisionFact>(
  revisions: readonly Revision[],
  signoffs: readonly SignoffFact[],
  required: readonly SignoffKind[],
): Revision | undefined =>
  revisions.findLast(
    (revision) => dueOn(revision, signoffs, required).length === 0 && stoppedBy(revision, signoffs) === undefined,
  )
