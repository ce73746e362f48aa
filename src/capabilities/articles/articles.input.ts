// What the form of an article may contain. A draft may be unfinished; what is sent needs a title and words.

import { z } from 'zod'
import { choice, language, line, paragraphs, uuid } from '#core/platform/fields.ts'

const fields = {
  language,
  title: line(200, 'optional'),
  lead: line(400, 'optional'),
  body: paragraphs(100_000),
  themes: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(uuid).max(12, 'bad_choice'),
  ),
  /** The version of the draft that was on the screen; 0 for a new one. */
  version: z
    .string({ error: 'bad_number' })
    .regex(/^\d{1,9}$/, 'bad_number')
    .transform(Number)
    .default(0),
  /** A print of the text that was on the screen. */
  base: line(64, 'optional').default(''),
  then: choice(['keep', 'send']).default('keep'),
}

export const ArticleInput = z.object(fields)
export type ArticleInput = z.infer<typeof ArticleInput>

const ArticleToSend = z.object({ ...fields, title: line(200), body: paragraphs(100_000, 'required') })

/** What a button asks for decides which of the two holds. */
export const schemaFor = (then: unknown) => (then === 'send' ? ArticleToSend : ArticleInput)
