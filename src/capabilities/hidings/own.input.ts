// What a witness presses on her own page: one passage to hide, or one gesture to take back.

import { z } from 'zod'
import { uuid } from '#core/platform/fields.ts'

export const OwnInput = z.union([
  z.object({ hiding_id: uuid }),
  z.object({
    passage: z
      .string()
      .max(80)
      .regex(/^(?:f-[0-9a-f-]{36}|t-[0-9a-f]{20}|[0-9a-f-]{36}\.\d{1,8}-\d{1,8})$/),
  }),
])
