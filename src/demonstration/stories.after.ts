// What happens to a story of the demonstration once it was sent: remarks of the boards, and what came after it was shown.

import type { Work } from '#core/change.ts'
import { placeSeal } from '#core/consent/consents.ts'
import { mayEdit, mayRemark, maySeal, noStanding } from '#core/contribution/contribution.can.ts'
import { saveDraft, submitDraft, type Contribution } from '#core/contribution/contributions.ts'
import { documentOf, plainTextOf } from '#core/contribution/document.ts'
import { allow } from '#core/people/can.ts'
import type { Member } from '#core/people/roles.ts'
import { addDays } from '#core/platform/clock.ts'
import { addRemark, settleRemark } from '#core/review/reviews.ts'
import type { DemoStory } from './data.ts'
import { memberOf, type Loaded } from './loaded.ts'

/** One thing done by someone, so many days and hours after the story was told. */
export type Step = <Result>(
  days: number,
  hours: number,
  actor: Member,
  work: (work: Work) => Promise<Result>,
) => Promise<Result>

export async function loadRemarks(
  loaded: Loaded,
  story: DemoStory,
  revision_id: string,
  step: Step,
  thing: (work: Work) => Promise<Contribution>,
): Promise<void> {
  for (const remark of story.remarks ?? []) {
    const text = story.texts.find(
      (each) => each.form !== 'easy' && plainTextOf(documentOf(each.body)).includes(remark.quote),
    )
    if (!text) throw new Error(`${story.key}: no text holds "${remark.quote}"`)
    const author = memberOf(loaded, remark.by)
    await step(6, 20, author, async (work) => {
      const contribution = await thing(work)
      const allowed = allow(mayRemark(author, contribution, noStanding), author, 'remark', contribution)
      const id = await addRemark(work, allowed, {
        revision_id,
        language: text.language,
        form: text.form,
        quote: remark.quote,
        start: plainTextOf(documentOf(text.body)).indexOf(remark.quote),
        body: remark.text,
        author_id: author.person_id,
      })
      if (remark.settled) await settleRemark(work, allowed, id, { by: author.person_id, note: '' })
    })
  }
}

/** What came after it was shown: taken back, its name hidden, hidden for a time, or worked on again. */
export async function finish(
  story: DemoStory,
  step: Step,
  thing: (work: Work) => Promise<Contribution>,
  relay: Member,
  voices: readonly string[],
  today: string,
): Promise<void> {
  const seal = async (scope: 'all' | 'name', until: string | null) =>
    await step(30, 14, relay, async (work) => {
      const contribution = await thing(work)
      await placeSeal(work, allow(maySeal(relay, contribution, noStanding), relay, 'seal', contribution), {
        scope,
        person_id: scope === 'name' ? (voices[0] ?? null) : null,
        until,
        reason: 'withdrawal',
        asked_by: 'witness',
        placed_by: relay.person_id,
      })
    })
  if (story.state === 'withdrawn') await seal('all', null)
  if (story.state === 'name_sealed') await seal('name', null)
  if (story.state === 'sealed_until') await seal('all', addDays(today, 180))
  if (story.state !== 'published_with_newer') return
  await step(40, 10, relay, async (work) => {
    const contribution = await thing(work)
    const allowed = allow(mayEdit(relay, contribution, noStanding), relay, 'edit', contribution)
    const texts = contribution.draft.texts.map((text) =>
      text.form === 'easy' ? text : { ...text, body: documentOf(plainTextOf(text.body).replace(/\.$/, '…')) },
    )
    await saveDraft(work, kindOf(work, contribution.kind), allowed, contribution.draft_version, {
      content: { ...contribution.draft, texts },
      saved_by: relay.person_id,
    })
    await submitDraft(work, allowed, relay.person_id)
  })
}

function kindOf(work: Work, name: string) {
  const kind = work.kinds.get(name)
  if (!kind) throw new Error(`no kind ${name}`)
  return kind
}
