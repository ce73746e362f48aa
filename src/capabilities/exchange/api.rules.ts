// From rows of the shelf to what the API answers. Pure.

import { isVoice } from '#core/contribution/content.ts'
import type { Kind } from '#core/contribution/kind.ts'
import { textOf } from '#core/contribution/document.ts'
import { elsewhere, machines, pageUrl, permanentUrl, previewUrl } from '#core/exchange/addresses.ts'
import { rightsOf } from '#core/exchange/rights.ts'
import { hrefOf } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import { wordsFor, type Card } from '#core/shelf/cards.ts'
import type { ShownCredit } from '#core/shelf/shelf.tables.ts'
import type { Story } from '#core/shelf/stories.ts'
import type { StoryAnswer, StoryCard } from './api.schemas.ts'

type Told = Pick<
  Card,
  'code' | 'slug' | 'title' | 'lead' | 'quote' | 'language' | 'languages' | 'medium' | 'period' | 'minutes'
> & {
  voices: readonly ShownCredit[]
  published_at: Date
}
type Where = { origin: string; locale: Locale; kind: Kind }

export const cardAnswer = ({ origin, locale, kind }: Where, card: Told): StoryCard => ({
  id: permanentUrl(origin, 'fr', card.code),
  code: card.code,
  kind: kind.name,
  url: pageUrl(origin, kind, locale, card),
  api_url: origin + hrefOf('fr', machines.apiStory, { code: card.code }),
  image: previewUrl(origin, kind, locale, card.code),
  title: card.title,
  lead: card.lead,
  quote: card.quote,
  told_by: card.voices.map(creditAnswer),
  language: card.language,
  languages: card.languages,
  medium: card.medium,
  period: card.period || null,
  minutes: card.minutes,
  published_at: card.published_at.toISOString(),
})

export function storyAnswer(where: Where, story: Story): StoryAnswer {
  const texts = story.texts.filter((text) => text.form !== 'easy')
  const { medium } = story.details
  const card = cardAnswer(where, {
    ...story,
    ...wordsFor(where.locale, story.language, texts),
    languages: [...new Set([story.language, ...texts.map((text) => text.language)])],
    medium: typeof medium === 'string' ? medium : null,
    voices: story.credits.filter(isVoice),
  })
  return {
    ...card,
    updated_at: story.updated_at.toISOString(),
    rights: { licence: story.licence, url: rightsOf(story.licence).uri },
    credits: story.credits.map(creditAnswer),
    themes: story.themes.map(({ slug, names }) => ({
      slug,
      name: themeNameIn(names, where.locale),
      url: where.origin + hrefOf(where.locale, elsewhere.theme, { slug }),
    })),
    places: story.places.map(({ name, country, lat, lon, period }) => ({
      name,
      country: country || null,
      lat,
      lon,
      when: period || null,
    })),
    texts: story.texts.map(({ language, form, machine, title, lead, quote, body, minutes }) => ({
      language,
      form,
      machine,
      title,
      lead,
      quote,
      text: textOf(body),
      minutes,
    })),
  }
}

const creditAnswer = ({ role, name, age }: ShownCredit) => ({ role, name, age })
