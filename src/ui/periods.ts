// Dates people are not sure of, in words: what EDTF says, and no more. “1974~” is “vers 1974”, “196X” is “années 1960”.

import { intlLocale, type Locale } from '#core/platform/i18n.ts'
import { formatDay } from '#ui/dates.ts'
import { readingTexts } from '#ui/reading-texts.ts'
import { sentence } from '#ui/who.ts'

const seasons = { '21': 'period.spring', '22': 'period.summer', '23': 'period.autumn', '24': 'period.winter' } as const

/** “Janvier 1969”, “Vers 1974”, “1958 – 1962”. Empty for an empty text; what is beyond words is shown as it is. */
export function formatPeriod(edtf: string, locale: Locale): string {
  if (edtf === '') return ''
  const t = readingTexts.in(locale)
  const parts = edtf.split('/')
  if (parts.length > 2) return edtf
  const [from, to] = parts.map((part) => oneDate(part, locale))
  if (from === undefined || (parts.length === 2 && to === undefined)) return edtf
  if (to === undefined) return sentence(from, locale)
  if (from === '' && to === '') return ''
  const words =
    to === ''
      ? t('period.since', { from, isDecade: isDecade(parts[0]) })
      : from === ''
        ? t('period.until', { to, isDecade: isDecade(parts[1]) })
        : from === to
          ? from
          : t('period.span', { from, to })
  return sentence(words, locale)
}

/** “Depuis les années 1990”, “depuis 1990”. */
const isDecade = (text = '') => (/^\d{3}X$/.test(text) ? 'yes' : 'no')

/** '' for an open end, undefined for what has no simple words. */
function oneDate(text: string, locale: Locale): string | undefined {
  if (text === '..' || text === '') return ''
  const [, year = '', month, day, doubt] = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?$/.exec(text) ?? []
  if (year === '') return undefined
  const t = readingTexts.in(locale)
  const when = dated(year, month, day, locale)
  if (when === undefined) return undefined
  return doubt === '~' ? t('period.about', { when }) : doubt === undefined ? when : t('period.perhaps', { when })
}

function dated(year: string, month: string | undefined, day: string | undefined, locale: Locale): string | undefined {
  const t = readingTexts.in(locale)
  if (year.endsWith('XX'))
    return month ? undefined : t('period.span', { from: year.replace('XX', '00'), to: year.replace('XX', '99') })
  if (year.endsWith('X')) return month ? undefined : t('period.decade', { year: year.replace('X', '0') })
  if (!month) return year
  const season = seasons[month as keyof typeof seasons]
  if (season) return t(season, { year })
  const date = `${year}-${month}-${day ?? '01'}`
  if (Number.isNaN(Date.parse(date))) return undefined
  return formatDay(date, locale, day ? 'long' : 'month')
}

// Making one takes longer than writing a page; and a search compares with the country of every place.
const countryNames = new Map<Locale, { of: Intl.DisplayNames; known: Map<string, string> }>()

/** The name of a country as the reader says it: “Algérie”. Empty when unknown. */
export function countryIn(code: string, locale: Locale): string {
  if (!/^[A-Z]{2}$/.test(code)) return ''
  let names = countryNames.get(locale)
  if (!names) {
    const of = new Intl.DisplayNames([intlLocale[locale]], { type: 'region', fallback: 'none' })
    countryNames.set(locale, (names = { of, known: new Map() }))
  }
  const known = names.known.get(code)
  if (known !== undefined) return known
  const name = names.of.of(code) ?? ''
  // Two letters: at most 676 of them.
  names.known.set(code, name)
  return name
}
