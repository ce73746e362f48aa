// What the forms of a loan may hold.

import { z } from 'zod'
import { addDays } from '#core/platform/clock.ts'
import { day, line, paragraphs, uuid } from '#core/platform/fields.ts'
import { longestLoan } from './loans.rules.ts'

/** What is lent, seen and dated. `today` bounds the days. */
export const loanInput = (today: string) =>
  z
    .object({
      person_id: uuid,
      what: line(200),
      count: z.coerce.number({ error: 'bad_number' }).int('bad_number').min(1, 'bad_number').max(9_999, 'bad_number'),
      state_seen: paragraphs(600),
      received_on: day.refine((received) => received <= today && received >= addDays(today, -longestLoan), 'bad_date'),
      return_by: day,
    })
    .refine(({ received_on, return_by }) => return_by > received_on && return_by <= addDays(received_on, longestLoan), {
      error: 'bad_date',
      path: ['return_by'],
    })
export type LoanInput = z.infer<ReturnType<typeof loanInput>>

export const returnInput = (received_on: string, today: string) =>
  z.object({
    returned_on: day.refine((returned) => returned >= received_on && returned <= today, 'bad_date'),
    returned_to: line(120),
  })
export type ReturnInput = z.infer<ReturnType<typeof returnInput>>

export const PhotoInput = z.object({ file_id: uuid })
