// From the mistakes of a form, as keys, to the plain sentences shown beside its fields.

import type { FieldError, FieldMistakes } from '#core/platform/fields.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { texts } from '#ui/texts.ts'

/** The sentence of one mistake: `sentenceOf('required', 'fr')`. */
export const sentenceOf = (mistake: FieldError, locale: Locale): string => texts.in(locale)(`field.error.${mistake}`)

/**
 * Sentences by field, for `<Form errors>`: `errorsOf(mistakesOf(parsed.error), locale, { phone: '…' })`.
 * `own` are better sentences that a form has for some of its fields.
 */
export const errorsOf = (mistakes: FieldMistakes, locale: Locale, own: FormErrors = {}): FormErrors =>
  Object.fromEntries(
    Object.entries(mistakes).map(([field, mistake]) => [field, own[field] ?? sentenceOf(mistake, locale)]),
  )
