// What the form of consents may hold: one answer per question, and how they were given.

import { z } from 'zod'
import { questions, type QuestionId } from '#core/consent/questions.ts'
import { answers, capacities, type Answer } from '#core/consent/uses.ts'
import { choice, line, optionalDay, uuid } from '#core/platform/fields.ts'
import type { FormValues } from '#core/platform/http/forms.ts'
import { locales } from '#core/platform/i18n.ts'
import type { Given } from './consents.rules.ts'

/** The name of a question's field. */
export const fieldOf = (id: QuestionId): `answer.${QuestionId}` => `answer.${id}`

const common = {
  wording_language: choice(locales),
  ends_on: optionalDay,
  ends_shown: optionalDay,
  pseudonym: line(80, 'optional'),
}

/** How a facilitator heard it. */
export const deskMethods = ['paper', 'spoken', 'telephone', 'screen'] as const

export const DeskConsentsInput = z
  .object({
    ...common,
    person_id: uuid,
    method: choice(deskMethods),
    in_front_of: uuid,
    capacity: choice(capacities),
    said_by: line(120, 'optional'),
  })
  .refine((input) => input.capacity === 'self' || input.said_by !== '', { error: 'required', path: ['said_by'] })
export type DeskConsentsInput = z.infer<typeof DeskConsentsInput>

export const CardConsentsInput = z.object(common)

const AnswersInput = z.object(
  Object.fromEntries(questions.map(({ id }) => [fieldOf(id), z.enum(answers, { error: 'bad_choice' }).optional()])),
)

/** The answers of a form; a question left aside is not among them. */
export function answersIn(form: FormValues): { given: Given; error: z.ZodError | undefined } {
  const parsed = AnswersInput.safeParse(form)
  if (!parsed.success) return { given: {}, error: parsed.error }
  const given = Object.entries(parsed.data).filter(([, answer]) => answer !== undefined)
  return {
    given: Object.fromEntries(given.map(([name, answer]) => [name.slice('answer.'.length), answer as Answer])),
    error: undefined,
  }
}

/** Fields that a summary page carries on to the page after it. */
export const carriedFields = [
  'wording_language',
  'ends_on',
  'ends_shown',
  'pseudonym',
  'person_id',
  'method',
  'in_front_of',
  'capacity',
  'said_by',
  ...questions.map(({ id }) => fieldOf(id)),
]
