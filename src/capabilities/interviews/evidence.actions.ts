// How a yes was given, kept with the answers it shows. The ledger only grows: an answer that gains an evidence is the
// same answer, written again with it.

import { change, type Work } from '#core/change.ts'
import { listConsents, recordConsents } from '#core/consent/consents.ts'
import { questions, wordingOf, type QuestionId } from '#core/consent/questions.ts'
import type { ConsentMethod } from '#core/consent/uses.ts'
import { mayRecordConsent } from '#core/contribution/contribution.can.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { addEvidence, listLooseEvidence, type EvidenceNature } from '#core/media/evidence.ts'
import { addFile } from '#core/media/files.ts'
import { allow, type Allowed } from '#core/people/can.ts'
import { personOf, type Actor } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { isCollecting } from './consents.can.ts'
import { lastAnswers } from './consents.rules.ts'
import type { KeptSignature } from './evidence.bytes.ts'
import { getStory } from './stories.queries.ts'

/** A file that came for this, or a signature just kept in the vault. */
export type EvidenceGiven =
  | { nature: EvidenceNature; file_id: string }
  | { nature: 'signature'; signature: KeptSignature }

const methodOf: Record<EvidenceNature, ConsentMethod> = { spoken: 'spoken', signature: 'screen', paper: 'paper' }

/** Names the evidence inside a running change. Gives its id, for the ledger's rows. */
export async function attachEvidence(
  work: Work,
  thing: Allowed<Contribution, 'consent'>,
  given: EvidenceGiven,
  about: { person_id: string; wording: readonly string[]; wording_language: string; recorded_by: string | null },
): Promise<string> {
  const { wording, ...who } = about
  if ('signature' in given) {
    const { signature, nature } = given
    const file_id = await addFile(work, thing, { ...signature, purpose: 'evidence', received_by: who.recorded_by })
    const { sha256 } = signature
    return await addEvidence(work, thing, { ...who, nature, file_id, sha256, wording: wording.join('\n') })
  }
  const { nature, file_id } = given
  const file = (await listLooseEvidence(work.tx, thing.id)).find((each) => each.id === file_id)
  if (!file) throw notFound()
  const isSound = file.nature === 'sound' || file.nature === 'video'
  if (isSound !== (nature === 'spoken')) throw new AppError('invalid', 'another kind of evidence')
  return await addEvidence(work, thing, { ...who, nature, file_id, sha256: file.sha256, wording: wording.join('\n') })
}

/** Keeps an evidence of answers already recorded. Gives how many answers it now shows. */
export async function backAnswers(
  desk: Desk,
  actor: Actor,
  code: string,
  asked: { person_id: string; shows: readonly QuestionId[]; wording_language: Locale },
  given: EvidenceGiven,
  submission_id: string,
): Promise<number> {
  return await change(desk, { action: `interviews.evidence ${code}`, actor, submission_id }, async (work) => {
    const { thing, standing, witnesses } = await getStory(work.tx, actor, code, work.now)
    const allowed = allow(mayRecordConsent(actor, thing, standing), actor, 'consent', thing)
    const { person_id, wording_language } = asked
    if (!witnesses.some((each) => each.person_id === person_id)) throw notFound()
    if (actor.kind === 'member' && actor.person_id !== person_id && !isCollecting(actor, thing, standing))
      throw new AppError('forbidden', 'role')
    const today = dayOf(work.now)
    const last = lastAnswers(await listConsents(work.tx, thing.id), person_id)
    const shown = questions.flatMap((question) => {
      const row = asked.shows.includes(question.id) ? last.get(question.id) : undefined
      // An agreement that has ended is not given again by a photograph of it.
      return row && !(row.ends_on !== null && row.ends_on < today) ? [{ question, row }] : []
    })
    if (shown.length === 0) throw new AppError('invalid', 'no answer to show')
    const recorded_by = personOf(actor)
    const wording = shown.map(({ question }) => wordingOf(question, wording_language))
    const about = { person_id, wording, wording_language, recorded_by }
    const evidence_id = await attachEvidence(work, allowed, given, about)
    const rows = shown.map(({ question, row }) => ({
      person_id,
      use: question.use,
      form: question.form,
      answer: row.answer,
      ends_on: row.ends_on,
      capacity: row.capacity,
      said_by: row.said_by,
      method: methodOf[given.nature],
      in_front_of: row.in_front_of ?? recorded_by,
      wording_language,
      wording: wordingOf(question, wording_language),
      evidence_id,
    }))
    return await recordConsents(work, allowed, rows, recorded_by)
  })
}
