// What editors may type about crossings: a decision, a link, a page that brings accounts together.

import { z } from 'zod'
import { choice, line, paragraphs } from '#core/platform/fields.ts'
import { digitsOf } from '#core/platform/identifiers.ts'
import { gatheringKinds, type InWords } from '#core/shelf/crossings/crossings.tables.ts'

/** “confirm 482913”: one button of the list. */
export const DecisionInput = z.object({
  do: z.string({ error: 'bad_choice' }).regex(/^(confirm|silence|forget|unwrite) [1-9]\d{5}$/, 'bad_choice'),
})

const number = line(20, 'optional').transform(digitsOf)

/** The kinds of link as one chooses them: an answer goes one way or the other. */
export const linkChoices = ['same_event', 'same_family', 'neighbours', 'answers', 'answered'] as const

export const LinkInput = z.object({
  other: number.refine((digits) => digits.length === 6, 'bad_code'),
  link: choice(linkChoices),
  words_fr: line(200, 'optional').default(''),
  words_en: line(200, 'optional').default(''),
  words_ar: line(200, 'optional').default(''),
})
export type LinkInput = z.infer<typeof LinkInput>

export const maxMembers = 12

/** A story as one names it: its six digits, however spaced, or words of its title. */
const named = line(120, 'optional').transform((typed) => {
  const digits = digitsOf(typed)
  return digits.length === 6 && !/\p{L}/u.test(typed) ? digits : typed
})

const members = Object.fromEntries(
  Array.from({ length: maxMembers }, (_, index) => [
    [`story_${index + 1}`, named.default('')],
    [`extract_${index + 1}`, paragraphs(600).default('')],
  ]).flat(),
)

const GatheringWordsInput = z.object({
  title_fr: line(120),
  title_en: line(120, 'optional').default(''),
  title_ar: line(120, 'optional').default(''),
  kind: choice(gatheringKinds),
  presentation_fr: paragraphs(1_200).default(''),
  presentation_en: paragraphs(1_200).default(''),
  presentation_ar: paragraphs(1_200).default(''),
})
export type GatheringInput = z.infer<typeof GatheringWordsInput>
/** One step in the order of a page: “up 482913”. */
export const OrderInput = z.object({
  do: z.string({ error: 'bad_choice' }).regex(/^(up|down) [1-9]\d{5}$/, 'bad_choice'),
})

/** With its stories, `story_1` to `story_12`, and a passage of each: `membersIn` reads them. */
export const GatheringInput: z.ZodType<GatheringInput> = GatheringWordsInput.and(z.object(members))

/** Words by language, without those left empty. */
export const kept = (words: Record<'fr' | 'en' | 'ar', string>): InWords =>
  Object.fromEntries(Object.entries(words).flatMap(([locale, text]) => (text.trim() ? [[locale, text.trim()]] : [])))

/** The stories of the form in their order: number or title, the passage chosen, and the row they were typed in. */
export const membersIn = (input: GatheringInput): { story: string; extract: string; row: number }[] =>
  Array.from({ length: maxMembers }, (_, index) => {
    const typed = input as unknown as Record<string, string>
    return {
      story: typed[`story_${index + 1}`] ?? '',
      extract: (typed[`extract_${index + 1}`] ?? '').trim(),
      row: index + 1,
    }
  }).filter(({ story }) => story !== '')
