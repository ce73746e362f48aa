// What may happen to what is heard and seen: every step, as chance draws them, and what each does to the world.

import fc from 'fast-check'
import type { DerivationFact, FileFact } from '#core/media/derivations.ts'
import { recipeOf } from '#core/media/hidings.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { ThirdPersonFact } from '#core/shelf/hidden-names.ts'
import { filesOf } from './facts.ts'
import { hiddenNow, phrases, picture, seconds, sound, type Form, type Status, type World } from './world.ts'

export type Step =
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
export const steps: { weight: number; arbitrary: fc.Arbitrary<Step> }[] = [
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

const dayIn = (world: World, days: number | null) => (days === null ? null : addDays(dayOf(world.now), days))

/** Eighteen years before, the same day: what 18 + `age` days ago means for a birthday. */
const bornFor = (world: World, age: number): string => {
  const [year = '', ...rest] = addDays(dayOf(world.now), -age).split('-')
  return [Number(year) - 18, ...rest].join('-')
}

export function play(world: World, step: Step): void {
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
