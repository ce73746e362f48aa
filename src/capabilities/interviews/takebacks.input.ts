// What the forms that take back may hold.

import { z } from 'zod'
import { choice, optionalDay, uuid } from '#core/platform/fields.ts'
import { offlineTasks } from './takebacks.rules.ts'

export const scopes = ['all', 'name'] as const
export const askers = ['witness', 'facilitator', 'administrator'] as const

const until = optionalDay

export const MyTakeBackInput = z.object({ scope: choice(scopes), until })
export const TakeBackInput = z
  .object({
    scope: choice(scopes),
    until,
    asked_by: choice(askers),
    person_id: z.union([z.literal(''), uuid]).optional(),
  })
  .refine((input) => input.scope === 'all' || Boolean(input.person_id), { error: 'required', path: ['person_id'] })
export type TakeBackInput = z.infer<typeof TakeBackInput>

export const PutBackInput = z.object({ seal_id: uuid })

const task = z.enum(offlineTasks, { error: 'bad_choice' })
export const DoneInput = z.object({
  done: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(task).max(offlineTasks.length),
  ),
})
