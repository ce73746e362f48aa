// What a feed tells, whatever its format: atom.ts, rss.ts and json-feed.ts write it. A feed gives a title, a sentence
// and the way to the page, never the whole text: what is taken back must not stay whole in other people's readers.

import type { Words } from '../shelf/cards.ts'

export type FeedEntry = {
  /** For ever, whatever the title becomes: also what leads to the page (addresses.ts). */
  id: string
  url: string
  title: Words
  summary: Words | null
  /** Those who agreed to be named. */
  authors: string[]
  /** Shown when nobody is named: neutral words. */
  who: string
  themes: string[]
  /** The language told. */
  language: string
  rights: string
  image: string
  published_at: Date
  updated_at: Date
}

export type Feed = {
  title: string
  subtitle: string
  /** The language of the feed's own words. */
  language: string
  /** Where this very feed is. */
  self: string
  /** The page it follows. */
  home: string
  icon: string
  /** Who publishes. */
  publisher: string
  entries: FeedEntry[]
}

/** The last change among what it tells; the beginning of time when it tells nothing yet. */
export const lastChange = (feed: Feed): Date =>
  feed.entries.reduce((latest, { updated_at }) => (updated_at > latest ? updated_at : latest), new Date(0))
