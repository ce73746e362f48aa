// A witness's answer to what was written of her words.

import { z } from 'zod'
import { choice, paragraphs, uuid } from '#core/platform/fields.ts'

export const rereadMethods = ['reread', 'read_aloud', 'telephone'] as const
const rereadDecisions = ['approve', 'changes'] as const

const common = { revision_id: uuid, decision: choice(rereadDecisions), reason: paragraphs(4_000) }
const withWords = (input: { decision: string; reason: string }) =>
  input.decision === 'approve' || input.reason.trim() !== ''
const wordsMissing = { error: 'required', path: ['reason'] }

export const MyRereadInput = z.object(common).refine(withWords, wordsMissing)
export const RereadInput = z
  .object({ ...common, person_id: uuid, method: choice(rereadMethods) })
  .refine(withWords, wordsMissing)
