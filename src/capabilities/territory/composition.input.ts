// What an editor may type when she composes the home, or chooses the stories of a theme.

import { z } from 'zod'
import { choice, language, line, optionalDay, paragraphs, uuid } from '#core/platform/fields.ts'
import { digitsOf } from '#core/platform/identifiers.ts'
import { bandNames, type Thread, type ThreadSource } from './composition.rules.ts'

const code = line(40)
  .transform(digitsOf)
  .refine((digits) => /^\d{6}$/.test(digits), 'bad_code')

export const PickInput = z.object({ code })
export const StepInput = z.object({ step: choice(['up', 'down', 'out']), id: uuid })
export const ThreadStepInput = StepInput.pick({ step: true })
export const BandInput = z.object({ name: choice(bandNames), step: choice(['up', 'down', 'show', 'hide']) })
export const PublishInput = z.object({ version: z.coerce.number().int().min(0).max(1_000_000_000) })
export const UndoInput = z.object({ to: choice(['published', 'default']) })

export const VoiceInput = z.discriminatedUnion('voice', [
  z.object({ voice: z.literal('drawn') }),
  z.object({ voice: z.literal('chosen'), code, until: optionalDay }),
])

export const sources = ['stories', 'theme', 'choice'] as const

export const ThreadInput = z
  .object({
    title_fr: line(80),
    title_en: line(80, 'optional'),
    title_ar: line(80, 'optional'),
    words_fr: paragraphs(300),
    words_en: paragraphs(300),
    words_ar: paragraphs(300),
    from: choice(sources),
    theme_id: z.union([z.literal(''), uuid], { error: 'bad_choice' }),
    language: z.union([z.literal(''), language], { error: 'bad_language' }),
    decade: z.union([z.literal(''), z.string().regex(/^(1[5-9]|20)\d0$/)], { error: 'bad_choice' }),
  })
  .superRefine((typed, context) => {
    const needed = (path: string) => context.addIssue({ code: 'custom', path: [path], message: 'required' })
    if (typed.from === 'theme' && !typed.theme_id) needed('theme_id')
    if (typed.from === 'choice' && !typed.language && !typed.decade) needed('language')
  })
export type ThreadInput = z.infer<typeof ThreadInput>

/** The thread that was typed. The stories it holds already, `picks`, are chosen elsewhere and stay. */
export function threadOf(id: string, input: ThreadInput, picks: readonly string[]): Thread {
  const source: ThreadSource =
    input.from === 'theme'
      ? { from: 'theme', theme_id: input.theme_id }
      : input.from === 'choice'
        ? { from: 'choice', language: input.language || null, decade: input.decade ? Number(input.decade) : null }
        : { from: 'stories', picks }
  return {
    id,
    title: { fr: input.title_fr, en: input.title_en, ar: input.title_ar },
    words: { fr: input.words_fr.trim(), en: input.words_en.trim(), ar: input.words_ar.trim() },
    source,
  }
}
