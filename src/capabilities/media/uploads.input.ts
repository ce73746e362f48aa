// What a sending says of itself, by tus (Upload-Metadata) or in the hidden fields of the plain form.

import { z } from 'zod'
import { mediaUses } from '#core/contribution/media.content.ts'
import type { FilePurpose } from '#core/media/media.tables.ts'

const purposes = ['media', 'evidence', 'receipt'] as const satisfies readonly FilePurpose[]

export const SendingInput = z.object({
  purpose: z.enum(purposes).catch('media'),
  use: z.enum(mediaUses).catch('story'),
})
export type SendingInput = z.infer<typeof SendingInput>

export const TusInput = SendingInput.extend({
  code: z.string().regex(/^\d{6}$/),
  name: z.string().min(1).max(500),
})
