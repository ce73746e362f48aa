// A podcast: RSS 2.0 whose entries are heard, with the words of Apple and of the Podcast namespace that listening programs
// read. The sound stays on our server: what is taken back is asked for in vain from then on.

import type { Feed, FeedEntry } from './feed.ts'
import { rssWith } from './rss.ts'
import { element } from './xml.ts'

export type Episode = FeedEntry & {
  sound: { url: string; size: number; media_type: string }
  duration_ms: number | null
  /** Its words, by language. */
  captions: { url: string; language: string; media_type: 'text/vtt' | 'application/x-subrip' }[]
}
export type Podcast = Feed & {
  entries: Episode[]
  category: string
  subcategory: string
  email: string
  /** The address of a square picture. */
  cover: string
}

/** A whole document. */
export const podcastOf = (podcast: Podcast): string =>
  rssWith(podcast, podcast.entries, {
    vocabularies: {
      'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
      'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
    },
    channel: [
      element('itunes:image', { href: podcast.cover }),
      element(
        'image',
        {},
        element('url', {}, podcast.cover),
        element('title', {}, podcast.title),
        element('link', {}, podcast.home),
      ),
      element('itunes:author', {}, podcast.publisher),
      ...(podcast.email
        ? [
            element(
              'itunes:owner',
              {},
              element('itunes:name', {}, podcast.publisher),
              element('itunes:email', {}, podcast.email),
            ),
          ]
        : []),
      element('itunes:explicit', {}, 'false'),
      element('itunes:type', {}, 'episodic'),
      element('itunes:category', { text: podcast.category }, element('itunes:category', { text: podcast.subcategory })),
    ],
    item: (episode) => [
      element('enclosure', {
        url: episode.sound.url,
        length: String(episode.sound.size),
        type: episode.sound.media_type,
      }),
      episode.duration_ms === null
        ? undefined
        : element('itunes:duration', {}, String(Math.max(1, Math.round(episode.duration_ms / 1000)))),
      element('itunes:explicit', {}, 'false'),
      element('itunes:author', {}, episode.authors.join(', ') || episode.who),
      ...episode.captions.map(({ url, language, media_type }) =>
        element('podcast:transcript', { url, type: media_type, language, rel: 'captions' }),
      ),
    ],
  })
