// What anyone brings, whatever its kind: texts, period, themes, credits, licence, and the details of its kind.
// A draft and each revision hold one Content, whole: what is signed is one row, exact to the letter.

import { z } from 'zod'
import { edtfDate, language, line, uuid } from '../platform/fields.ts'
import { Document } from './document.ts'
import { Media } from './media.content.ts'

export const textForms = ['original', 'translation', 'easy'] as const
export type TextForm = (typeof textForms)[number]

export const TextVersion = z.strictObject({
  language,
  form: z.enum(textForms),
  title: line(200, 'optional'),
  lead: line(400, 'optional'),
  quote: line(400, 'optional'),
  body: Document,
  /** Made by a machine and not yet checked by a person. */
  machine: z.boolean(),
})
export type TextVersion = z.infer<typeof TextVersion>

export const creditRoles = ['told', 'wrote', 'collected', 'transcribed', 'translated', 'reread'] as const
export type CreditRole = (typeof creditRoles)[number]
export const Credit = z.strictObject({ person_id: uuid, role: z.enum(creditRoles) })
export type Credit = z.infer<typeof Credit>

export const licences = ['all-rights-reserved', 'CC-BY-SA-4.0', 'CC-BY-4.0', 'CC-BY-NC-ND-4.0', 'CC0-1.0'] as const
export type Licence = (typeof licences)[number]

export const Content = z
  .strictObject({
    language,
    texts: z.array(TextVersion).min(1).max(24),
    period: edtfDate,
    themes: z.array(uuid).max(12),
    credits: z.array(Credit).max(40),
    licence: z.enum(licences),
    /** Sounds, pictures, papers, in the order shown. Absent from what was written before there were any. */
    media: z.array(Media).max(60).optional(),
    details: z.record(z.string(), z.unknown()),
  })
  .refine(
    (content) => new Set(content.texts.map((text) => `${text.language} ${text.form}`)).size === content.texts.length,
    'taken',
  )
  .refine(({ media = [] }) => new Set(media.map(({ file_id }) => file_id)).size === media.length, 'taken')
export type Content = z.infer<typeof Content>

/** Whether it is told aloud: a sound or a film of the telling itself. */
export const isHeard = (content: Pick<Content, 'media'>): boolean =>
  mediaOf(content).some(({ use, nature }) => use === 'story' && (nature === 'sound' || nature === 'video'))

/** The text told: in the contribution's language, in its first form. Content always has one. */
export function originalOf(content: Content): TextVersion {
  const original = content.texts.find((text) => text.form === 'original') ?? content.texts[0]
  if (!original) throw new Error('a content without text')
  return original
}

/** Its sounds, pictures and papers. */
export const mediaOf = (content: Pick<Content, 'media'>): Media[] => content.media ?? []

/** Whether a credit is that of a voice: someone whose words these are. */
export const isVoice = ({ role }: { role: string }): boolean => role === 'told' || role === 'wrote'

/** People whose words these are: their consent commands. */
export const voicesOf = (content: Content): string[] => [
  ...new Set(content.credits.filter(isVoice).map(({ person_id }) => person_id)),
]
