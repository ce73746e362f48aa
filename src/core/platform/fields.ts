// The bounded building blocks of every form: each gives clean text or the key of a plain sentence (ui/messages).
// What is typed is normalised once, here: NFC, one kind of line end, no null byte, no bidirectional trick in names.

import { z } from 'zod'
import { isEdtf } from './edtf.ts'

/** Keys of the sentences shown beside a field; their words are in ui/messages under `field.error.*`. */
export const fieldErrors = [
  'required',
  'too_long',
  'too_short',
  'bad_choice',
  'bad_email',
  'bad_phone',
  'bad_date',
  'bad_number',
  'bad_language',
  'bad_code',
  'bad_text',
  'taken',
] as const
export type FieldError = (typeof fieldErrors)[number]

/** The sentence for a value of another sort, such as a list; `required` when the field is not there at all. */
const wrong = (key: FieldError) => (issue: { input?: unknown }) => (issue.input === undefined ? 'required' : key)

const clean = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC')
// L-05: overrides and isolates could make a name read as another one.
const withoutBidiControls = (text: string): string => text.replace(/[‎‏‪-‮⁦-⁩]/g, '')

const bounded = (max: number, min: number) =>
  z
    .string({ error: wrong('bad_text') })
    .refine((text) => !text.includes('\0'), 'bad_text')
    .transform(clean)
    .refine((text) => text.length <= max, 'too_long')
    .refine((text) => min === 0 || text.trim().length > 0, 'required')

/** One line: a name, a title. Trimmed, no line end, at most `max` UTF-16 units; `optional` allows an empty one. */
export const line = (max: number, presence: 'required' | 'optional' = 'required') =>
  bounded(max, presence === 'required' ? 1 : 0).transform((text) =>
    withoutBidiControls(text)
      .replace(/\s*\n\s*/g, ' ')
      .trim(),
  )

/** Several paragraphs, kept as typed. */
export const paragraphs = (max: number, presence: 'required' | 'optional' = 'optional') =>
  bounded(max, presence === 'required' ? 1 : 0)

export const choice = <const Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.enum(values, { error: wrong('bad_choice') })

// Of the right shape and still no tag, as fr-FR-FR: Intl would throw on every page that names it.
function isTag(text: string): boolean {
  try {
    return text.length <= 35 && Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

/** A BCP 47 tag such as fr, ar-MA, zh-Hant, kab. */
export const language = z
  .string({ error: wrong('bad_language') })
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'bad_language')
  .refine(isTag, 'bad_language')

export const email = z
  .string({ error: wrong('bad_email') })
  .trim()
  .toLowerCase()
  .max(254, 'too_long')
  .pipe(z.email('bad_email'))

/** A telephone number as people write it; kept as written. At least six digits: other countries are shorter. */
export const phone = line(40).refine(
  (text) => /^[+()\d\s.\-/]{6,40}$/.test(text) && text.replace(/\D/g, '').length >= 6,
  'bad_phone',
)

/** A date that may be uncertain, in EDTF: 1969, 1969-01, 1974~, 197X, 1958/1962. Empty when unknown. */
export const edtfDate = line(60, 'optional').refine((text) => text === '' || isEdtf(text), 'bad_date')

// The shape may be wrong already: toISOString() throws on what is no date at all.
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** A day, 2026-11-22. */
export const day = z
  .string({ error: wrong('bad_date') })
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'bad_date')
  .refine(isDay, 'bad_date')
export const optionalDay = z.union([z.literal(''), day], { error: 'bad_date' }).transform((text) => text || null)

/** A checkbox: present means yes. */
export const flag = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '' && value !== 'no')

export const uuid = z.uuid({ error: wrong('bad_choice') })

export type FieldMistakes = Record<string, FieldError>

/** First mistake of each field, as keys: `{ phone: 'bad_phone' }`. Nested fields are joined by dots. */
export function mistakesOf(error: z.ZodError): FieldMistakes {
  const mistakes: FieldMistakes = {}
  for (const issue of error.issues) {
    const field = issue.path.join('.') || 'form'
    const isKnown = (fieldErrors as readonly string[]).includes(issue.message)
    mistakes[field] ??= isKnown ? (issue.message as FieldError) : 'bad_text'
  }
  return mistakes
}
