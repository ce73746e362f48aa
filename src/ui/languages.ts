// The languages offered in lists, each under its own name. Any other BCP 47 tag can be stored: lists are only a help.

import { languageName } from '#core/platform/i18n.ts'
import type { Option } from '#ui/field-parts.tsx'

/** Those heard most in a French town, the most spoken first; the rest follow in Latin order of their names. */
const toldLanguages = [
  'fr',
  'ar',
  'ary',
  'kab',
  'tr',
  'pt',
  'es',
  'it',
  'en',
  'de',
  'pl',
  'ro',
  'uk',
  'ru',
  'sq',
  'sr',
  'hy',
  'ka',
  'ku',
  'fa',
  'ps',
  'ur',
  'bn',
  'ta',
  'zh',
  'vi',
  'km',
  'lo',
  'wo',
  'bm',
  'ff',
  'ln',
  'mg',
  'zdj',
  'so',
  'am',
  'ti',
  'ht',
] as const

/** Names that the machine's own tables lack or give in another language. */
const ownNames: Record<string, string> = {
  ka: 'ქართული',
  ary: 'الدارجة',
  kab: 'Taqbaylit',
  ku: 'Kurdî',
  bm: 'Bamanankan',
  ff: 'Pulaar',
  ln: 'Lingála',
  mg: 'Malagasy',
  zdj: 'Shikomori',
  ht: 'Kreyòl ayisyen',
  ti: 'ትግርኛ',
}

/** A language in its own words: “Türkçe”, “Shikomori”. */
export const ownName = (language: string): string => ownNames[language] ?? languageName(language)

/** Written when a language has no place in the list: its name is told in words, beside. */
export const otherLanguage = 'und'

/** Options of a list of languages. `also` adds one that is already chosen but not in the list. */
export function languageOptions(also?: string): Option[] {
  const listed: string[] = [...toldLanguages]
  if (also && also !== otherLanguage && !listed.includes(also)) listed.push(also)
  return listed.map((language) => ({ value: language, label: ownName(language), lang: language }))
}
