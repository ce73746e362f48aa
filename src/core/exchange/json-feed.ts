// JSON Feed 1.1 (jsonfeed.org).

import type { Feed, FeedEntry } from './feed.ts'

/** The feed as an object, ready for `JSON.stringify`. What the format has no word for is under `_veillee`. */
export const jsonFeedOf = (feed: Feed) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: feed.title,
  home_page_url: feed.home,
  feed_url: feed.self,
  description: feed.subtitle,
  icon: feed.icon,
  language: feed.language,
  authors: [{ name: feed.publisher, url: feed.home }],
  items: feed.entries.map(itemOf),
})

const itemOf = (entry: FeedEntry) => ({
  id: entry.id,
  url: entry.url,
  title: entry.title.text,
  // The format asks for one text at least; a contribution without a sentence of its own says its title.
  content_text: entry.summary?.text ?? entry.title.text,
  image: entry.image,
  date_published: entry.published_at.toISOString(),
  date_modified: entry.updated_at.toISOString(),
  authors: (entry.authors.length > 0 ? entry.authors : [entry.who]).map((name) => ({ name })),
  tags: entry.themes,
  // The words shown, which a reader's software may have to say aloud.
  language: entry.title.language,
  _veillee: { rights: entry.rights, told_in: entry.language },
})
