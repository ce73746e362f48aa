// From rows of the shelf to what the API answers. Pure.

import { isVoice } from '#core/contribution/content.ts'
import type { Kind } from '#core/contribution/kind.ts'
import { textOf } from '#core/contribution/document.ts'
import { elsewhere, machines, pageUrl, permanentUrl, previewUrl } from '#core/exchange/addresses.ts'
import { mediaRightsOf, rightsOf } from '#core/exchange/rights.ts'
import { hrefOf } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import { wordsFor, type Card } from '#core/shelf/cards.ts'
import type { ShownCredit } from '#core/shelf/shelf.tables.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import { captionsPath, lacksWords, sightsOf, sightsPath, wordsOf } from '#core/shelf/shown-media.ts'
import type { Story } from '#core/shelf/stories.ts'
import { mediaWordsIn } from '#ui/media-words.ts'
import type { MediaAnswer, StoryAnswer, StoryCard } from './api.schemas.ts'

type Told = Pick<
  Card,
  | 'code'
  | 'slug'
  | 'title'
  | 'lead'
  | 'quote'
  | 'language'
  | 'languages'
  | 'medium'
  | 'duration_ms'
  | 'period'
  | 'minutes'
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
  duration_ms: card.duration_ms,
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
    media: story.media.map((media) => mediaAnswer(where, story, media)),
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

function mediaAnswer({ origin, locale }: Where, story: Story, media: ShownMedia): MediaAnswer {
  const { title, caption, alt, description } = mediaWordsIn(media, locale, story.language)
  const at = (language: string, form: 'vtt' | 'srt' | 'txt') => origin + captionsPath(story.code, media, language, form)
  const seen = (language: string, form: 'vtt' | 'txt') => origin + sightsPath(story.code, media, language, form)
  return {
    id: media.id,
    nature: media.nature,
    use: media.use,
    title: title ?? null,
    caption: caption ?? null,
    alt: alt ?? null,
    description: description ?? null,
    credit: media.credit,
    rights: { licence: media.licence, url: mediaRightsOf(media).uri },
    taken: media.taken || null,
    place: media.place || null,
    duration_ms: media.duration_ms,
    is_cut: media.is_cut,
    files: media.files.map(({ address, media_type, size, width, height }) => ({
      url: origin + address,
      type: media_type,
      size,
      width: width ?? null,
      height: height ?? null,
    })),
    transcripts: wordsOf(media).map(({ language, form, machine, estimated = false }) => ({
      language,
      form,
      machine,
      guessed_times: estimated,
      vtt: at(language, 'vtt'),
      srt: at(language, 'srt'),
      txt: at(language, 'txt'),
    })),
    descriptions: sightsOf(media).map(({ language, machine, estimated = false }) => ({
      language,
      machine,
      guessed_times: estimated,
      vtt: seen(language, 'vtt'),
      txt: seen(language, 'txt'),
    })),
    words_expected_on: lacksWords(media) ? (media.excuse?.until ?? null) : null,
  }
}

const creditAnswer = ({ role, name, age }: ShownCredit) => ({ role, name, age })
