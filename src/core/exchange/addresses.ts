// Where machines come: feeds, previews, embedding, search boxes, the API. Known here because pages link to them.

import { everywhere, hrefOf, inTwoTongues, localPath, type Address } from '../doors.ts'
import { pathOf, type Kind } from '../contribution/kind.ts'
import type { Locale } from '../platform/i18n.ts'

export const feedFormats = ['atom', 'rss', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

export const feedTypes: Record<FeedFormat, string> = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/feed+json',
}

const feedAt = (folder: { fr: string; other: string }) => (format: FeedFormat) =>
  inTwoTongues(`${folder.fr}/flux.${format}`, `${folder.other}/feed.${format}`)

/** One address a format; `theme` takes :slug, `language` takes :language (the language told, a BCP 47 tag). */
export const feeds = {
  site: feedAt({ fr: '', other: '' }),
  theme: feedAt({ fr: '/themes/:slug', other: '/themes/:slug' }),
  language: feedAt({ fr: '/langues/:language', other: '/languages/:language' }),
}

/** What is heard and seen, for listening programs: the same choices as feeds. */
export const podcasts = {
  site: everywhere('/podcast.rss'),
  theme: everywhere('/themes/:slug/podcast.rss'),
  language: inTwoTongues('/langues/:language/podcast.rss', '/languages/:language/podcast.rss'),
}

export const machines = {
  /** The podcast's picture, from the name of the site. */
  cover: everywhere('/podcast.png'),
  follow: inTwoTongues('/suivre', '/follow'),
  openSearch: inTwoTongues('/recherche.xml', '/search.xml'),
  oembed: everywhere('/oembed'),
  sitemap: everywhere('/sitemap.xml'),
  /** `pages`, or the first and last three digits of the codes it holds: `100-482`. */
  sitemapPart: everywhere('/sitemaps/:part'),
  robots: everywhere('/robots.txt'),
  /** The first word is the kind's (`recits`), then the code. */
  preview: inTwoTongues('/:segment/:code{[0-9]+}/apercu.png', '/:segment/:code{[0-9]+}/preview.png'),
  embed: inTwoTongues('/:segment/:code{[0-9]+}/vignette', '/:segment/:code{[0-9]+}/embed'),
  api: everywhere('/api'),
  openApi: everywhere('/api/openapi.json'),
  apiSite: everywhere('/api/v1/site'),
  apiStories: everywhere('/api/v1/stories'),
  apiStory: everywhere('/api/v1/stories/:code'),
  apiThemes: everywhere('/api/v1/themes'),
  apiPlaces: everywhere('/api/v1/places'),
} satisfies Record<string, Address>

/** Pages of people that machines are led to. */
export const elsewhere = {
  home: everywhere('/'),
  themes: everywhere('/themes'),
  theme: everywhere('/themes/:slug'),
}

type Named = { code: string; slug: string }

/** The page of a contribution, whole address. */
export const pageUrl = (origin: string, kind: Kind, locale: Locale, { code, slug }: Named): string =>
  origin + pathOf(kind, locale, code, slug)

/** The address that never changes, whatever the title or the kind's word: it leads to the page. */
export const permanentUrl = (origin: string, locale: Locale, code: string): string =>
  origin + localPath(locale, `/${code}`)

/** The picture shown with a link to a contribution, whole address. */
export const previewUrl = (origin: string, kind: Kind, locale: Locale, code: string): string =>
  origin + hrefOf(locale, machines.preview, { segment: kind.segment[locale], code })

/** The page that other sites may frame, whole address. */
export const embedUrl = (origin: string, kind: Kind, locale: Locale, code: string): string =>
  origin + hrefOf(locale, machines.embed, { segment: kind.segment[locale], code })
