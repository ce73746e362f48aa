// Words that the town writes itself (a title, a presentation), in each language of the interface: one field a language,
// of which only French may be required.

import { defaultLocale, languageName, locales } from '#core/platform/i18n.ts'
import { Field, TextArea } from '#ui/form.tsx'
import { useLocale } from '#ui/locale.tsx'

/**
 * `<WordsFields name="title" label={(language) => t('field.title', { language })} maxlength={80} required />` gives the
 * fields `title_fr`, `title_en` and `title_ar`; with `rows`, several lines each.
 */
export function WordsFields(props: {
  name: string
  label: (language: string) => string
  hint?: string
  rows?: number
  maxlength: number
  required?: boolean
  spellcheck?: boolean
}) {
  const locale = useLocale()
  const { name, label, required, rows, ...shared } = props
  return (
    <>
      {locales.map((each) => {
        const field = {
          ...shared,
          name: `${name}_${each}`,
          label: label(languageName(each, locale)),
          lang: each,
          required: required === true && each === defaultLocale,
        }
        return rows === undefined ? <Field key={each} {...field} /> : <TextArea key={each} {...field} rows={rows} />
      })}
    </>
  )
}
