// A contribution as machines are told of it on its page: what json-ld.ts and dublin-core.ts both say.

import { isVoice } from '../contribution/content.ts'
import type { Kind } from '../contribution/kind.ts'
import { plainTextOf } from '../contribution/document.ts'
import type { Locale } from '../platform/i18n.ts'
import { wordsFor, type Words } from '../shelf/cards.ts'
import type { Site } from '../shelf/site.ts'
import type { ShelfText, Story } from '../shelf/stories.ts'
import { pageUrl, permanentUrl, previewUrl } from './addresses.ts'
import { rightsOf, type Rights } from './rights.ts'

export type Work = {
  story: Story
  kind: Kind
  locale: Locale
  origin: string
  /** What never changes. */
  id: string
  url: string
  image: string
  title: Words
  lead: Words | null
  quote: Words | null
  minutes: number
  /** Those whose words these are and who agreed to be named, by the name they chose. */
  authors: string[]
  /** The same in a reader's words, neutral ones when nobody is named. */
  who: string
  publisher: string
  rights: Rights
  translations: ShelfText[]
}

/** `who` comes from the kit (ui/who.ts). */
export function workOf(
  asked: { locale: Locale; origin: string; site: Site; kind: Kind; who: string },
  story: Story,
): Work {
  const { locale, origin, site, kind, who } = asked
  const texts = story.texts.filter((text) => text.form !== 'easy')
  return {
    story,
    kind,
    locale,
    origin,
    id: permanentUrl(origin, 'fr', story.code),
    url: pageUrl(origin, kind, locale, story),
    image: previewUrl(origin, kind, locale, story.code),
    ...wordsFor(locale, story.language, texts),
    authors: authorsOf(story.credits),
    who,
    publisher: publisherOf(site),
    rights: rightsOf(story.licence),
    translations: texts.filter((text) => text.language !== story.language),
  }
}

/** Names that may be said, of those whose words these are. */
export const authorsOf = (credits: readonly { role: string; name: string | null }[]): string[] =>
  credits.filter(isVoice).flatMap(({ name }) => name ?? [])

/** Who answers for the site, on one line. */
export const publisherOf = (site: Site): string => (site.imprint.publisher.split('\n')[0] ?? '').trim() || site.name

/** One sentence about a contribution: its lead, what was said, or how it begins. */
export function summaryOf(words: { lead: Words | null; quote: Words | null }, text?: ShelfText): Words | null {
  const said = words.lead ?? words.quote
  if (said || !text) return said
  const beginning = plainTextOf(text.body).replace(/\s+/g, ' ').trim()
  if (beginning === '') return null
  const letters = [...new Intl.Segmenter(text.language, { granularity: 'grapheme' }).segment(beginning.slice(0, 400))]
  const cut = letters.slice(0, 180).map(({ segment }) => segment)
  return { text: cut.join('') + (letters.length > 180 ? '…' : ''), language: text.language }
}
