// What the forms of transcripts may hold.

import { z } from 'zod'
import { choice, flag, language, line, paragraphs, uuid } from '#core/platform/fields.ts'
import { textFileField } from '#core/platform/http/forms.ts'
import { maxLetters } from '#core/media/captions/read.ts'

const text = paragraphs(maxLetters).default('')

/** A new language: a text pasted or brought as a file, the times of another language, or nothing yet. */
export const NewTranscriptInput = z
  .object({
    /** What is said, or what one sees. */
    sort: choice(['langue', 'description']).default('langue'),
    language,
    form: choice(['original', 'translation']).default('original'),
    text,
    [textFileField]: text,
    /** The language whose passages and times are taken, without the words. */
    like: z.union([z.literal(''), language], { error: 'bad_choice' }).default(''),
    machine: flag,
    /** Lines that could not be read are left out, knowingly. */
    anyway: flag,
  })
  .transform(({ [textFileField]: file, ...input }) => ({ ...input, text: file.trim() ? file : input.text }))
export type NewTranscriptInput = z.infer<typeof NewTranscriptInput>

const print = z.string({ error: 'bad_text' }).regex(/^[0-9a-f]{20}$/, 'bad_text')

export const LinesInput = z.object({ lines: text, print })
export const ChaptersInput = z.object({ chapters: paragraphs(60_000).default(''), print })

/** One line a speaker: her key, or '' for a new one. */
export const SpeakerInput = z.object({
  key: z.string().regex(/^[a-z0-9-]{0,40}$/, 'bad_choice'),
  person_id: z.union([z.literal(''), uuid], { error: 'bad_choice' }).transform((id) => id || null),
  name: line(80, 'optional'),
})
export const SpeakersInput = z.array(SpeakerInput).max(41, 'bad_choice')

/** Rows of the speakers' form: `key`, `person` and `name`, one after the other. */
export const speakerRows = (form: Record<string, string | string[] | undefined>) => {
  const all = (name: string) => [form[name] ?? []].flat()
  const [keys, persons, names] = [all('key'), all('person'), all('name')]
  return keys.map((key, at) => ({ key, person_id: persons[at] ?? '', name: names[at] ?? '' }))
}

export const AskMachineInput = z.object({ language })
