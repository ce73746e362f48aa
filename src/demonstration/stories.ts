// One story of the demonstration, from the meeting to wherever it stands: collected, agreed, reviewed, shown, taken back.

import { change, type Work } from '#core/change.ts'
import type { Content } from '#core/contribution/content.ts'
import { documentOf, plainTextOf } from '#core/contribution/document.ts'
import {
  choosePseudonym,
  createContribution,
  getContribution,
  saveDraft,
  submitDraft,
  type Contribution,
} from '#core/contribution/contributions.ts'
import {
  mayEdit,
  mayRecordConsent,
  mayRemark,
  maySeal,
  maySignAsWitness,
  maySignFor,
  noStanding,
} from '#core/contribution/contribution.can.ts'
import { placeSeal, recordConsents } from '#core/consent/consents.ts'
import type { Answer } from '#core/consent/uses.ts'
import type { Desk } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import { grantMandate, type MandateInput } from '#core/people/mandates.ts'
import type { Member } from '#core/people/roles.ts'
import { addDays, dayOf, startOfDay } from '#core/platform/clock.ts'
import { addRemark, recordSignoff, settleRemark } from '#core/review/reviews.ts'
import type { Decision } from '#core/review/review.tables.ts'
import { formsOf } from '#core/media/needs.ts'
import type { DemoPapers, DemoPerson, DemoStory } from './data.ts'
import { loadEvidence } from './evidence.ts'
import { answersOf } from './answers.ts'
import { attachMedia, bringMedia, type BroughtMedia } from './media.ts'
import type { DemoMedia } from './media.data.ts'

export type Loaded = {
  desk: Desk
  space_id: string
  people: ReadonlyMap<string, string>
  themes: ReadonlyMap<string, string>
  cast: readonly DemoPerson[]
  media: readonly DemoMedia[]
  papers: DemoPapers
}

export function idOf(map: ReadonlyMap<string, string>, key: string): string {
  const id = map.get(key)
  if (!id) throw new Error(`the demonstration names "${key}", which it does not describe`)
  return id
}

export function memberOf(loaded: Loaded, key: string): Member {
  const person = loaded.cast.find((each) => each.key === key)
  return {
    kind: 'member',
    person_id: idOf(loaded.people, key),
    name: person?.name ?? key,
    space_id: loaded.space_id,
    roles: person?.roles ?? [],
  }
}

/** An hour of the town's life, `days` after a day. */
const hour = (day: string, days: number, hours: number): Date =>
  new Date(startOfDay(addDays(day, days)).getTime() + hours * 3_600_000)

export async function loadStory(loaded: Loaded, story: DemoStory): Promise<void> {
  const { desk } = loaded
  const kind = desk.kinds.get('testimony')
  if (!kind) throw new Error('no testimony kind')
  const relay = memberOf(loaded, story.facilitator)
  const voices = story.tellers.map((teller) => idOf(loaded.people, teller))
  const step = async <Result>(
    days: number,
    hours: number,
    actor: Member,
    work: (work: Work) => Promise<Result>,
  ): Promise<Result> =>
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

/** The meeting where the story was told, and the mandate that each witness gave her facilitator the first time. */
async function meet(
  work: Work,
  story: DemoStory,
  relay: Member,
  voices: readonly string[],
  contribution_id: string,
): Promise<void> {
  for (const voice of voices) {
    const given = await work.tx
      .selectFrom('desk.mandate')
      .select('id')
      .where('person_id', '=', voice)
      .where('facilitator_id', '=', relay.person_id)
      .executeTakeFirst()
    const mandate: MandateInput = {
      scope: ['collect', 'sign', 'withdraw'],
      evidence: 'spoken',
      evidence_note: story.collected_at,
      starts_on: story.collected_on,
      ends_on: addDays(story.collected_on, 730),
    }
    if (!given) await grantMandate(work, voice, relay.person_id, mandate, relay.person_id)
  }
  const isOver = story.state !== 'draft' && story.state !== 'collected'
  const { id } = await work.tx
    .insertInto('desk.interview')
    .values({
      space_id: relay.space_id,
      contribution_id,
      facilitator_id: relay.person_id,
      held_on: story.collected_on,
      place: story.collected_at,
      language: story.language,
      notes: story.notes ?? '',
      notes_saved_at: work.now,
      created_at: work.now,
      ended_at: isOver ? work.now : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.tx
    .insertInto('desk.interview_witness')
    .values(voices.map((person_id) => ({ interview_id: id, person_id })))
    .execute()
}

type Step = <Result>(
  days: number,
  hours: number,
  actor: Member,
  work: (work: Work) => Promise<Result>,
) => Promise<Result>

async function loadRemarks(
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
async function finish(
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

function contentOf(loaded: Loaded, story: DemoStory): Content {
  return {
    language: story.language,
    texts: story.texts.map((text) => ({
      language: text.language,
      form: text.form,
      title: text.title,
      lead: text.lead ?? '',
      quote: text.quote ?? '',
      body: documentOf(text.body),
      machine: text.machine ?? false,
    })),
    period: story.period,
    themes: story.themes.map((theme) => idOf(loaded.themes, theme)),
    credits: [
      ...story.tellers.map((teller) => ({ role: 'told' as const, person_id: idOf(loaded.people, teller) })),
      ...story.credits
        .filter((credit) => credit.role !== 'told')
        .map((credit) => ({ role: credit.role, person_id: idOf(loaded.people, credit.person) })),
    ],
    licence: story.licence,
    details: {
      stages: story.stages.map((stage) => ({
        place: stage.place,
        country: stage.country ?? '',
        lat: stage.lat ?? null,
        lon: stage.lon ?? null,
        when: stage.when,
        words: stage.words ?? {},
        travel: stage.travel ?? false,
        nature: stage.nature ?? '',
      })),
      objects: story.objects ?? [],
      collected_on: story.collected_on,
      collected_at: story.collected_at,
      medium: 'text',
    },
  }
}

/** Someone with this role who has no hand in the story. */
function pick(loaded: Loaded, role: 'editor' | 'scientist', not: readonly string[]): string {
  const found = loaded.cast.find((person) => person.roles?.includes(role) && !not.includes(person.key))
  if (!found) throw new Error(`the demonstration has no ${role} to sign`)
  return found.key
}
