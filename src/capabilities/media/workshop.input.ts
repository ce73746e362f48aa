// What the forms of the workshop may contain: the words and facts of one media, and what is said of a recorded take.

import { z } from 'zod'
import { defaultLocale, locales, type Locale } from '#core/platform/i18n.ts'
import { type Media, mediaLicences, mediaUses, MediaWords, rightsStatements } from '#core/contribution/media.content.ts'
import {
  choice,
  edtfDate,
  language,
  line,
  mistakesOf,
  optionalDay,
  paragraphs,
  type FieldMistakes,
} from '#core/platform/fields.ts'
import { firstOf, listOf, type FormValues } from '#core/platform/http/forms.ts'
import { isEmptyWords, usesOf } from './workshop.rules.ts'

const wordFields = ['title', 'caption', 'alt', 'description'] as const

const Facts = z.object({
  use: choice(mediaUses),
  credit: line(300, 'optional'),
  licence: choice(mediaLicences),
  rights: choice(rightsStatements),
  taken: edtfDate,
  place: line(120, 'optional'),
  excuse_reason: paragraphs(500).default(''),
  excuse_until: optionalDay.default(null),
  excuse_language: choice(locales).default(defaultLocale),
})

/** What the form shows, before anything is typed. A reason not yet written will be in the language of the desk. */
export function valuesOf(media: Media, locale: Locale = defaultLocale): FormValues {
  const values: FormValues = {
    use: media.use,
    credit: media.credit,
    licence: media.licence,
    rights: media.rights,
    taken: media.taken,
    place: media.place,
    excuse_reason: media.excuse?.reason ?? '',
    excuse_until: media.excuse?.until ?? '',
    excuse_language: media.excuse ? (media.excuse.language ?? defaultLocale) : locale,
  }
  for (const words of media.words) for (const each of wordFields) values[`${each}.${words.language}`] = words[each]
  return values
}

export type MediaEdit = (media: Media) => Media

/** Reads the form of one media: how it changes it, or the mistakes by field. */
export function readMedia(form: FormValues, shown: Media): { edit: MediaEdit } | { mistakes: FieldMistakes } {
  const facts = Facts.safeParse(form)
  const mistakes: FieldMistakes = facts.success ? {} : mistakesOf(facts.error)
  const words: MediaWords[] = []
  for (const tag of [...new Set(listOf(form['languages']))].slice(0, 12)) {
    if (!language.safeParse(tag).success) continue
    const typed = Object.fromEntries(wordFields.map((each) => [each, firstOf(form[`${each}.${tag}`])]))
    const read = MediaWords.safeParse({ ...typed, language: tag })
    if (read.success) words.push(read.data)
    else for (const [field, mistake] of Object.entries(mistakesOf(read.error))) mistakes[`${field}.${tag}`] = mistake
  }
  if (!facts.success || Object.keys(mistakes).length > 0) return { mistakes }
  const { excuse_reason, excuse_until, excuse_language, ...kept } = facts.data
  if (!usesOf(shown.nature).includes(kept.use)) return { mistakes: { use: 'bad_choice' } }
  if (excuse_reason.trim() !== '' && excuse_until === null) return { mistakes: { excuse_until: 'required' } }
  if (excuse_reason.trim() === '' && excuse_until !== null) return { mistakes: { excuse_reason: 'required' } }
  const excuse =
    excuse_until === null ? null : { reason: excuse_reason, until: excuse_until, language: excuse_language }
  const said = words.filter((each) => !isEmptyWords(each))
  const asked = new Set(listOf(form['languages']))
  return {
    // Words in a language that this form did not show stay as they are.
    edit: (media) => ({
      ...media,
      ...kept,
      words: [...said, ...media.words.filter((each) => !asked.has(each.language))].slice(0, 12),
      excuse,
    }),
  }
}

const day24h = 86_400_000

/** A take that has arrived: its name as a file, what it is called, the moments marked. */
export const TakeInput = z.object({
  name: line(200),
  title: line(200, 'optional').default(''),
  moments: z
    .string()
    .regex(/^(\d{1,8}(,\d{1,8}){0,199})?$/, 'bad_number')
    .default('')
    .transform((text) => (text === '' ? [] : text.split(',').map(Number)))
    .refine((moments) => moments.every((each) => each <= day24h), 'bad_number'),
})
export type TakeInput = z.infer<typeof TakeInput>
