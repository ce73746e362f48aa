// One story of the demonstration, from the meeting to wherever it stands: collected, agreed, reviewed, shown, taken back.

import { change, type Work } from '#core/change.ts'
import {
  choosePseudonym,
  createContribution,
  getContribution,
  submitDraft,
  type Contribution,
} from '#core/contribution/contributions.ts'
import {
  mayEdit,
  mayRecordConsent,
  maySignAsWitness,
  maySignFor,
  noStanding,
} from '#core/contribution/contribution.can.ts'
import { recordConsents } from '#core/consent/consents.ts'
import type { Answer } from '#core/consent/uses.ts'
import { allow } from '#core/people/can.ts'
import { addDays, dayOf, startOfDay } from '#core/platform/clock.ts'
import { recordSignoff } from '#core/review/reviews.ts'
import type { Decision } from '#core/review/review.tables.ts'
import { formsOf } from '#core/media/needs.ts'
import type { DemoStory } from './data.ts'
import { loadEvidence } from './evidence.ts'
import { answersOf } from './answers.ts'
import { attachMedia, bringMedia, type BroughtMedia } from './media.ts'
import { idOf, memberOf, pick, type Loaded } from './loaded.ts'
import { finish, loadRemarks, type Step } from './stories.after.ts'
import { contentOf } from './stories.content.ts'
import { meet } from './stories.meeting.ts'

/** An hour of the town's life, `days` after a day. */
const hour = (day: string, days: number, hours: number): Date =>
  new Date(startOfDay(addDays(day, days)).getTime() + hours * 3_600_000)

export async function loadStory(loaded: Loaded, story: DemoStory): Promise<void> {
  const { desk } = loaded
  const kind = desk.kinds.get('testimony')
  if (!kind) throw new Error('no testimony kind')
  const relay = memberOf(loaded, story.facilitator)
  const voices = story.tellers.map((teller) => idOf(loaded.people, teller))
  const step: Step = async (days, hours, actor, work) =>
    await change(
      { ...desk, now: () => hour(story.collected_on, days, hours) },
      { action: 'demonstration.story', actor },
      work,
    )

  const brought: BroughtMedia[] = []
  for (const media of loaded.media.filter((each) => each.story === story.key))
    brought.push(await bringMedia(desk, media))
  const { id } = await step(0, 15, relay, async (work) => {
    const created = await createContribution(work, {
      kind,
      space_id: loaded.space_id,
      content: contentOf(loaded, story),
      facilitator_id: relay.person_id,
      created_by: relay.person_id,
      notes: story.notes ?? '',
    })
    work.touch(created.id)
    await meet(work, story, relay, voices, created.id)
    await attachMedia(work, await getContribution(work.tx, created), brought, { relay, voice: voices[0] })
    return created
  })
  const thing = async (work: Work): Promise<Contribution> => await getContribution(work.tx, { id })
  if (story.state === 'draft') return

  const shown = new Set<string>(brought.flatMap(({ media }) => formsOf({ ...media, speakers: [] }, voices)))
  const agreed: Answer = story.state === 'collected' || story.state === 'ready' ? 'later' : 'yes'
  await step(0, 16, relay, async (work) => {
    const contribution = await thing(work)
    const answers = voices.flatMap((voice) => answersOf(story, shown, voice, agreed, relay.person_id))
    await recordConsents(
      work,
      allow(mayRecordConsent(relay, contribution, noStanding), relay, 'consent', contribution),
      answers,
      relay.person_id,
    )
    if (story.consent.public_name)
      for (const voice of voices)
        await choosePseudonym(
          work,
          allow(mayEdit(relay, contribution, noStanding), relay, 'edit', contribution),
          voice,
          story.consent.public_name,
        )
  })
  const agreedAt = { ...desk, now: () => hour(story.collected_on, 0, 16) }
  for (const said of loaded.papers.evidence.filter((each) => each.story === story.key))
    await loadEvidence(agreedAt, relay, id, { ...said, person_id: idOf(loaded.people, said.teller) })
  if (story.state === 'collected') return

  const { revision_id } = await step(3, 10, relay, async (work) => {
    const contribution = await thing(work)
    return await submitDraft(
      work,
      allow(mayEdit(relay, contribution, noStanding), relay, 'edit', contribution),
      relay.person_id,
    )
  })
  await loadRemarks(loaded, story, revision_id, step, thing)

  const decide = async (
    days: number,
    who: string,
    board: 'editorial' | 'scientific',
    decision: Decision,
    reason = '',
  ) =>
    await step(days, 18, memberOf(loaded, who), async (work) => {
      const actor = memberOf(loaded, who)
      const contribution = await thing(work)
      const opinion = story.opinion && board === 'scientific' ? story.opinion : undefined
      await recordSignoff(work, allow(maySignFor(board, actor, contribution), actor, 'sign', contribution), {
        revision_id,
        kind: board,
        decision,
        person_id: actor.person_id,
        method: 'screen',
        reason,
        opinion: opinion?.text ?? '',
        opinion_is_public: opinion?.published ?? false,
        recorded_by: actor.person_id,
      })
    })
  const editor = pick(loaded, 'editor', [story.facilitator, ...story.tellers])
  const historian = pick(loaded, 'scientist', [story.facilitator, ...story.tellers])
  if (story.state === 'in_review') return
  if (story.state === 'changes_asked') return await decide(9, editor, 'editorial', 'changes', story.reason ?? '')
  if (story.state === 'refused') return await decide(9, editor, 'editorial', 'refuse', story.reason ?? '')
  await decide(9, editor, 'editorial', 'approve')
  if (story.state === 'waiting_scientific') return
  await decide(12, historian, 'scientific', 'approve')
  if (story.state === 'waiting_witness') return
  await step(16, 11, relay, async (work) => {
    const contribution = await thing(work)
    for (const voice of voices)
      await recordSignoff(work, allow(maySignAsWitness(relay, contribution, noStanding), relay, 'sign', contribution), {
        revision_id,
        kind: 'witness',
        decision: 'approve',
        person_id: voice,
        method: 'read_aloud',
        reason: '',
        opinion: '',
        opinion_is_public: false,
        recorded_by: relay.person_id,
      })
  })
  await finish(story, step, thing, relay, voices, dayOf(desk.now()))
}
