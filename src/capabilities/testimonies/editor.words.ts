// Words for what forms hold: the name of a field, the meaning of a choice, the better sentence of a mistake.

import { licences } from '#core/contribution/content.ts'
import { placeNatures } from '#core/contribution/kind.ts'
import type { listThemes } from '#core/contribution/contributions.ts'
import type { FieldMistakes } from '#core/platform/fields.ts'
import { languageName, type Locale } from '#core/platform/i18n.ts'
import type { Accent } from '#ui/accents.ts'
import { countryIn } from '#ui/periods.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { otherLanguage } from '#ui/languages.ts'
import type { ThemeChoice } from './editor.forms.tsx'
import { precisions } from './editor.period.ts'
import { editorTexts } from './editor-texts.ts'

const fields = [
  'title',
  'lead',
  'quote',
  'body',
  'language',
  'made_by',
  'precision',
  'year',
  'month',
  'edtf',
  'place',
  'country',
  'nature',
  'lat',
  'lon',
  'travel',
  'themes',
  'objects',
  'licence',
  'notes',
] as const

/** “Titre”, “Quelques mots en arabe”. */
export function labelsOf(locale: Locale): (name: string) => string {
  const t = editorTexts.in(locale)
  return (name) => {
    if (name.startsWith('words.')) return t('field.words', { language: languageName(name.slice(6), locale) })
    const known = fields.find((each) => each === name)
    return known ? t(`field.${known}`) : name
  }
}

/** What a value means, for those that are chosen from a list. */
export function conflictWords(locale: Locale): (name: string, value: string) => string {
  const t = editorTexts.in(locale)
  return (name, value) => {
    if (name === 'language') return value === otherLanguage ? t('begin.other') : languageName(value, locale)
    if (name === 'country') return countryIn(value, locale) || value
    if (name === 'made_by') return value === 'machine' ? t('made_by.machine') : t('made_by.human')
    if (name === 'travel') return value ? t('field.travel') : ''
    const nature = name === 'nature' && placeNatures.find((each) => each === value)
    if (nature) return t(`nature.${nature}`)
    const precision = name === 'precision' && precisions.find((each) => each === value)
    if (precision) return t(`precision.${precision}`)
    const licence = name === 'licence' && licences.find((each) => each === value)
    return licence ? t(`licence.${licence}`) : value
  }
}

/** Sentences better than the general ones, for the mistakes at hand. */
export function ownErrors(locale: Locale, mistakes: FieldMistakes): FormErrors {
  const t = editorTexts.in(locale)
  return {
    ...(mistakes['language'] === 'taken' && { language: t('error.languageTaken') }),
    ...(mistakes['year'] && { year: t('error.year') }),
    ...(mistakes['edtf'] && { edtf: t('error.edtf') }),
    ...(mistakes['lat'] && { lat: t('error.degrees') }),
    ...(mistakes['lon'] && { lon: t('error.degrees') }),
    ...(mistakes['themes'] === 'too_long' && { themes: t('error.themes') }),
    ...(mistakes['objects'] && { objects: t('error.objects') }),
    ...(mistakes['witnesses'] === 'required' && { witnesses: t('error.witnesses') }),
    ...(mistakes['place'] === 'required' && { place: t('error.place') }),
  }
}

/** The tree of themes as a list, each under its parent. */
export function themeChoices(rows: Awaited<ReturnType<typeof listThemes>>, locale: Locale): ThemeChoice[] {
  const ids = new Set(rows.map(({ id }) => id))
  const seen = new Set<string>()
  const under = (parent: string | null, depth: number): ThemeChoice[] =>
    rows
      .filter(
        (row) =>
          !seen.has(row.id) &&
          (parent === null ? row.parent_id === null || !ids.has(row.parent_id) : row.parent_id === parent),
      )
      .flatMap((row) => {
        seen.add(row.id)
        return [
          { id: row.id, label: row.names[locale] || row.names['fr'] || row.slug, accent: row.accent as Accent, depth },
          ...under(row.id, depth + 1),
        ]
      })
  return under(null, 0)
}
