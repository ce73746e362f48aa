// Histories of one story, told at random: what people may do to it, played through the real changes and kept beside in
// plain lists; and the rules of what may be read, said again as a child would. Secrets are planted everywhere.

import fc from 'fast-check'
import { emptyTestimonyDetails } from '#capabilities/testimonies/testimonies.kind.ts'
import type { Content } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { documentOf } from '#core/contribution/document.ts'
import { publishDue } from '#core/jobs.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { Decision } from '#core/review/review.tables.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aPerson, type Town } from '#tests/support/town.ts'
import { deedsOf } from './deeds.ts'

/** Two witnesses, each with a name that no dictionary has, in two scripts. */
export const cast = [
  {
    name: 'Zalindra Motchevski',
    other: 'زليندرا موتشفسكي',
    parts: ['zalindra', 'motchevski', 'زليندرا', 'موتشفسكي'],
    chosen: 'Mirabelle',
  },
  {
    name: 'Qorbane Tulefraux',
    other: 'قربان تولفرو',
    parts: ['qorbane', 'tulefraux', 'قربان', 'تولفرو'],
    chosen: 'Capucine',
  },
] as const
const always = {
  phone: '06 99 88 77 66',
  mail: 'sekretwitness@example.org',
  notes: 'notesekret',
  person: 'fichesekret',
  opinion: 'opinionsekret',
  reason: 'motifsekret',
  remark: 'remarquesekret',
  draft: 'brouillonsekret',
}

export type Who = 0 | 1
export type Step =
  | { do: 'revise'; voices: 1 | 2 }
  | {
      do: 'sign'
      kind: 'editorial' | 'witness' | 'scientific'
      who: Who
      decision: Decision
      back: 0 | 1
      isPublic: boolean
    }
  | { do: 'answer'; who: Who; form: 'text' | 'name' | 'voice'; answer: 'yes' | 'no' | 'later'; lasts: number | null }
  | { do: 'seal'; scope: 'all' | 'name'; who: Who; days: number | null }
  | { do: 'lift' }
  | { do: 'rename'; who: Who; isChosen: boolean }
  | { do: 'draft' }
  | { do: 'remark' }
  | { do: 'wait'; days: number }

const who = fc.constantFrom<Who>(0, 0, 1)
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revise' as const), voices: fc.constantFrom<1 | 2>(1, 1, 2) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('sign' as const),
      kind: fc.constantFrom('editorial' as const, 'witness' as const, 'witness' as const, 'scientific' as const),
      who,
      decision: fc.constantFrom<Decision>('approve', 'approve', 'approve', 'approve', 'changes', 'refuse'),
      back: fc.constantFrom<0 | 1>(0, 0, 1),
      isPublic: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      who,
      form: fc.constantFrom('text' as const, 'name' as const, 'name' as const, 'voice' as const),
      answer: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'later' as const),
      lasts: fc.option(fc.integer({ min: 0, max: 30 }), { freq: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('seal' as const),
      scope: fc.constantFrom('all' as const, 'name' as const, 'name' as const),
      who,
      days: fc.option(fc.integer({ min: -2, max: 20 })),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'lift' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), who, isChosen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'draft' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'remark' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 12 }) }) },
)
/** Leads to the shelf, so that most histories begin with something to hide. */
export const opening: Step[] = [
  { do: 'sign', kind: 'editorial', who: 0, decision: 'approve', back: 0, isPublic: false },
  { do: 'sign', kind: 'witness', who: 0, decision: 'approve', back: 0, isPublic: false },
  { do: 'answer', who: 0, form: 'text', answer: 'yes', lasts: null },
  { do: 'answer', who: 0, form: 'name', answer: 'yes', lasts: null },
]

/** The world in its simplest form: plain lists, beside what the database holds. */
export type World = {
  now: Date
  story: TestStory
  people: [string, string]
  revisions: { mark: string; voices: string[] }[]
  words: { revision: number; kind: string; person: string; decision: Decision }[]
  answers: { person: string; form: string; answer: string; ends_on: string | null }[]
  seals: { scope: 'all' | 'name'; person: string | null; until: string | null; lifted: boolean }[]
  chosen: [boolean, boolean]
}

let count = 0
/** Marks are letters only: a search finds them whole. */
const markOf = (number: number): string =>
  `marque${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}zz`

/** Histories in this town, of stories on this theme. `await histories.play(world, step)` does one more thing. */
export async function historiesOf(town: Town, theme_id: string) {
  const { desk, members } = town
  const deeds = deedsOf(desk, town.space_id)
  const second = await aPerson(desk, cast[1].name, {
    other_names: [cast[1].other],
    born: 1950,
    phone: always.phone,
    email: `2${always.mail}`,
  })

  function contentOf(world: World, draft: Content, mark: string, voices: 1 | 2): Content {
    const told = cast.slice(0, voices)
    const names = told.map((each) => each.name).join(' et ')
    const shouted = told.map((each) => each.name.toUpperCase()).join(' ')
    const arabic = told.map((each) => `و${each.other}`).join(' ')
    const text = (language: string, form: 'original' | 'translation' | 'easy', body: string) => ({
      language,
      form,
      title: `${names} ${form} ${mark}`,
      lead: `Avec ${names}`,
      quote: `${shouted} a dit`,
      body: documentOf(body),
      machine: false,
    })
    return {
      ...draft,
      texts: [
        text('fr', 'original', `Je suis ${names}, ${mark}.\n\n## ${names}\n\n> ${shouted}`),
        text('ar', 'translation', `قالت ${arabic} ${mark}`),
        text('fr', 'easy', `${names} raconte. ${mark}`),
      ],
      period: '1969',
      themes: [theme_id],
      credits: [
        ...world.people.slice(0, voices).map((person_id) => ({ person_id, role: 'told' as const })),
        { person_id: members.facilitator.person_id, role: 'collected' as const },
      ],
      details: {
        ...emptyTestimonyDetails,
        collected_at: `Chez ${names}`,
        stages: [
          {
            place: 'Oranville',
            country: 'FR',
            lat: 47,
            lon: 6,
            when: '1969',
            words: { fr: `${names} attend ${mark}`, ar: arabic },
            travel: true,
          },
          { place: `Maison de ${names}`, country: '', lat: null, lon: null, when: '', words: {}, travel: false },
        ],
      },
    }
  }

  async function begin(): Promise<World> {
    town.setNow(new Date())
    const story = await aStory(town, { until: 'draft', name: cast[0].name })
    await desk.db
      .updateTable('desk.person')
      .set({
        other_names: [cast[0].other],
        phone: always.phone,
        email: `${story.code}${always.mail}`,
        notes: always.person,
      })
      .where('id', '=', story.witness_id)
      .execute()
    await desk.db.updateTable('desk.contribution').set({ notes: always.notes }).where('id', '=', story.id).execute()
    const world: World = {
      now: new Date(),
      story,
      people: [story.witness_id, second],
      revisions: [],
      words: [],
      answers: [],
      seals: [],
      chosen: [false, false],
    }
    await play(world, { do: 'revise', voices: 1 })
    return world
  }

  async function play(world: World, done: Step): Promise<void> {
    const { story, people } = world
    const { id } = story
    if (done.do === 'revise') {
      const mark = markOf((count += 1))
      await deeds.revise(id, (draft) => contentOf(world, draft, mark, done.voices))
      world.revisions.push({ mark, voices: people.slice(0, done.voices) })
    }
    if (done.do === 'sign') {
      const revision = world.revisions.length - 1 - done.back
      if (revision < 0) return
      const person =
        done.kind === 'witness'
          ? people[done.who]
          : members[done.kind === 'editorial' ? 'editor' : 'scientist'].person_id
      const opinion = done.isPublic ? `Avis public sur ${cast[0].name}` : always.opinion
      await deeds.sign(id, {
        kind: done.kind,
        person_id: person,
        decision: done.decision,
        back: done.back,
        reason: always.reason,
        opinion: done.kind === 'witness' ? '' : opinion,
        opinion_is_public: done.kind !== 'witness' && done.isPublic,
      })
      world.words.push({ revision, kind: done.kind, person, decision: done.decision })
    }
    if (done.do === 'answer') {
      const ends_on = done.lasts === null ? null : addDays(dayOf(world.now), done.lasts)
      await deeds.answer(id, { person_id: people[done.who], form: done.form, answer: done.answer, ends_on })
      world.answers.push({ person: people[done.who], form: done.form, answer: done.answer, ends_on })
    }
    if (done.do === 'seal') {
      const person = done.scope === 'name' ? people[done.who] : null
      const until = done.days === null ? null : addDays(dayOf(world.now), done.days)
      await deeds.seal(id, { scope: done.scope, person_id: person, until, reason: until ? 'embargo' : 'withdrawal' })
      world.seals.push({ scope: done.scope, person, until, lifted: false })
    }
    if (done.do === 'lift') {
      await deeds.liftAll(id)
      for (const seal of world.seals) seal.lifted = true
    }
    if (done.do === 'rename') {
      // Only who is credited has another name here.
      if (done.who === 1 && !world.revisions.some((revision) => revision.voices.length === 2)) return
      await deeds.rename(id, people[done.who], done.isChosen ? cast[done.who].chosen : null)
      world.chosen[done.who] = done.isChosen
    }
    if (done.do === 'draft') {
      const { draft, draft_version } = await getContribution(desk.db, { id })
      await deeds.save(
        id,
        {
          ...draft,
          texts: draft.texts.map((text) => ({
            ...text,
            title: `${always.draft} ${text.title}`.slice(0, 200),
            body: documentOf(always.draft),
          })),
        },
        draft_version,
      )
    }
    if (done.do === 'remark') await deeds.remark(id, members.editor.person_id, always.remark)
    if (done.do === 'wait') {
      world.now = new Date(world.now.getTime() + done.days * 86_400_000)
      town.setNow(world.now)
      while ((await publishDue(desk)) > 0);
    }
  }

  return { begin, play }
}

/** The rules again, as a child would say them: which revision may be read, and whose name. */
export function allowed(world: World): { shown: World['revisions'][number] | undefined; names: [boolean, boolean] } {
  const today = dayOf(world.now)
  const says = (person: string, form: string): boolean => {
    const row = world.answers.filter((each) => each.person === person && each.form === form).pop()
    return row?.answer === 'yes' && (row.ends_on === null || today <= row.ends_on)
  }
  const isSealed = (scope: string, person: string | null) =>
    world.seals.some(
      (seal) =>
        seal.scope === scope && seal.person === person && !seal.lifted && (seal.until === null || today < seal.until),
    )
  let shown: World['revisions'][number] | undefined
  for (const [index, revision] of world.revisions.entries()) {
    const word = (kind: string, person?: string) =>
      world.words
        .filter(
          (each) => each.revision === index && each.kind === kind && (person === undefined || each.person === person),
        )
        .pop()?.decision
    const said = [word('editorial'), word('scientific'), ...revision.voices.map((voice) => word('witness', voice))]
    if (
      word('editorial') === 'approve' &&
      revision.voices.every((voice) => word('witness', voice) === 'approve') &&
      !said.includes('refuse') &&
      !said.includes('changes')
    )
      shown = revision
  }
  // Whoever told before and no longer does keeps her no: her words may still be there.
  const before = shown ? world.revisions.slice(0, world.revisions.indexOf(shown)).flatMap((each) => each.voices) : []
  const refused = before
    .filter((voice) => !shown?.voices.includes(voice))
    .some(
      (voice) => world.answers.filter((each) => each.person === voice && each.form === 'text').pop()?.answer === 'no',
    )
  if (shown && (refused || !shown.voices.every((voice) => says(voice, 'text')) || isSealed('all', null)))
    shown = undefined
  return {
    shown,
    names: [0, 1].map(
      (index) => says(world.people[index as Who], 'name') && !isSealed('name', world.people[index as Who]),
    ) as [boolean, boolean],
  }
}

/** All that must be read nowhere, now: lower case. */
export function secretsOf(world: World): string[] {
  const { shown, names } = allowed(world)
  const hiddenNames = cast.filter(
    (_, index) => !shown?.voices.includes(world.people[index as Who]) || !names[index as Who],
  )
  return [
    ...Object.values(always),
    ...world.revisions.filter((each) => each !== shown).map((each) => each.mark),
    ...hiddenNames.flatMap((each) => each.parts),
  ].map((each) => each.toLowerCase())
}
