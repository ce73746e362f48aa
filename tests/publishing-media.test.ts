// The promise of the house for what is heard and seen, tried at random: files, words for them, agreements, seconds and
// places sealed, people in pictures, people named; whatever comes in whatever order, the shelf holds exactly what a
// naive reading of the rules allows, and no sealed word.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyTestimonyDetails, testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import type { Content } from '#core/contribution/content.ts'
import { documentOf } from '#core/contribution/document.ts'
import { emptyMedia, type Media } from '#core/contribution/media.content.ts'
import type { DerivationFact, FileFact } from '#core/media/derivations.ts'
import { recipeOf, type HidingFact, type PicturedFact } from '#core/media/hidings.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { ThirdPersonFact } from '#core/shelf/hidden-names.ts'
import { shelve, type Facts } from '#core/shelf/shelve.ts'

const voices = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const
const sound = '44444444-4444-4444-8444-444444444444'
const picture = '55555555-5555-4555-8555-555555555555'
const begin = new Date('2026-03-20T12:00:00Z')
/** Lines of one second each; every one says a word of its own, in two languages. */
const seconds = 8
const saidAt = (second: number, language: string) => `motdit${'abcdefgh'[second]}${language}`
const phrases = ['la dette du voisin', 'son vrai métier']
const karim = ['Karimou', 'Ouldelkader']

type Form = 'text' | 'voice' | 'lent'
type Status = PicturedFact['status']
type Step =
  | { do: 'answer'; who: 0 | 1; form: Form; answer: 'yes' | 'no' | 'later'; lasts: number | null }
  | { do: 'revise'; voices: 1 | 2; hasWords: boolean; isExcused: boolean; hasAlternative: boolean }
  | { do: 'span'; from: number; length: number; days: number | null }
  | { do: 'place'; corner: number; days: number | null }
  | { do: 'phrase'; which: 0 | 1; days: number | null }
  | { do: 'lift'; which: number }
  | { do: 'name'; treatment: ThirdPersonFact['treatment'] }
  | { do: 'forget' }
  | { do: 'seen'; status: Status; agreed: number | null; lasts: number | null; age: number; both: boolean }
  | { do: 'leaves'; which: number; how: 'takes back' | 'is removed' }
  | { do: 'looked'; isDone: boolean }
  | { do: 'make' }
  | { do: 'wait'; days: number }

const orNone = (days: fc.Arbitrary<number>, freq: number): fc.Arbitrary<number | null> => fc.option(days, { freq })
const days = orNone(fc.integer({ min: -1, max: 12 }), 2)
const steps: { weight: number; arbitrary: fc.Arbitrary<Step> }[] = [
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      who: fc.constantFrom<0 | 1>(0, 1),
      form: fc.constantFrom<Form>('text', 'voice', 'lent'),
      answer: fc.constantFrom('yes' as const, 'yes' as const, 'yes' as const, 'no' as const, 'later' as const),
      lasts: orNone(fc.integer({ min: 0, max: 20 }), 3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('revise' as const),
      voices: fc.constantFrom<1 | 2>(1, 1, 2),
      hasWords: fc.constantFrom(true, true, false),
      isExcused: fc.boolean(),
      hasAlternative: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('span' as const),
      from: fc.integer({ min: 0, max: seconds - 1 }),
      length: fc.integer({ min: 1, max: 3 }),
      days,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('place' as const), corner: fc.nat(3), days }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('phrase' as const), which: fc.constantFrom<0 | 1>(0, 1), days }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('lift' as const), which: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('name' as const),
      treatment: fc.constantFrom('keep' as const, 'initial' as const, 'rename' as const, 'silence' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'forget' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('seen' as const),
      status: fc.constantFrom<Status>('unknown', 'agreed', 'agreed', 'minor', 'minor', 'crowd', 'deceased', 'blur'),
      agreed: orNone(fc.integer({ min: -5, max: 4 }), 6),
      lasts: orNone(fc.integer({ min: 0, max: 20 }), 3),
      // Days since she turned 18: about two months is where it matters.
      age: fc.constantFrom(-400, 20, 50, 58, 59, 60, 61, 300),
      both: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('leaves' as const),
      which: fc.nat(5),
      how: fc.constantFrom('takes back' as const, 'is removed' as const, 'is removed' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('looked' as const), isDone: fc.constantFrom(true, true, false) }),
  },
  { weight: 8, arbitrary: fc.constant({ do: 'make' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 6 }) }) },
]

type Revision = { voices: number; hasWords: boolean; isExcused: boolean; hasAlternative: boolean; at: Date }
type Hid = {
  kind: 'span' | 'region' | 'words'
  from: number
  to: number
  corner: number
  phrase: string
  until: string | null
  isLifted: boolean
}
type Seen = {
  status: Status
  agreed_on: string | null
  agreed_until: string | null
  born_on: string
  both: boolean
  corner: number
  state: 'there' | 'taken back' | 'removed'
}
type World = {
  now: Date
  revisions: Revision[]
  answers: { who: number; form: Form; answer: 'yes' | 'no' | 'later'; ends_on: string | null }[]
  hid: Hid[]
  third: ThirdPersonFact['treatment'] | null
  seen: Seen[]
  looked: boolean
  /** What copies were made of: the facts that publish() reads, and what was hidden in them, said simply. */
  made: { sound: DerivationFact[]; picture: DerivationFact[]; heard: Set<string>; shown: Set<string> }
}

const dayIn = (world: World, days: number | null) => (days === null ? null : addDays(dayOf(world.now), days))

/** Eighteen years before, the same day: what 18 + `age` days ago means for a birthday. */
const bornFor = (world: World, age: number): string => {
  const [year = '', ...rest] = addDays(dayOf(world.now), -age).split('-')
  return [Number(year) - 18, ...rest].join('-')
}

function play(world: World, step: Step): void {
  const nothing = { from: 0, to: 0, corner: 0, phrase: '', isLifted: false }
  if (step.do === 'answer')
    world.answers.push({ who: step.who, form: step.form, answer: step.answer, ends_on: dayIn(world, step.lasts) })
  if (step.do === 'revise') world.revisions.push({ ...step, at: world.now })
  if (step.do === 'span')
    world.hid.push({
      ...nothing,
      kind: 'span',
      from: step.from,
      to: Math.min(seconds, step.from + step.length),
      until: dayIn(world, step.days),
    })
  if (step.do === 'place')
    world.hid.push({ ...nothing, kind: 'region', corner: step.corner, until: dayIn(world, step.days) })
  if (step.do === 'phrase')
    world.hid.push({ ...nothing, kind: 'words', phrase: phrases[step.which] ?? '', until: dayIn(world, step.days) })
  const lifted = step.do === 'lift' ? world.hid[step.which] : undefined
  if (lifted) lifted.isLifted = true
  if (step.do === 'name') world.third = step.treatment
  if (step.do === 'forget') world.third = null
  if (step.do === 'seen')
    world.seen.push({
      status: step.status,
      agreed_on: dayIn(world, step.agreed),
      agreed_until: dayIn(world, step.lasts),
      born_on: bornFor(world, step.age),
      both: step.both,
      corner: world.seen.length % 4,
      state: 'there',
    })
  const left = step.do === 'leaves' ? world.seen[step.which] : undefined
  if (left && step.do === 'leaves' && left.state !== 'removed')
    left.state = step.how === 'takes back' ? 'taken back' : 'removed'
  if (step.do === 'looked') world.looked = step.isDone
  if (step.do === 'make') {
    const { heard, shown } = hiddenNow(world)
    const [ofSound, ofPicture] = filesOf(world)
    const result = (id: string, file: FileFact | undefined): DerivationFact => ({
      hidings: file ? recipeOf(file.nature, file.hidings, file.pictured, world.now).hidings : '',
      results: [{ id, name: 'copy', sha256: 'a'.repeat(64), size: 1, media_type: 'audio/ogg' }],
      findings: { duration_ms: seconds * 1000 },
    })
    if (!world.made.heard.has(heard)) world.made.sound.push(result(sound, ofSound))
    if (!world.made.shown.has(shown)) world.made.picture.push(result(picture, ofPicture))
    world.made.heard.add(heard)
    world.made.shown.add(shown)
  }
  if (step.do === 'wait') world.now = new Date(world.now.getTime() + step.days * 86_400_000)
}

const hides = (world: World, hid: Hid): boolean => !hid.isLifted && (hid.until === null || dayOf(world.now) < hid.until)

/** The seconds that nobody may hear, and the corners that nobody may see, as lists in words. */
function hiddenNow(world: World): { heard: string; shown: string; seconds: Set<number> } {
  const active = world.hid.filter((each) => hides(world, each))
  const silent = new Set(
    active.flatMap(({ kind, from, to }) =>
      kind === 'span' ? Array.from({ length: to - from }, (_, index) => from + index) : [],
    ),
  )
  const corners = [
    ...active.filter(({ kind }) => kind === 'region').map(({ corner }) => `hidden ${corner}`),
    ...world.seen
      .filter(({ status, state }) => status === 'blur' && state !== 'removed')
      .map(({ corner }) => `hidden ${corner}`),
  ]
  return {
    heard: [...silent].toSorted((a, b) => a - b).join(' '),
    shown: corners.toSorted((a, b) => a.localeCompare(b)).join(' '),
    seconds: silent,
  }
}

const cornerOf = (corner: number) => ({ x: corner / 8, y: 0, w: 0.1, h: 0.1 })
const noPlace = { x: null, y: null, w: null, h: null }

function filesOf(world: World): FileFact[] {
  const hidings = (kind: 'span' | 'region'): HidingFact[] =>
    world.hid
      .filter((each) => each.kind === kind)
      .map((each) => ({
        file_id: kind === 'span' ? sound : picture,
        kind,
        start_ms: kind === 'span' ? each.from * 1000 : null,
        end_ms: kind === 'span' ? each.to * 1000 : null,
        ...(kind === 'region' ? cornerOf(each.corner) : noPlace),
        words: [],
        until: each.until,
        lifted_at: each.isLifted ? begin : null,
      }))
  const pictured = world.seen
    .filter(({ state }) => state !== 'removed')
    .map((each): PicturedFact => ({
      status: each.status,
      person_id: null,
      ...cornerOf(each.corner),
      agreed_by: 'elle',
      agreed_by_second: each.both ? 'lui' : '',
      agreed_on: each.agreed_on,
      agreed_until: each.agreed_until,
      born_on: each.born_on,
      taken_back_at: each.state === 'taken back' ? begin : null,
    }))
  const file = { media_type: 'audio/ogg', looked: world.looked }
  return [
    { ...file, id: sound, nature: 'sound', hidings: hidings('span'), pictured: [], derivations: world.made.sound },
    { ...file, id: picture, nature: 'picture', hidings: hidings('region'), pictured, derivations: world.made.picture },
  ]
}

function contentOf(revision: Revision): Content {
  const names = karim.join(' ')
  const transcript = (language: 'fr' | 'ar', form: 'original' | 'translation') => ({
    language,
    form,
    machine: false,
    cues: Array.from({ length: seconds }, (_, second) => ({
      start: second * 1000,
      end: (second + 1) * 1000,
      speaker: 'k',
      text: `${saidAt(second, language)} ${second === 0 ? names : ''}`,
    })),
    chapters: Array.from({ length: seconds }, (_, second) => ({
      start: second * 1000,
      title: saidAt(second, 'chapitre'),
    })),
  })
  const media: Media[] = [
    {
      ...emptyMedia(sound, 'sound', 'story'),
      speakers: [{ key: 'k', person_id: null, name: names }],
      credit: `Avec ${names}, ${phrases[1]}`,
      transcripts: revision.hasWords ? [transcript('fr', 'original'), transcript('ar', 'translation')] : [],
      excuse: revision.isExcused ? { reason: `Bientôt, ${phrases[0]}`, until: '2027-01-01' } : null,
    },
    {
      ...emptyMedia(picture, 'picture', 'lent'),
      words: [
        {
          language: 'fr',
          title: phrases[0] ?? '',
          caption: names,
          alt: revision.hasAlternative ? `${names} et ${phrases[1]}` : '',
          description: '',
        },
      ],
    },
  ]
  const [first = '', second = ''] = phrases
  return {
    language: 'fr',
    texts: [
      {
        language: 'fr',
        form: 'original',
        title: `Avec ${names}, ${first}`,
        lead: second.toUpperCase(),
        quote: names,
        // Parted by a line, a paragraph, a quote: still the same words.
        body: documentOf(
          `Il y avait ${first.replaceAll(' ', '\n')}.\n\n> ${second.replace(' ', '\n> ')}\n\n## ${first}\n\n${names}`,
        ),
        machine: false,
      },
    ],
    period: '',
    themes: [],
    credits: voices.slice(0, revision.voices).map((person_id) => ({ role: 'told' as const, person_id })),
    licence: 'CC-BY-SA-4.0',
    media,
    details: {
      ...emptyTestimonyDetails,
      medium: 'sound',
      collected_at: first,
      stages: [
        {
          place: second,
          country: 'FR',
          lat: 47,
          lon: 6,
          when: '1969',
          words: { fr: names },
          travel: false,
          nature: '',
        },
      ],
    },
  }
}

const factsOf = (world: World): Facts => ({
  id: '33333333-3333-4333-8333-333333333333',
  code: '123456',
  kind: testimonyKind,
  required: ['editorial'],
  revisions: world.revisions.map((revision, index) => ({
    id: `r${index}`,
    number: index + 1,
    content: contentOf(revision),
    created_at: revision.at,
  })),
  signoffs: world.revisions.map((revision, index) => ({
    revision_id: `r${index}`,
    kind: 'editorial' as const,
    decision: 'approve' as const,
    person_id: voices[0],
    at: revision.at,
  })),
  opinions: [],
  consents: world.answers.map(({ who, ...answer }) => ({
    ...answer,
    person_id: voices[who] ?? '',
    use: 'site',
    recorded_at: begin,
  })),
  seals: [],
  files: filesOf(world),
  hidings: world.hid
    .filter(({ kind }) => kind === 'words')
    .map((each) => ({
      file_id: null,
      kind: 'words',
      start_ms: null,
      end_ms: null,
      ...noPlace,
      words: [each.phrase],
      until: each.until,
      lifted_at: each.isLifted ? begin : null,
    })),
  third_persons: world.third ? [{ names: [karim.join(' ')], treatment: world.third, alias: 'Salimata' }] : [],
  people: new Map(
    voices.map((id, index) => [
      id,
      {
        name: ['Zalindra', 'Qorbane'][index] ?? '',
        other_names: [],
        born: null,
        portrait: null,
        credited_as: null,
        pseudonym: null,
      },
    ]),
  ),
  first_published_at: null,
})

/** The rules again, as a child would say them. */
function naive(world: World) {
  const today = dayOf(world.now)
  const last = (who: number, form: Form) => world.answers.filter((each) => each.who === who && each.form === form).pop()
  const agrees = (who: number, form: Form): boolean => {
    const row = last(who, form)
    return row?.answer === 'yes' && (row.ends_on === null || today <= row.ends_on)
  }
  const revision = world.revisions.at(-1)
  const tell = voices.flatMap((_, who) => (revision && who < revision.voices ? [who] : []))
  // Whoever told before keeps her no: she may still be heard.
  const told = voices.flatMap((_, who) =>
    !tell.includes(who) && world.revisions.some((each) => who < each.voices) ? [who] : [],
  )
  const all = (form: Form) =>
    tell.every((who) => agrees(who, form)) && told.every((who) => last(who, form)?.answer !== 'no')
  const isRead = revision !== undefined && all('text')
  const { heard, shown, seconds: silent } = hiddenNow(world)
  const isHeard = isRead && all('voice') && (revision.hasWords || revision.isExcused) && world.made.heard.has(heard)
  const isFine = ({ status, state, agreed_on, agreed_until, born_on, both }: Seen): boolean => {
    if (state === 'removed') return true
    if (state === 'taken back' || status === 'unknown') return false
    if (status !== 'agreed' && status !== 'minor') return true
    if (agreed_on === null || agreed_on > today || (agreed_until !== null && today > agreed_until)) return false
    const [year = '', month = '', day = ''] = born_on.split('-')
    const birthday = new Date(Date.UTC(Number(year) + 18, Number(month) - 1, Number(day)))
    const isAskedInVain = today >= new Date(birthday.getTime() + 60 * 86_400_000).toISOString().slice(0, 10)
    return status === 'agreed' || (both && !isAskedInVain)
  }
  const isSeen =
    isRead &&
    all('lent') &&
    revision.hasAlternative &&
    world.looked &&
    world.seen.every(isFine) &&
    world.made.shown.has(shown)
  return { isRead, isHeard, isSeen, silent, hasWords: revision?.hasWords ?? false }
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')

const newWorld = (): World => ({
  now: begin,
  revisions: [],
  answers: [],
  hid: [],
  third: null,
  seen: [],
  looked: false,
  made: { sound: [], picture: [], heard: new Set(), shown: new Set() },
})
const opening: Step[] = [
  { do: 'revise', voices: 1, hasWords: true, isExcused: false, hasAlternative: true },
  ...(['text', 'voice', 'lent'] as const).map((form): Step => ({
    do: 'answer',
    who: 0,
    form,
    answer: 'yes',
    lasts: null,
  })),
  { do: 'looked', isDone: true },
  { do: 'make' },
]
/** Turns that chance seldom takes. */
const minor = (age: number): Step => ({ do: 'seen', status: 'minor', agreed: -5, lasts: null, age, both: true })
const both: Step = { do: 'revise', voices: 2, hasWords: true, isExcused: false, hasAlternative: true }
const turns: [Step[], number][] = [
  ...[58, 59, 60, 61].map((age): [Step[], number] => [[minor(age), { do: 'make' }, { do: 'wait', days: 1 }], 13]),
  [[{ do: 'seen', status: 'agreed', agreed: 0, lasts: 1, age: 300, both: true }], 40],
  [[{ do: 'seen', status: 'agreed', agreed: 1, lasts: null, age: 300, both: true }], 20],
  // She told with another, said no to her voice, and is no longer in the credits: she is still in the sound.
  [[both, { do: 'answer', who: 1, form: 'voice', answer: 'no', lasts: null }, { ...both, voices: 1 }], 1],
  [[both, { do: 'answer', who: 1, form: 'lent', answer: 'no', lasts: null }, { ...both, voices: 1 }], 1],
]
const runs = Number(process.env['RUNS'] ?? 200)

test(`what is heard, seen and said is exactly what is allowed, through ${runs} random histories`, () => {
  const met = { heard: 0, seen: 0, cut: 0, sealed: 0, silent: 0, kept: 0, unheard: 0, unseen: 0 }
  fc.assert(
    fc.property(
      fc.array(fc.oneof(...steps), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 60 }),
      (story, hours) => {
        const world = newWorld()
        for (const step of [...opening, ...story]) {
          play(world, step)
          const { item, next_change_at } = shelve(factsOf(world), world.now)
          const expected = naive(world)
          expect(item !== null).toBe(expected.isRead)
          const shown = (id: string) => item?.media.find((each) => each.id === id)
          expect([shown(sound) !== undefined, shown(picture) !== undefined]).toEqual([
            expected.isHeard,
            expected.isSeen,
          ])
          const served = JSON.stringify(item ?? '')
          for (let second = 0; second < seconds; second++)
            for (const language of ['fr', 'ar', 'chapitre'])
              expect([saidAt(second, language), served.includes(saidAt(second, language))]).toEqual([
                saidAt(second, language),
                expected.isHeard && expected.hasWords && !expected.silent.has(second),
              ])
          const active = world.hid.filter((each) => each.kind === 'words' && hides(world, each))
          // Without its punctuation, so that a phrase cut by a line or a quote is one again.
          const all = plain(
            item
              ? [
                  served,
                  ...item.texts.map(({ body }) =>
                    JSON.stringify(body).replace(/"[^"]*":|"(text|hardBreak|paragraph|doc|blockquote|heading)"/g, ''),
                  ),
                ].join(' ')
              : '',
          )
          for (const phrase of phrases) {
            const isSealed = active.some((each) => each.phrase === phrase)
            expect([phrase, all.includes(plain(phrase))]).toEqual([phrase, expected.isRead && !isSealed])
            // A place that is not named is not on the map either.
            if (item && phrase === phrases[1]) {
              expect(item.places[0]?.lat).toBe(isSealed ? null : 47)
              expect(item.details['stages']).toMatchObject([{ lat: isSealed ? null : 47, when: '1969' }])
            }
            if (item) expect(item.slug.includes('dette')).toBe(!active.some((each) => each.phrase === phrases[0]))
          }
          const isNamed = world.third === null || world.third === 'keep'
          for (const name of karim) expect(served.includes(name)).toBe(expected.isRead && isNamed)
          if (item && !isNamed) expect(item.slug).not.toContain('karimou')
          // Between two announced moments nothing changes by itself.
          const later = new Date(world.now.getTime() + hours * 3_600_000)
          if (next_change_at === null || later < next_change_at)
            expect(shelve(factsOf(world), later).item?.media).toEqual(item?.media)
          met[expected.isHeard ? 'heard' : 'unheard'] += 1
          met[expected.isSeen ? 'seen' : 'unseen'] += 1
          if (shown(sound)?.is_cut) met.cut += 1
          if (item && active.length) met.sealed += 1
          if (item) met[isNamed ? 'kept' : 'silent'] += 1
        }
      },
    ),
    { numRuns: runs, examples: turns },
  )
  // A property that never meets a case would prove nothing of it.
  for (const [what, times] of Object.entries(met)) expect([what, times > runs / 4]).toEqual([what, true])
}, 120_000)
