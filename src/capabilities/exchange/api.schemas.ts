// What the API answers, as schemas: the OpenAPI description is made of them, and the tests hold every answer to them.

import { z } from 'zod'
import { creditRoles, licences, textForms } from '#core/contribution/content.ts'
import { mediaNatures, mediaUses } from '#core/contribution/media.content.ts'
import { locales } from '#core/platform/i18n.ts'

const url = z.url()
const language = z.string().meta({ description: 'BCP 47', examples: ['fr', 'ar-MA'] })
const count = z.int().min(0)
const moment = z.iso.datetime()

export const Words = z.strictObject({ text: z.string(), language })
const Credit = z.strictObject({
  role: z.enum(creditRoles),
  name: z.string().nullable().meta({ description: 'null: someone who prefers not to be named' }),
  age: z.int().nullable(),
})

const card = {
  id: url.meta({ description: 'Never changes; leads to the page' }),
  code: z.string().regex(/^\d{6}$/),
  kind: z.string(),
  url,
  api_url: url,
  image: url,
  title: Words,
  lead: Words.nullable(),
  quote: Words.nullable(),
  told_by: z.array(Credit),
  language: language.meta({ description: 'The language told' }),
  languages: z.array(language),
  medium: z.string().nullable(),
  duration_ms: z.int().nullable().meta({ description: 'How long the telling is heard or seen' }),
  period: z
    .string()
    .nullable()
    .meta({ description: 'EDTF (ISO 8601-2)', examples: ['1969', '196X', '1974~'] }),
  minutes: z.int().min(0),
  published_at: moment,
}
export const Card = z.strictObject(card)

export const StoryList = z.strictObject({
  count,
  corrected: z.string().nullable().meta({ description: 'What was searched instead of `q`, when nothing says `q`' }),
  next: url.nullable().meta({ description: 'The following page, or null' }),
  stories: z.array(Card),
})

const File = z.strictObject({
  url,
  type: z.string(),
  size: count,
  width: z.int().nullable(),
  height: z.int().nullable(),
})
const machine = z.boolean().meta({ description: 'Made by a machine and not checked by a person' })
const guessed_times = z
  .boolean()
  .meta({ description: 'Nobody has set the times of its passages: they are guessed from the length of the words' })
const Media = z.strictObject({
  id: z.uuid(),
  nature: z.enum(mediaNatures),
  use: z.enum(mediaUses),
  title: Words.nullable(),
  caption: Words.nullable(),
  alt: Words.nullable(),
  description: Words.nullable(),
  credit: z.string(),
  rights: z.strictObject({ licence: z.enum(licences), url }),
  taken: z.string().nullable().meta({ description: 'EDTF (ISO 8601-2)' }),
  place: z.string().nullable(),
  duration_ms: z.int().nullable(),
  is_cut: z.boolean().meta({ description: 'Some seconds are kept secret: a silence stands in their place' }),
  files: z.array(File),
  transcripts: z.array(
    z.strictObject({
      language,
      form: z.enum(['original', 'translation']),
      machine,
      guessed_times,
      vtt: url,
      srt: url,
      txt: url,
    }),
  ),
  descriptions: z
    .array(z.strictObject({ language, machine, guessed_times, vtt: url, txt: url }))
    .meta({ description: 'What one sees in a film and its sound does not say; empty when nobody wrote it' }),
  words_expected_on: z.string().nullable().meta({ description: 'The words are not written yet: the day they are due' }),
})

export const Story = z.strictObject({
  ...card,
  updated_at: moment,
  rights: z.strictObject({ licence: z.enum(licences), url }),
  credits: z.array(Credit),
  themes: z.array(z.strictObject({ slug: z.string(), name: Words, url })),
  places: z.array(
    z.strictObject({
      name: z.string(),
      country: z.string().nullable(),
      lat: z.number().min(-90).max(90).nullable(),
      lon: z.number().min(-180).max(180).nullable(),
      when: z.string().nullable(),
    }),
  ),
  media: z.array(Media),
  texts: z.array(
    z.strictObject({
      language,
      form: z.enum(textForms),
      machine,
      title: z.string(),
      lead: z.string(),
      quote: z.string(),
      text: z.string().meta({ description: 'Paragraphs parted by an empty line' }),
      minutes: z.int().min(0),
    }),
  ),
})

export type MediaAnswer = z.infer<typeof Media>

export const ThemeList = z.strictObject({
  themes: z.array(
    z.strictObject({
      slug: z.string(),
      parent: z.string().nullable(),
      name: Words,
      names: z.record(z.string(), z.string()),
      presentation: z.record(z.string(), z.string()),
      stories: count,
      url,
      feed: url,
    }),
  ),
})

export const PlaceList = z.strictObject({
  type: z.literal('FeatureCollection'),
  bbox: z.array(z.number()).length(4).optional(),
  features: z.array(
    z.strictObject({
      type: z.literal('Feature'),
      id: z.string(),
      geometry: z.strictObject({ type: z.literal('Point'), coordinates: z.array(z.number()).length(2) }),
      properties: z.strictObject({
        name: z.string(),
        country: z.string().nullable(),
        stories: count,
        stories_url: url,
      }),
    }),
  ),
})

export const SiteAnswer = z.strictObject({
  name: z.string(),
  title: z.string(),
  motto: z.string(),
  carried_by: z.string(),
  publisher: z.string(),
  url,
  page_languages: z.array(z.enum(locales)),
  stories: count,
  languages_told: z.array(z.strictObject({ language, stories: count })),
  links: z.record(z.string(), url),
})

export const ProblemAnswer = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
})

export type StoryCard = z.infer<typeof Card>
export type StoryAnswer = z.infer<typeof Story>
export type ThemeAnswers = z.infer<typeof ThemeList>
export type SiteDescription = z.infer<typeof SiteAnswer>
