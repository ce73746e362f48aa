// Countries as borders stand today, named in the reader's language and sorted as she would look for them.

import { intlLocale, type Locale } from '#core/platform/i18n.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
// Groups of countries, and codes kept for tests: Intl names them, nobody was born there.
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])
const lists = new Map<Locale, { value: string; label: string }[]>()

const namesIn = (locale: Locale) => new Intl.DisplayNames([intlLocale[locale]], { type: 'region', fallback: 'none' })

/** Options of a list of countries. */
export function countryOptions(locale: Locale): { value: string; label: string }[] {
  const known = lists.get(locale)
  if (known) return known
  const names = namesIn(locale)
  const collator = new Intl.Collator(intlLocale[locale])
  const list = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((value) => {
      const label = names.of(value)
      return label ? [{ value, label }] : []
    })
    .sort((one, other) => collator.compare(one.label, other.label))
  lists.set(locale, list)
  return list
}
