// Sections: what one form of the workshop shows of a draft, and what it replaces in it. Pure. Two people on different
// sections never meet; on the same one, `baseOf` tells that it changed since the form was shown.

import { z } from 'zod'
import { licences, originalOf, type Content, type TextVersion } from '#core/contribution/content.ts'
import { documentOf, emptyDocument, textOf } from '#core/contribution/document.ts'
import { choice, language, line, mistakesOf, paragraphs, type FieldMistakes } from '#core/platform/fields.ts'
import type { FormValues } from '#core/platform/http/forms.ts'
import { listOf } from '#core/platform/http/forms.ts'
import { canonicalJson, sha256 } from '#core/platform/identifiers.ts'
import { composeEdtf, periodHelpOf, PeriodInput } from './editor.period.ts'
import { findText, isEmptyDocument } from './editor.rules.ts'
import { placeNatures } from '#core/contribution/kind.ts'
import { maxObjects, TestimonyDetails, type Stage } from './testimonies.kind.ts'

export type Draft = { content: Content; notes: string }
export type Read = { apply: (draft: Draft) => Draft } | { mistakes: FieldMistakes }
export type Section = {
  /** The fields as a form shows them. */
  valuesOf(draft: Draft): FormValues
  /** What a form would change, or what is wrong in it. `draft` is the one the form is compared with. */
  read(form: FormValues, draft: Draft): Read
}

/** A print of the section's fields: the same as long as nobody changed them. */
export const baseOf = (section: Section, draft: Draft): string => sha256(canonicalJson(section.valuesOf(draft)))

/** What a form was made from, and what it gives back once saved: the version of the draft, the print of its section. */
export type Made = { version: number; base: string }

const maxTexts = 24
const maxStages = 30

// A whole life fits; the document's own bounds are wider.
const body = paragraphs(150_000).refine((text) => documentOf(text).content.length <= 5_000, 'too_long')
const words = { title: line(200, 'optional'), lead: line(400, 'optional'), quote: line(400, 'optional'), body }
const OriginalInput = z.object({ language, ...words })
const TextInput = z.object({ ...words, made_by: choice(['human', 'machine']).optional() })

const wordsOf = (text: TextVersion | undefined): FormValues => ({
  title: text?.title ?? '',
  lead: text?.lead ?? '',
  quote: text?.quote ?? '',
  body: textOf(text?.body ?? emptyDocument),
})

const withContent = (draft: Draft, content: Partial<Content>): Draft => ({
  ...draft,
  content: { ...draft.content, ...content },
})

/** The text in the language told, and that language. */
export const originalSection: Section = {
  valuesOf: ({ content }) => ({ language: content.language, ...wordsOf(originalOf(content)) }),
  read(form, { content }) {
    const input = OriginalInput.safeParse(form)
    if (!input.success) return { mistakes: mistakesOf(input.error) }
    if (input.data.language !== content.language && findText(content, input.data.language, 'translation'))
      return { mistakes: { language: 'taken' } }
    const { body: typed, ...rest } = input.data
    return {
      apply(draft) {
        const before = originalOf(draft.content)
        const text: TextVersion = { ...before, ...rest, form: 'original', machine: false, body: documentOf(typed) }
        return withContent(draft, {
          language: rest.language,
          texts: draft.content.texts.map((each) => (each === before ? text : each)),
        })
      },
    }
  },
}

/** A translation, or an easy-to-read version. Emptied, it is taken away. */
export const textSection = (of: string, form: 'translation' | 'easy'): Section => ({
  valuesOf({ content }) {
    const text = findText(content, of, form)
    return form === 'easy' ? wordsOf(text) : { ...wordsOf(text), made_by: text?.machine ? 'machine' : 'human' }
  },
  read(typed, { content }) {
    const input = TextInput.safeParse(typed)
    if (!input.success) return { mistakes: mistakesOf(input.error) }
    if (!findText(content, of, form) && content.texts.length >= maxTexts) return { mistakes: { body: 'too_long' } }
    const { body: typedBody, made_by, ...rest } = input.data
    const text: TextVersion = {
      ...rest,
      language: of,
      form,
      body: documentOf(typedBody),
      machine: made_by === 'machine',
    }
    const isEmpty = isEmptyDocument(text.body) && rest.title === '' && rest.lead === '' && rest.quote === ''
    return {
      apply(draft) {
        const before = findText(draft.content, of, form)
        const others = draft.content.texts.filter((each) => each !== before)
        if (isEmpty) return withContent(draft, { texts: others })
        return withContent(draft, {
          texts: before ? draft.content.texts.map((each) => (each === before ? text : each)) : [...others, text],
        })
      },
    }
  },
})

/** When it happened. */
export const periodSection: Section = {
  valuesOf: ({ content }) => periodHelpOf(content.period),
  read(form) {
    const input = PeriodInput.safeParse(form)
    if (!input.success) return { mistakes: mistakesOf(input.error) }
    const composed = composeEdtf(input.data)
    return 'mistakes' in composed ? composed : { apply: (draft) => withContent(draft, { period: composed.edtf }) }
  },
}

export const stagesOf = (content: Content): Stage[] => TestimonyDetails.parse(content.details).stages
export const withStages = (draft: Draft, stages: Stage[]): Draft =>
  withContent(draft, { details: { ...draft.content.details, stages } })

const emptyStage: Stage = {
  place: '',
  country: '',
  lat: null,
  lon: null,
  when: '',
  words: {},
  travel: false,
  nature: '',
}
const StageInput = z
  .object({
    place: line(120),
    country: z.string({ error: 'bad_choice' }).regex(/^([A-Z]{2})?$/, 'bad_choice'),
    nature: choice(placeNatures).default(''),
  })
  .extend(PeriodInput.shape)

/** Where and when one stage is; `index` null for a new one. */
export const stageSection = (index: number | null): Section => ({
  valuesOf({ content }) {
    const { place, country, when, nature } = (index === null ? undefined : stagesOf(content)[index]) ?? emptyStage
    return { place, country, nature, ...periodHelpOf(when) }
  },
  read(form, { content }) {
    const input = StageInput.safeParse(form)
    const composed = input.success ? composeEdtf(input.data) : { edtf: '' }
    if (!input.success) return { mistakes: mistakesOf(input.error) }
    if ('mistakes' in composed) return composed
    if (index === null && stagesOf(content).length >= maxStages) return { mistakes: { place: 'too_long' } }
    const { place, country, nature } = input.data
    return {
      apply(draft) {
        const stages = stagesOf(draft.content)
        const changed = { place, country, nature, when: composed.edtf }
        if (index === null) return withStages(draft, [...stages, { ...emptyStage, ...changed }])
        return withStages(
          draft,
          stages.map((stage, at) => (at === index ? { ...stage, ...changed } : stage)),
        )
      },
    }
  },
})

/** The list of stages as a whole, for moving and removing: only its print matters. */
export const stagesSection: Section = {
  valuesOf: ({ content }) => ({ stages: stagesOf(content).map((stage) => JSON.stringify(stage)) }),
  read: () => ({ apply: (draft) => draft }),
}

const degrees = (max: number) =>
  line(20, 'optional')
    .transform((text) => text.replace(',', '.'))
    .refine(
      (text) => text === '' || (/^-?\d{1,3}(\.\d{1,10})?$/.test(text) && Math.abs(Number(text)) <= max),
      'bad_number',
    )
    .transform((text) => (text === '' ? null : Number(text)))

/** The words of one stage, in each language of the story, and its place on the map. */
export const stageWordsSection = (index: number, languages: readonly string[]): Section => ({
  valuesOf({ content }) {
    const stage = stagesOf(content)[index] ?? emptyStage
    return {
      ...Object.fromEntries(languages.map((each) => [`words.${each}`, stage.words[each] ?? ''])),
      lat: stage.lat === null ? '' : String(stage.lat),
      lon: stage.lon === null ? '' : String(stage.lon),
      ...(stage.travel ? { travel: 'yes' } : {}),
    }
  },
  read(form) {
    const fields = Object.fromEntries(languages.map((each) => [`words.${each}`, paragraphs(1_000)]))
    const input = z
      .object({
        ...fields,
        lat: degrees(90),
        lon: degrees(180),
        travel: z.literal('yes', { error: 'bad_choice' }).optional(),
      })
      .safeParse(form)
    if (!input.success) return { mistakes: mistakesOf(input.error) }
    const typed = input.data as Record<string, unknown> & {
      lat: number | null
      lon: number | null
      travel?: 'yes' | undefined
    }
    const { lat, lon } = typed
    if ((lat === null) !== (lon === null)) return { mistakes: { [lat === null ? 'lat' : 'lon']: 'required' } }
    return {
      apply(draft) {
        const stages = stagesOf(draft.content).map((stage, at) => {
          if (at !== index) return stage
          const told = languages
            .map((each): [string, string] => [each, String(typed[`words.${each}`] ?? '')])
            .filter(([, text]) => text.trim() !== '')
          const kept = Object.entries(stage.words).filter(([each]) => !languages.includes(each))
          return { ...stage, words: Object.fromEntries([...kept, ...told]), lat, lon, travel: typed.travel === 'yes' }
        })
        return withStages(draft, stages)
      },
    }
  },
})

const objectsOf = (content: Content): string[] => TestimonyDetails.parse(content.details).objects
const Objects = paragraphs(1_000).transform((text) =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
)
const ObjectsInput = z.object({
  objects: Objects.pipe(z.array(line(80)).max(maxObjects, 'too_long')).optional(),
})

/** The themes, among those of the town, and what she kept. A theme that was retired since stays as it is. */
export const themesSection = (known: readonly string[]): Section => ({
  valuesOf: ({ content }) => ({
    themes: content.themes.filter((id) => known.includes(id)),
    objects: objectsOf(content).join('\n'),
  }),
  read(form, { content }) {
    const chosen = [...new Set(listOf(form['themes']))]
    if (chosen.some((id) => !known.includes(id))) return { mistakes: { themes: 'bad_choice' } }
    const retired = content.themes.filter((id) => !known.includes(id))
    if (chosen.length + retired.length > 12) return { mistakes: { themes: 'too_long' } }
    const input = ObjectsInput.safeParse(form)
    if (!input.success) return { mistakes: { objects: 'too_long' } }
    const { objects } = input.data
    return {
      apply(draft) {
        const themes = [...draft.content.themes.filter((id) => !known.includes(id)), ...chosen]
        const details = objects ? { ...draft.content.details, objects: [...new Set(objects)] } : draft.content.details
        return withContent(draft, { themes, details })
      },
    }
  },
})

const LicenceInput = z.object({ licence: choice(licences), notes: paragraphs(5_000) })

/** The licence, and the team's private notes. */
export const licenceSection: Section = {
  valuesOf: ({ content, notes }) => ({ licence: content.licence, notes }),
  read(form) {
    const input = LicenceInput.safeParse(form)
    if (!input.success) return { mistakes: mistakesOf(input.error) }
    return { apply: (draft) => ({ ...withContent(draft, { licence: input.data.licence }), notes: input.data.notes }) }
  },
}
