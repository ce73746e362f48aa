// What the forms of review may contain.

import { z } from 'zod'
import { choice, line, paragraphs, uuid } from '#core/platform/fields.ts'
import { signoffKinds } from '#core/review/review.tables.ts'

const several = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(choice(values)).max(values.length),
  )

export const manualChecks = ['others', 'dates', 'voice'] as const

export const DecisionInput = z.object({
  /** The revision that was on the screen: the decision holds for it and no other. */
  revision_id: uuid,
  board: choice(['editorial', 'scientific']),
  decision: choice(['approve', 'changes', 'refuse', 'wait']),
  reason: paragraphs(4_000),
  opinion: paragraphs(8_000),
  opinion_is_public: choice(['no', 'yes']).default('no'),
  checks: several(manualChecks),
})
export type DecisionInput = z.infer<typeof DecisionInput>

export const RemarkInput = z.object({
  revision_id: uuid,
  /** Which text: 'fr.original'. */
  text: z
    .string({ error: 'bad_choice' })
    .max(60, 'bad_choice')
    .regex(/^[A-Za-z0-9-]+\.(original|translation|easy)$/, 'bad_choice'),
  quote: paragraphs(1_000, 'required'),
  /** Where the passage begins; empty when it was copied by hand. */
  start: z
    .string({ error: 'bad_number' })
    .regex(/^\d{0,7}$/, 'bad_number')
    .default('')
    .transform(Number),
  body: paragraphs(4_000, 'required'),
})
export type RemarkInput = z.infer<typeof RemarkInput>

export const SettleInput = z.object({ note: line(400, 'optional') })

export const RulesInput = z.object({ required: several(signoffKinds) })
