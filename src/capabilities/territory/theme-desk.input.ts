// What the administrator may write about a theme.

import { z } from 'zod'
import { choice, line, paragraphs, uuid } from '#core/platform/fields.ts'
import { slugOf } from '#core/platform/identifiers.ts'
import { accents } from '#ui/accents.ts'

export const ThemeInput = z.object({
  name_fr: line(80),
  name_en: line(80, 'optional'),
  name_ar: line(80, 'optional'),
  presentation_fr: paragraphs(600),
  presentation_en: paragraphs(600),
  presentation_ar: paragraphs(600),
  accent: choice(accents),
  parent_id: z.union([z.literal(''), uuid], { error: 'bad_choice' }).transform((value) => value || null),
  /** The end of its address; made from the French name when empty. */
  slug: line(80, 'optional').transform((text) => (text === '' ? '' : slugOf(text))),
})
export type ThemeInput = z.infer<typeof ThemeInput>

const kept = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).flatMap(([locale, text]) => (text.trim() ? [[locale, text.trim()]] : [])))

/** The row of a theme from what was typed. */
export const themeRow = (input: ThemeInput) => ({
  names: kept({ fr: input.name_fr, en: input.name_en, ar: input.name_ar }),
  presentation: kept({ fr: input.presentation_fr, en: input.presentation_en, ar: input.presentation_ar }),
  accent: input.accent,
  parent_id: input.parent_id,
  slug: input.slug || slugOf(input.name_fr),
})
