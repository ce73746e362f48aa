// Who tells, in words: names joined as the reader's language joins them, or neutral words for those who keep theirs.

import { directionOf, intlLocale, languageName, type Locale } from '#core/platform/i18n.ts'
import { remembered } from '#core/platform/remembered.ts'
import type { ShownCredit } from '#core/shelf/shelf.tables.ts'
import { readingTexts } from '#ui/reading-texts.ts'

/** `whoIn(card.voices, 'fr')` gives “Zohra, 77 ans”, “Aldo et Maria” or “quelqu’un qui préfère ne pas dire son nom”. */
export function whoIn(voices: readonly Pick<ShownCredit, 'name' | 'age'>[], locale: Locale): string {
  const t = readingTexts.in(locale)
  const named = voices.flatMap((voice) =>
    voice.name === null ? [] : [{ name: isolated(voice.name, locale), age: voice.age }],
  )
  const alone = voices.length === 1
  const names = named.map(({ name, age }) => (alone && age !== null ? t('who.aged', { name, age }) : name))
  const unnamed = voices.length - named.length
  if (unnamed > 0 || voices.length === 0)
    names.push(unnamed > 1 || named.length > 0 ? t('who.unnamedMany', { count: unnamed }) : t('who.unnamed'))
  return joined(names, locale)
}

/** “Tlemcen, Oran et Marseille” */
export const joined = (words: readonly string[], locale: Locale): string => joinedIn(words, intlLocale[locale])

/** The same, joined as the language of the words themselves joins them. */
export function joinedIn(words: readonly string[], language: string): string {
  const [only = ''] = words
  if (words.length < 2) return only
  const make = () => new Intl.ListFormat([language, intlLocale.fr], { type: 'conjunction' })
  return joiners(language, make).format(words)
}

const joiners = remembered<Intl.ListFormat>(200)

/** “arabe et français” */
export const languagesIn = (languages: readonly string[], locale: Locale): string =>
  joined(
    languages.map((language) => languageName(language, locale)),
    locale,
  )

/** With a capital, to begin a line. */
export const sentence = (words: string, locale: Locale): string =>
  words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)

/** Words written the other way than the sentence around them, kept apart so that its marks stay in place (L-04). */
export function isolated(words: string, locale: Locale): string {
  const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/.test(words)
  const leftToRight = /[A-Za-z\u00c0-\u058f]/.test(words)
  const other = directionOf(locale) === 'rtl' ? leftToRight : rightToLeft
  return other ? `\u2068${words}\u2069` : words
}
