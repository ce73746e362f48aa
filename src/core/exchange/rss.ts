// RSS 2.0, with Atom's link to itself and Dublin Core's creator and language, as readers of feeds expect them.

import { lastChange, type Feed, type FeedEntry } from './feed.ts'
import { element, xmlDocument, type Xml } from './xml.ts'

/** What another format made of this one adds: its vocabularies, words of the whole, words of one entry. */
export type RssMore<Entry extends FeedEntry> = {
  vocabularies: Record<`xmlns:${string}`, string>
  channel: readonly Xml[]
  item: (entry: Entry) => readonly (Xml | undefined)[]
}
const nothing: RssMore<FeedEntry> = { vocabularies: {}, channel: [], item: () => [] }

/** A whole RSS document. The format has one language: titles are in theirs without saying so. */
export const rssOf = (feed: Feed): string => rssWith(feed, feed.entries, nothing)

/** The same, with what `more` adds. */
export const rssWith = <Entry extends FeedEntry>(feed: Feed, entries: readonly Entry[], more: RssMore<Entry>): string =>
  xmlDocument(
    element(
      'rss',
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        ...more.vocabularies,
      },
      element(
        'channel',
        {},
        element('title', {}, feed.title),
        element('link', {}, feed.home),
        element('description', {}, feed.subtitle),
        element('language', {}, feed.language),
        element('lastBuildDate', {}, lastChange(feed).toUTCString()),
        element('generator', {}, 'Veillée'),
        element('docs', {}, 'https://www.rssboard.org/rss-specification'),
        element('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.self }),
        more.channel,
        entries.map((entry) => itemOf(entry, more.item(entry))),
      ),
    ),
  )

const itemOf = (entry: FeedEntry, more: readonly (Xml | undefined)[]): Xml =>
  element(
    'item',
    {},
    element('title', {}, entry.title.text),
    element('link', {}, entry.url),
    // The identifier leads to the page, for ever.
    element('guid', { isPermaLink: 'true' }, entry.id),
    element('pubDate', {}, entry.published_at.toUTCString()),
    (entry.authors.length > 0 ? entry.authors : [entry.who]).map((name) => element('dc:creator', {}, name)),
    element('dc:language', {}, entry.language),
    element('dc:rights', {}, entry.rights),
    entry.themes.map((theme) => element('category', {}, theme)),
    // A description may be read as HTML: an ampersand said is an ampersand written.
    entry.summary
      ? element(
          'description',
          {},
          entry.summary.text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
        )
      : undefined,
    more,
  )
