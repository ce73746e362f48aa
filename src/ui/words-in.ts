// Words kept in several languages, for one reader: hers, else those of the language told, else French, else any.

import { defaultLocale, type Locale } from '#core/platform/i18n.ts'
import { isIn } from '#core/shelf/cards.ts'

/** `wordsIn({ fr: 'La neige.', ar: 'الثلج.' }, 'ar')`; undefined when there are none. */
export function wordsIn(
  words: Partial<Record<string, string>>,
  locale: Locale,
  told: string = defaultLocale,
): { text: string; language: string } | undefined {
  const languages = Object.keys(words)
  const language = [...languages.filter((each) => isIn(each, locale)), told, defaultLocale, ...languages].find(
    (each) => words[each],
  )
  const text = language && words[language]
  return text ? { text, language } : undefined
}
