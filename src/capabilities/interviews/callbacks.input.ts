// What the forms of call-backs may hold.

import { z } from 'zod'
import { choice, language, line, paragraphs, phone } from '#core/platform/fields.ts'
import { digitsOf } from '#core/platform/identifiers.ts'
import { moments, outcomes } from './callbacks.rules.ts'

/** A language nobody listed: the facilitator will find out on the telephone. */
export const otherLanguage = 'und'

export const CallbackInput = z.object({
  name: line(120),
  phone,
  moment: choice(moments),
  language,
  district: line(80, 'optional'),
  // A trap: people do not see it, machines fill it.
  website: z.string().max(0, 'bad_text').optional(),
})
export type CallbackInput = z.infer<typeof CallbackInput>

const sixDigits = line(40)
  .transform(digitsOf)
  .refine((digits) => /^\d{6}$/.test(digits), 'bad_code')
const fourDigits = line(40)
  .transform(digitsOf)
  .refine((digits) => /^\d{4}$/.test(digits), 'bad_code')

export const FollowInput = z.object({ numero: sixDigits })
export const CancelInput = z.object({ number: sixDigits, digits: fourDigits })

export const OutcomeInput = z.object({ outcome: choice(outcomes), note: paragraphs(1_000) })
