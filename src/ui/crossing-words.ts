// Why two stories cross, in words: “La même gare, deux ans plus tard”.

import type { Locale } from '#core/platform/i18n.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import type { CrossingReason } from '#core/shelf/crossings/crossings.ts'
import { readingTexts } from '#ui/reading-texts.ts'
import { isolated } from '#ui/who.ts'
import { wordsIn } from '#ui/words-in.ts'

/** The reason as a sentence, and the language it is in: an editor's own words come first. */
export function whyOf(reason: CrossingReason, locale: Locale): { text: string; language: string } {
  const t = readingTexts.in(locale)
  const ours = (text: string) => ({ text, language: locale })
  if (reason.kind === 'place') {
    const { nature, way, years, place } = reason
    const named = nature === '' ? 'yes' : 'no'
    return ours(t('crossing.place', { nature: nature || 'any', way, years, named, place: isolated(place, locale) }))
  }
  if (reason.kind === 'object') return ours(t('crossing.object', { object: isolated(reason.object, locale) }))
  if (reason.kind === 'theme') {
    const theme = isolated(themeNameIn(reason.theme, locale).text, locale)
    return ours(t('crossing.theme', { way: reason.way, theme }))
  }
  const own = wordsIn(reason.words, locale)
  if (own) return own
  return ours(
    reason.kind === 'answers'
      ? t('crossing.answers', { mine: reason.isMine ? 'yes' : 'no' })
      : t(`crossing.${reason.kind}`),
  )
}
