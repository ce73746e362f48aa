// Atom (RFC 4287).

import { lastChange, type Feed, type FeedEntry } from './feed.ts'
import { element, xmlDocument, type Xml } from './xml.ts'
import type { Words } from '../shelf/cards.ts'

/** A whole Atom document; each entry says its words in their own language. */
export const atomOf = (feed: Feed): string =>
  xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
      element('id', {}, feed.self),
      element('title', {}, feed.title),
      element('subtitle', {}, feed.subtitle),
      element('updated', {}, lastChange(feed).toISOString()),
      element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
      element('link', { rel: 'alternate', type: 'text/html', hreflang: feed.language, href: feed.home }),
      element('icon', {}, feed.icon),
      element('author', {}, element('name', {}, feed.publisher)),
      element('generator', {}, 'Veillée'),
      feed.entries.map(entryOf),
    ),
  )

const entryOf = (entry: FeedEntry): Xml =>
  element(
    'entry',
    {},
    element('id', {}, entry.id),
    said('title', entry.title),
    element('link', { rel: 'alternate', type: 'text/html', href: entry.url }),
    element('link', { rel: 'license', href: entry.rights }),
    element('published', {}, entry.published_at.toISOString()),
    element('updated', {}, entry.updated_at.toISOString()),
    // An entry without author takes the feed's, which would say that the town told it.
    (entry.authors.length > 0 ? entry.authors : [entry.who]).map((name) =>
      element('author', {}, element('name', {}, name)),
    ),
    entry.themes.map((theme) => element('category', { term: theme })),
    entry.summary ? said('summary', entry.summary) : undefined,
  )

/** Words with the language they are in. */
const said = (name: string, { text, language }: Words): Xml => element(name, { 'xml:lang': language }, text)
