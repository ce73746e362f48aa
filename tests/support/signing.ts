// What brings a story that was made to the site: sent, agreed to by who told it, signed by whoever a town may ask.

import type { Work } from '#core/change.ts'
import { recordConsents } from '#core/consent/consents.ts'
import type { Answer, Form } from '#core/consent/uses.ts'
import { getContribution, submitDraft } from '#core/contribution/contributions.ts'
import { allow, yes } from '#core/people/can.ts'
import type { Machine } from '#core/people/roles.ts'
import { recordSignoff } from '#core/review/reviews.ts'
import type { SignoffKind } from '#core/review/review.tables.ts'

type Told = { id: string; witness_id: string }
type By = { actor: Machine; person_id?: string | null }

/** Sends the draft as it is now. Gives the revision. */
export async function send(work: Work, { actor, person_id = null }: By, { id }: Told): Promise<string> {
  const draft = await getContribution(work.tx, { id })
  return (await submitDraft(work, allow(yes, actor, 'edit', draft), person_id)).revision_id
}

/** What she who tells answers, for the site, of each form. */
export async function agree(
  work: Work,
  { actor, person_id = null }: By,
  { id, witness_id }: Told,
  answers: Partial<Record<Form, Answer>>,
): Promise<void> {
  const rows = (Object.entries(answers) as [Form, Answer][]).map(([form, answer]) => ({
    person_id: witness_id,
    use: 'site' as const,
    form,
    answer,
    capacity: 'self' as const,
    said_by: '',
    method: 'spoken' as const,
    in_front_of: person_id,
    wording_language: 'fr',
    wording: 'Publier son récit',
    ends_on: null,
  }))
  await recordConsents(work, allow(yes, actor, 'consent', await getContribution(work.tx, { id })), rows, person_id)
}

/** Signs a revision: both boards by this editor, and she who tells. Some towns ask for fewer: `kinds`. */
export async function sign(
  work: Work,
  { actor }: By,
  { id, witness_id }: Told,
  revision_id: string,
  editor_id: string,
  kinds: readonly SignoffKind[] = ['editorial', 'scientific', 'witness'],
): Promise<void> {
  for (const kind of kinds)
    await recordSignoff(work, allow(yes, actor, 'sign', await getContribution(work.tx, { id })), {
      revision_id,
      kind,
      person_id: kind === 'witness' ? witness_id : editor_id,
      method: kind === 'witness' ? 'read_aloud' : 'screen',
      decision: 'approve',
      reason: '',
      opinion: '',
      opinion_is_public: false,
      recorded_by: null,
    })
}
