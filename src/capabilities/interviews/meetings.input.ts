// What the forms of meetings may hold.

import { z } from 'zod'
import { day, language, line, paragraphs, uuid } from '#core/platform/fields.ts'

const list = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(uuid).min(1, 'required').max(12, 'too_long'),
)

export const MeetingInput = z.object({
  witnesses: list,
  held_on: day,
  place: line(120, 'optional'),
  language,
  /** The code of a story to go on with; empty for a new one. */
  story: z.union([z.literal(''), z.string().regex(/^\d{6}$/, 'bad_choice')], { error: 'bad_choice' }).default(''),
})
export type MeetingInput = z.infer<typeof MeetingInput>

export const NotesInput = z.object({
  notes: paragraphs(50_000),
  version: z.coerce
    .number({ error: 'bad_number' })
    .int('bad_number')
    .min(1, 'bad_number')
    .max(2_000_000_000, 'bad_number'),
})
