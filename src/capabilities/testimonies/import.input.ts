// One story of an import, as a row of CSV or a line of JSON Lines gives it. Every field is text; docs/importer.md
// describes them in plain French. Unknown columns are refused: a misspelt one would lose something silently.

import { z } from 'zod'
import { licences } from '#core/contribution/content.ts'
import { choice, edtfDate, email, language, line, optionalDay, paragraphs } from '#core/platform/fields.ts'
import { maxObjects } from './testimonies.kind.ts'

const optionalEmail = z.union([z.literal(''), email]).default('')
const answer = choice(['yes', 'no', 'later']).default('no')
const optionalLanguage = z.union([z.literal(''), language]).default('')

export const ImportedStory = z
  .strictObject({
    /** The story's name where it comes from: importing it twice does it once. */
    id: line(200),
    language,
    title: line(200),
    lead: line(400, 'optional').default(''),
    quote: line(400, 'optional').default(''),
    text: paragraphs(200_000, 'required'),
    easy_text: paragraphs(200_000).default(''),
    translation_language: optionalLanguage,
    translation_title: line(200, 'optional').default(''),
    translation_text: paragraphs(200_000).default(''),
    translation_by_machine: choice(['yes', 'no']).default('no'),
    period: edtfDate.default(''),
    /** Slugs of themes, parted by semicolons. */
    themes: line(600, 'optional').default(''),
    /** Places of the journey, parted by semicolons: "Oran (DZ, 1969-01); Valmorey (FR)". */
    places: line(2_000, 'optional').default(''),
    /** Things kept, parted by semicolons: "la valise; le carton". */
    objects: line(500, 'optional').default(''),
    told_by: line(200),
    told_by_born: z.union([z.literal(''), z.string().regex(/^(18|19|20)\d\d$/, 'bad_number')]).default(''),
    shown_as: line(200, 'optional').default(''),
    collected_by: optionalEmail,
    collected_on: optionalDay.default(null),
    collected_at: line(120, 'optional').default(''),
    /** Who else must be named: a corpus, a translator. Shown in the credits. */
    credit: line(300, 'optional').default(''),
    licence: choice(licences).default('all-rights-reserved'),
    notes: paragraphs(20_000).default(''),
    consent_publish: answer,
    consent_name: answer,
    consent_archive: answer,
    consent_school: answer,
    consent_how: choice(['paper', 'spoken', 'screen', 'telephone']).default('paper'),
    consent_ends_on: optionalDay.default(null),
    /** Ask for review once brought in. */
    send: choice(['yes', 'no']).default('no'),
    /** Mail of the member of each board who signed this exact text; the way the witness did. */
    signed_editorial_by: optionalEmail,
    signed_scientific_by: optionalEmail,
    signed_by_witness: z.union([z.literal(''), choice(['reread', 'read_aloud', 'telephone'])]).default(''),
  })
  .refine((story) => story.translation_text === '' || story.translation_language !== '', {
    error: 'required',
    path: ['translation_language'],
  })
  .refine(
    (story) =>
      story.send === 'yes' || !(story.signed_editorial_by || story.signed_scientific_by || story.signed_by_witness),
    { error: 'required', path: ['send'] },
  )
export type ImportedStory = z.infer<typeof ImportedStory>

const placePattern = /^(.{1,120}?)(?:\s*\(([A-Z]{2})?(?:,?\s*([^()]{1,60}))?\))?$/

/** "Oran (DZ, 1969-01); Valmorey (FR)" as stages; undefined when a part cannot be read. */
export function stagesOf(places: string) {
  const parts = places
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const read = parts.map((part, index) => {
    const [, place = '', country = '', when = ''] = placePattern.exec(part) ?? []
    if (!place || !edtfDate.safeParse(when).success) return undefined
    return {
      place: place.trim(),
      country,
      lat: null,
      lon: null,
      when: when.trim(),
      words: {},
      travel: index < parts.length - 1,
      nature: '' as const,
    }
  })
  return read.every((stage) => stage !== undefined) ? read : undefined
}

/** "la valise; le carton" as things kept; undefined when they are too many or too long. */
export function objectsOf(objects: string): string[] | undefined {
  const kept = objects
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return kept.length <= maxObjects && kept.every((each) => each.length <= 80) ? [...new Set(kept)] : undefined
}
