// What the forms of hiding may contain.

import { z } from 'zod'
import { choice, line, optionalDay, paragraphs, uuid } from '#core/platform/fields.ts'
import { picturedStatuses } from '#core/media/media.tables.ts'
import { hasWords } from '#core/shelf/redact.ts'
import { cellCount, readTime, regionOfPercents } from './parts.rules.ts'

const several = <Item extends z.ZodType>(item: Item, max: number) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(max, 'too_long'),
  )

const why = {
  /** First day it may be shown again; null: until someone shows it again. */
  until: optionalDay.default(null),
  reason: line(300, 'optional').default(''),
  asked_by: choice(['witness', 'team']).default('team'),
}

/** One to a line; empty lines do not count. */
const lines = (max: number, letters: number) =>
  paragraphs(max * (letters + 1))
    .default('')
    .transform((text) =>
      text
        .split('\n')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    )
    .refine((all) => all.length <= max && all.every((each) => each.length <= letters), 'too_long')

export const WordsInput = z
  .object({
    phrases: lines(100, 400).refine((all) => all.every(hasWords), 'bad_text'),
    /** Passages proposed and ticked. */
    chosen: several(line(1_000).refine(hasWords, 'bad_text'), 200),
    ...why,
  })
  .refine(({ phrases, chosen }) => phrases.length + chosen.length > 0, { path: ['phrases'], error: 'required' })

const time = line(20, 'optional')
  .default('')
  .transform((typed, context) => {
    if (typed === '') return null
    const ms = readTime(typed)
    if (ms !== undefined && ms <= 86_400_000) return ms
    context.addIssue({ code: 'custom', message: 'bad_number' })
    return z.NEVER
  })

/** A line of the transcript, by its times: “12000-15400”. */
const cue = z
  .string({ error: 'bad_choice' })
  .regex(/^\d{1,8}-\d{1,8}$/, 'bad_choice')
  .transform((text) => {
    const [start_ms = 0, end_ms = 0] = text.split('-').map(Number)
    return { start_ms, end_ms: Math.max(end_ms, start_ms + 1) }
  })

export const SpanInput = z
  .object({ cues: several(cue, 500), begin: time, end: time, ...why })
  .refine(({ begin, end }) => (begin === null) === (end === null), { path: ['end'], error: 'required' })
  .refine(({ begin, end }) => begin === null || end === null || begin < end, { path: ['end'], error: 'bad_number' })
  .refine(({ cues, begin }) => cues.length > 0 || begin !== null, { path: ['begin'], error: 'required' })

const percent = line(9, 'optional').default('')
const place = {
  cells: several(
    z
      .string({ error: 'bad_choice' })
      .regex(/^\d{1,2}$/, 'bad_choice')
      .transform(Number)
      .refine((cell) => cell < cellCount, 'bad_choice'),
    cellCount,
  ),
  x: percent,
  y: percent,
  w: percent,
  h: percent,
}
const isPlace = (typed: Parameters<typeof regionOfPercents>[0]) => regionOfPercents(typed) !== undefined
const notAPlace = { path: ['x'], error: 'bad_number' }

export const RegionInput = z
  .object({ ...place, ...why })
  .refine(isPlace, notAPlace)
  .refine((typed) => typed.cells.length > 0 || regionOfPercents(typed) !== null, { path: ['x'], error: 'required' })

export const ThirdPersonInput = z
  .object({
    /** As she is called, one way to a line: “Karim”, “كريم”, “mon frère Karim”. */
    names: lines(20, 120)
      .refine((all) => all.length > 0, 'required')
      .refine((all) => all.every((name) => hasWords(name) && [...name].length >= 2), 'too_short'),
    treatment: choice(['keep', 'initial', 'rename', 'silence']),
    alias: line(80, 'optional').default(''),
    asked_by: choice(['witness', 'team']).default('team'),
  })
  .refine(({ treatment, alias }) => treatment !== 'rename' || alias !== '', { path: ['alias'], error: 'required' })

/** What to show again. */
export const ShowInput = z.object({
  what: choice(['hiding', 'person']),
  id: uuid,
  /** Why, when a witness had hidden it herself. */
  lift_reason: line(300, 'optional').default(''),
})

export const UnseenInput = z.object({ code: z.string().regex(/^\d{6}$/) })

/** Someone in a picture. `status` decides what else must be known of her. */
export const PicturedInput = z
  .object({
    ...place,
    status: choice(picturedStatuses),
    name: line(120, 'optional').default(''),
    surname: line(80, 'optional').default(''),
    agreed_by: line(120, 'optional').default(''),
    agreed_by_second: line(120, 'optional').default(''),
    agreed_on: optionalDay.default(null),
    agreed_until: optionalDay.default(null),
    born_on: optionalDay.default(null),
    evidence_id: z.union([z.literal(''), uuid], { error: 'bad_choice' }).default(''),
  })
  .refine(isPlace, notAPlace)
  .superRefine((typed, context) => {
    const missing = (field: string) => context.addIssue({ code: 'custom', path: [field], message: 'required' })
    if (typed.status === 'agreed' || typed.status === 'minor') {
      if (typed.name === '') missing('name')
      if (typed.agreed_by === '') missing('agreed_by')
      if (typed.agreed_on === null) missing('agreed_on')
    }
    if (typed.status === 'minor' && typed.agreed_by_second === '') missing('agreed_by_second')
    if (typed.status === 'minor' && typed.born_on === null) missing('born_on')
    if (typed.status === 'blur' && typed.cells.length === 0 && regionOfPercents(typed) === null) missing('x')
    if (typed.agreed_on && typed.agreed_until && typed.agreed_until < typed.agreed_on)
      context.addIssue({ code: 'custom', path: ['agreed_until'], message: 'bad_date' })
  })
export type PicturedInput = z.infer<typeof PicturedInput>

export const PicturedDeed = z.object({ do: choice(['takeBack', 'remove']) })
export const LookedInput = z.object({ looked: choice(['yes', 'no']) })
