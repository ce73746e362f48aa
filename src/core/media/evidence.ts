// How an agreement was given, kept: her voice, her hand, or the paper she signed. Rows only grow; the ledger's hashes
// cover them (consent/ledger.ts).

import type { Work } from '../change.ts'
import type { Contribution } from '../contribution/contributions.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Allowed } from '../people/can.ts'
import type { EvidenceTable } from './media.tables.ts'

type Db = DeskDatabase | DeskTransaction

export const evidenceNatures = ['spoken', 'signature', 'paper'] as const
export type EvidenceNature = EvidenceTable['nature']

export type NewEvidence = {
  person_id: string
  nature: EvidenceNature
  file_id: string
  sha256: string
  /** The sentences shown or played, one a line. */
  wording: string
  wording_language: string
  recorded_by: string | null
}

/** Keeps one evidence of what this person agrees to. Gives its id, for the ledger's rows. */
export async function addEvidence(
  work: Work,
  contribution: Allowed<Contribution, 'consent'>,
  evidence: NewEvidence,
): Promise<string> {
  const { id } = await work.tx
    .insertInto('desk.evidence')
    .values({ ...evidence, contribution_id: contribution.id, recorded_at: work.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({
    kind: 'evidence.kept',
    contribution_id: contribution.id,
    for_person_id: evidence.person_id,
    data: { evidence_id: id, nature: evidence.nature, file_id: evidence.file_id, sha256: evidence.sha256 },
  })
  return id
}

/** Everything kept of how people agreed in this contribution, newest first, with its file. */
export const listEvidence = async (db: Db, contribution_id: string) =>
  await db
    .selectFrom('desk.evidence as evidence')
    .innerJoin('desk.file as file', 'file.id', 'evidence.file_id')
    .selectAll('evidence')
    .select(['file.media_type', 'file.name', 'file.received_at'])
    .where('evidence.contribution_id', '=', contribution_id)
    .orderBy('evidence.recorded_at', 'desc')
    .orderBy('evidence.id')
    .execute()
export type KeptEvidence = Awaited<ReturnType<typeof listEvidence>>[number]

/** Files that came as evidence and stand for no answer yet: a sending that was cut short of its last step. */
export const listLooseEvidence = async (db: Db, contribution_id: string) =>
  await db
    .selectFrom('desk.file as file')
    .selectAll('file')
    .where('contribution_id', '=', contribution_id)
    .where('purpose', '=', 'evidence')
    .where('removed_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('desk.evidence').select('desk.evidence.id').whereRef('desk.evidence.file_id', '=', 'file.id'),
        ),
      ),
    )
    .orderBy('received_at', 'desc')
    .execute()
