// Which of a story's texts a reader sees. Pure: the story, her language and what she asked for.

import { defaultLocale, type Locale } from '#core/platform/i18n.ts'
import { isIn, wordsFor, type Card } from '#core/shelf/cards.ts'
import type { ShelfText, Story } from '#core/shelf/stories.ts'
import type { Document } from '#core/contribution/document.ts'
import { plainTextOf } from '#core/contribution/document.ts'
import type { Shown } from '#ui/side-by-side.tsx'
import { emptyTestimonyDetails, type TestimonyDetails } from './testimonies.kind.ts'

export type Seen = {
  original: ShelfText
  /** The translation beside it. */
  translation: ShelfText | undefined
  translations: ShelfText[]
  easy: ShelfText | undefined
  words: Pick<Card, 'title' | 'lead' | 'quote' | 'minutes'>
  show: Shown
  /** Two long texts would make a heavy page: the one that is not shown stays out. */
  onlyShown: boolean
}

// Letters of both texts together; Arabic takes two bytes a letter.
const long = 25_000

export function seenBy(story: Story, locale: Locale, asked: { show: Shown | undefined; translation: string }): Seen {
  const [original] = story.texts
  if (!original) throw new Error(`a public story without text: ${story.code}`)
  const translations = story.texts.filter((text) => text !== original && text.form !== 'easy')
  const easy = easyFor(story, locale)
  const translation =
    translations.find((text) => text.language === asked.translation) ??
    translations.find((text) => isIn(text.language, locale)) ??
    translations.find((text) => isIn(text.language, defaultLocale)) ??
    translations[0]
  const onlyShown = lengthOf(original.body) + (translation ? lengthOf(translation.body) : 0) > long
  // A reader of the language told needs no translation beside it, unless she chooses one.
  const isMine = isIn(original.language, locale) && asked.translation === ''
  const usual: Shown = !translation || isMine ? 'a' : onlyShown ? 'b' : 'ab'
  return {
    original,
    translation,
    translations,
    easy,
    words: wordsFor(
      locale,
      story.language,
      story.texts.filter((text) => text.form !== 'easy'),
    ),
    show: asked.show ?? usual,
    onlyShown,
  }
}

function easyFor(story: Story, locale: Locale): ShelfText | undefined {
  const easy = story.texts.filter((text) => text.form === 'easy')
  return (
    easy.find((text) => isIn(text.language, locale)) ?? easy.find((text) => text.language === story.language) ?? easy[0]
  )
}

const lengthOf = (body: Document): number => plainTextOf(body).length

/** The details of a testimony, whatever an older version left out. */
export const detailsOf = (story: Pick<Story, 'details'>): TestimonyDetails => ({
  ...emptyTestimonyDetails,
  ...(story.details as Partial<TestimonyDetails>),
})
