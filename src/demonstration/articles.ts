// The journal of the demonstration town.

import { change } from '#core/change.ts'
import { documentOf } from '#core/contribution/document.ts'
import { createContribution, getContribution, submitDraft } from '#core/contribution/contributions.ts'
import { mayEdit, maySignFor, noStanding } from '#core/contribution/contribution.can.ts'
import { allow } from '#core/people/can.ts'
import { recordSignoff } from '#core/review/reviews.ts'
import type { DemoArticle } from './data.ts'
import { idOf, memberOf, type Loaded } from './loaded.ts'

export async function loadArticle(loaded: Loaded, article: DemoArticle): Promise<void> {
  // Any kind whose author signs by sending: the journal's, when this installation has one.
  const kind = [...loaded.desk.kinds.values()].find((each) => !each.needsConsent)
  if (!kind) return
  const author = memberOf(loaded, article.author)
  const at = new Date('2026-05-04T08:00:00Z')
  const desk = { ...loaded.desk, now: () => at }
  const { id, revision_id } = await change(desk, { action: 'demonstration.article', actor: author }, async (work) => {
    const content = {
      language: article.language,
      texts: [
        {
          language: article.language,
          form: 'original' as const,
          title: article.title,
          lead: article.lead,
          quote: '',
          body: documentOf(article.body),
          machine: false,
        },
      ],
      period: '',
      themes: article.themes.map((theme) => idOf(loaded.themes, theme)),
      credits: [{ role: 'wrote' as const, person_id: author.person_id }],
      licence: 'CC-BY-SA-4.0' as const,
      details: kind.emptyDetails,
    }
    const created = await createContribution(work, {
      kind,
      space_id: loaded.space_id,
      content,
      facilitator_id: null,
      created_by: author.person_id,
    })
    const contribution = await getContribution(work.tx, { id: created.id })
    const submitted = await submitDraft(
      work,
      allow(mayEdit(author, contribution, noStanding), author, 'edit', contribution),
      author.person_id,
    )
    return { id: created.id, revision_id: submitted.revision_id }
  })
  for (const board of ['editorial', 'scientific'] as const) {
    const signer = loaded.cast.find(
      (person) =>
        person.key !== article.author && person.roles?.includes(board === 'editorial' ? 'editor' : 'scientist'),
    )
    if (!signer) throw new Error(`nobody to sign ${article.key}`)
    const member = memberOf(loaded, signer.key)
    await change(desk, { action: 'demonstration.article', actor: member }, async (work) => {
      const contribution = await getContribution(work.tx, { id })
      await recordSignoff(work, allow(maySignFor(board, member, contribution), member, 'sign', contribution), {
        revision_id,
        kind: board,
        decision: 'approve',
        person_id: member.person_id,
        method: 'screen',
        reason: '',
        opinion: '',
        opinion_is_public: false,
        recorded_by: member.person_id,
      })
    })
  }
}
