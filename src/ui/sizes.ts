// The size of a file in words: “340 Mo”.

import { intlLocale, type Locale } from '#core/platform/i18n.ts'
import { uploadTexts } from '#ui/upload-texts.ts'

const units = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const

/** `sizeWords('fr', 340_000_000)` is “340 Mo”; one decimal below ten. */
export function sizeWords(locale: Locale, bytes: number): string {
  const [unit, one] = units.find(([, least]) => bytes >= least) ?? units[2]
  const value = bytes / one
  const size = new Intl.NumberFormat(intlLocale[locale], { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
  return uploadTexts.in(locale)(`size.${unit}`, { size })
}
