// No leak through any public door (P-07, P-12, SEC-03): random histories of a story with planted secrets, played through
// the real changes in the real database; after each, a visitor opens every public address, in French and in Arabic, and
// searches for every secret. What should be read is compared with the rules written as a child would.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyTestimonyDetails } from '#capabilities/testimonies/testimonies.kind.ts'
import { change } from '#core/change.ts'
import type { Content } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { documentOf } from '#core/contribution/document.ts'
import { hrefOf, type Door } from '#core/doors.ts'
import { publishDue } from '#core/jobs.ts'
import { visitor } from '#core/people/roles.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Decision } from '#core/review/review.tables.ts'
import { incoherences } from '#tests/support/coherence.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aPerson, aTown } from '#tests/support/town.ts'
import { deedsOf } from './safety/deeds.ts'

const runs = Number(process.env['RUNS'] ?? 60)

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const deeds = deedsOf(desk, town.space_id)
const anyone = town.as(visitor)

/** Two witnesses, each with a name that no dictionary has, in two scripts. */
const cast = [
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

const second = await aPerson(desk, cast[1].name, {
  other_names: [cast[1].other],
  born: 1950,
  phone: always.phone,
  email: `2${always.mail}`,
})
const theme = await desk.db
  .insertInto('desk.theme')
  .values({
    parent_id: null,
    slug: 'exil',
    names: JSON.stringify({ fr: 'Exil', en: 'Exile', ar: 'منفى' }),
    presentation: '{}',
    accent: 'terre',
    position: 1,
    retired_at: null,
  })
  .returning('id')
  .executeTakeFirstOrThrow()
await database.desk
  .insertInto('shelf.theme')
  .values({
    id: theme.id,
    parent_id: null,
    slug: 'exil',
    names: JSON.stringify({ fr: 'Exil', en: 'Exile', ar: 'منفى' }),
    presentation: '{}',
    accent: 'terre',
    position: 1,
  })
  .execute()
await database.desk.insertInto('shelf.theme_address').values({ slug: 'exil', theme_id: theme.id }).execute()
/** A story that crosses the other one by place, time and theme: its page must not tell of it either. */
const neighbour = await aStory(town, {
  title: 'La voisine',
  period: '1969',
  themes: [theme.id],
  stages: [{ place: 'Oranville', when: '1969' }],
  named: true,
  name: 'Voisine Ordinaire',
})

type Who = 0 | 1
type Step =
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
const step: fc.Arbitrary<Step> = fc.oneof(
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
const opening: Step[] = [
  { do: 'sign', kind: 'editorial', who: 0, decision: 'approve', back: 0, isPublic: false },
  { do: 'sign', kind: 'witness', who: 0, decision: 'approve', back: 0, isPublic: false },
  { do: 'answer', who: 0, form: 'text', answer: 'yes', lasts: null },
  { do: 'answer', who: 0, form: 'name', answer: 'yes', lasts: null },
]

/** The world in its simplest form: plain lists, beside what the database holds. */
type World = {
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
    themes: [theme.id],
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
      done.kind === 'witness' ? people[done.who] : members[done.kind === 'editorial' ? 'editor' : 'scientist'].person_id
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

/** The rules again, as a child would say them: which revision may be read, and whose name. */
function allowed(world: World): { shown: World['revisions'][number] | undefined; names: [boolean, boolean] } {
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
  if (shown && (!shown.voices.every((voice) => says(voice, 'text')) || isSealed('all', null))) shown = undefined
  return {
    shown,
    names: [0, 1].map(
      (index) => says(world.people[index as Who], 'name') && !isSealed('name', world.people[index as Who]),
    ) as [boolean, boolean],
  }
}

/** All that must be read nowhere, now: lower case. */
function secretsOf(world: World): string[] {
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

// Every public reading door, whatever capability opened it; sometimes also the pages of forms that anyone may open.
const open = town.app.doors.filter((door) => door.method === 'get' && door.who === 'anyone')
const doors = open.filter((door) => door.connection === 'reader')
const pathsOf = (door: Door, world: World, locale: Locale): string[] => {
  const values: Record<string, string[]> = {
    code: [world.story.code, neighbour.code],
    slug: ['x', 'exil'],
    theme: ['exil'],
    page: ['mentions'],
    language: ['fr', 'ar'],
    number: ['123456'],
  }
  let all: Record<string, string>[] = [{}]
  for (const [, name = ''] of door.address[locale].matchAll(/:([a-z_]+)/g))
    all = all.flatMap((params) => (values[name] ?? ['x']).map((value) => ({ ...params, [name]: value })))
  return all.map((params) => hrefOf(locale, door.address, params))
}

const decoded = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (coded) => {
    try {
      return decodeURIComponent(coded)
    } catch {
      return coded
    }
  })

/** What a visitor reads there: body, address she is led to, headers; and where that leads. */
async function read(path: string): Promise<{ status: number; all: string }> {
  const response = await anyone.get(path)
  const location = response.headers.get('location')
  const here = `${await response.text()} ${[...response.headers].join(' ')}`
  const next = location?.startsWith('/') ? await read(location) : undefined
  if (response.status >= 500) throw new Error(`${path} → ${response.status}`)
  return {
    status: next?.status ?? response.status,
    all: decoded(`${here} ${next?.all ?? ''}`)
      .normalize('NFC')
      .toLowerCase(),
  }
}

async function crawl(world: World, isWhole = true): Promise<{ leaks: string[]; pages: number; seen: Set<string> }> {
  const { shown } = allowed(world)
  const secrets = secretsOf(world)
  const { code } = world.story
  // A whole crawl opens everything; a quick one, every door that leads to a story or a theme and half of the others.
  const opened = isWhole ? open : doors.filter((door) => door.address.fr.includes(':') || Math.random() < 0.5)
  const paths = (['fr', 'ar'] as const).flatMap((locale) => opened.flatMap((door) => pathsOf(door, world, locale)))
  const more = [
    '/recits?theme=exil',
    '/recits?langue=fr',
    '/recits?forme=text',
    `/recits/${code}/x?texte=ar`,
    `/recits/${code}/x?facile=1`,
    `/recits/${code}/x?traduction=non`,
    `/en/stories/${code}`,
  ]
  const leaks: string[] = []
  const seen = new Set<string>()
  for (const path of new Set([...paths, ...more])) {
    const { all } = await read(path)
    if (shown && all.includes(shown.mark)) seen.add(path)
    for (const secret of secrets) if (all.includes(secret)) leaks.push(`${path} tells "${secret}"`)
    // What is hidden does not even seem to exist elsewhere than at its own address.
    if (!shown && !path.includes(code) && all.includes(code)) leaks.push(`${path} tells of ${code}`)
  }
  // The box shows what was typed: only what is found must be nothing.
  for (const secret of isWhole ? secrets : secrets.toSorted(() => Math.random() - 0.5).slice(0, 5)) {
    const { all } = await read(`/recits?q=${encodeURIComponent(secret)}`)
    if (all.includes(code)) leaks.push(`searching "${secret}" finds ${code}`)
  }
  return { leaks, pages: paths.length + more.length + secrets.length, seen }
}

describe('what a visitor may read', () => {
  test(`is what the rules allow and no planted secret, through ${runs} random histories`, async () => {
    const totals = { shown: 0, hidden: 0, named: 0, unnamed: 0, pages: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 3, 3, 4, 4),
        fc.array(step, { minLength: 1, maxLength: 10 }),
        async (opened, steps) => {
          const world = await begin()
          for (const each of [...opening.slice(0, opened), ...steps]) await play(world, each)
          const { shown, names } = allowed(world)

          const held = await desk.db
            .selectFrom('shelf.text')
            .selectAll()
            .where('item_id', '=', world.story.id)
            .execute()
          expect(new Set(held.map((text) => /marque[a-j]+zz/.exec(JSON.stringify(text.body))?.[0]))).toEqual(
            new Set(shown ? [shown.mark] : []),
          )
          const item = await desk.db
            .selectFrom('shelf.item')
            .selectAll()
            .where('id', '=', world.story.id)
            .executeTakeFirst()
          const told = item?.credits.filter((credit) => credit.role === 'told').map((credit) => credit.name)
          expect(told).toEqual(
            shown?.voices.map((_, index) =>
              names[index as Who]
                ? cast[index as Who].name
                : world.chosen[index as Who]
                  ? cast[index as Who].chosen
                  : null,
            ),
          )
          expect(await incoherences(desk, [world.story.id])).toEqual([])

          const { leaks, pages, seen } = await crawl(world, false)
          expect(leaks).toEqual([])
          totals.pages += pages
          if (shown) {
            // The crawl does open the doors: what may be read is read, in the list, on its page, beside its neighbour.
            for (const path of [
              `/recits/${world.story.code}/x`,
              `/ar/stories/${world.story.code}/x`,
              '/recits?theme=exil',
            ])
              expect([...seen]).toContain(path)
            totals.shown += 1
            totals[names[0] ? 'named' : 'unnamed'] += 1
            expect((await read(`/recits?q=${shown.mark}`)).all).toContain(world.story.code)
          } else totals.hidden += 1
          // Leaves the town as it was, so that the next history is alone on the first page.
          await deeds.seal(world.story.id)
          town.setNow(new Date())
        },
      ),
      { numRuns: runs, endOnFailure: true },
    )
    // A property that never meets each case would prove nothing.
    for (const total of Object.values(totals)) expect(total).toBeGreaterThanOrEqual(Math.min(5, Math.floor(runs / 10)))
  }, 180_000)

  test('is nothing more of what ended, though no job ran', async () => {
    const world = await begin()
    for (const each of opening.slice(0, 3)) await play(world, each)
    expect((await crawl(world)).seen.size).toBeGreaterThan(3)
    // Her agreement ended yesterday, said the day before: the database’s own clock is past it.
    town.setNow(new Date(Date.now() - 2 * 86_400_000))
    await deeds.answer(world.story.id, {
      person_id: world.story.witness_id,
      form: 'text',
      answer: 'yes',
      ends_on: addDays(dayOf(new Date()), -1),
    })
    world.answers.push({ person: world.story.witness_id, form: 'text', answer: 'no', ends_on: null })
    expect(await desk.db.selectFrom('shelf.item').select('id').where('id', '=', world.story.id).execute()).toHaveLength(
      1,
    )
    for (const table of ['shelf.item', 'shelf.text', 'shelf.item_theme', 'shelf.place'] as const)
      expect(
        await database.reader
          .selectFrom(table)
          .selectAll()
          .where(table === 'shelf.item' ? 'shelf.item.id' : ('item_id' as never), '=', world.story.id)
          .execute(),
      ).toEqual([])
    expect((await crawl(world)).leaks).toEqual([])
  })

  test('opens on every reading door of the application', () => {
    expect(doors.length).toBeGreaterThanOrEqual(3)
    expect(
      town.app.doors.filter((door) => door.connection === 'reader' && (door.who !== 'anyone' || door.method !== 'get')),
    ).toEqual([])
  })

  test('is the same after the hands of the clock were moved, on the two strange Sundays', async () => {
    // Each spans a change of hour in town: the last minute of an agreement and the first after it.
    for (const [ends_on, last, first] of [
      ['2027-03-28', '2027-03-28T21:59:30Z', '2027-03-28T22:00:00Z'],
      ['2027-10-31', '2027-10-31T22:59:30Z', '2027-10-31T23:00:00Z'],
    ] as const) {
      const world = await begin()
      for (const each of opening.slice(0, 3)) await play(world, each)
      await deeds.answer(world.story.id, { person_id: world.story.witness_id, form: 'text', answer: 'yes', ends_on })
      world.answers.push({ person: world.story.witness_id, form: 'text', answer: 'yes', ends_on })
      for (const [moment, isRead] of [
        [last, true],
        [first, false],
      ] as const) {
        world.now = new Date(moment)
        town.setNow(world.now)
        await publishDue(desk)
        const { leaks, seen } = await crawl(world)
        expect([moment, leaks, seen.size > 3]).toEqual([moment, [], isRead])
      }
    }
  })
})

// `change` with no work: proves that the file uses the real one, on a town whose rules are the usual two.
test('the town asks for the editorial and the witness’s sign-offs', async () => {
  const { settings } = await change(
    desk,
    { action: 'test', actor: visitor },
    async ({ tx }) => await tx.selectFrom('desk.space').select('settings').executeTakeFirstOrThrow(),
  )
  expect(settings.required_signoffs.toSorted()).toEqual(['editorial', 'witness'])
})
