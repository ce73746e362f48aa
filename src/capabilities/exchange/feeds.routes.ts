// Feeds: the newest contributions of the site, of a theme, of a language told, in three formats.

import {
  elsewhere,
  feedFormats,
  feeds,
  feedTypes,
  pageUrl,
  permanentUrl,
  previewUrl,
  type FeedFormat,
} from '#core/exchange/addresses.ts'
import { atomOf } from '#core/exchange/atom.ts'
import type { Feed, FeedEntry } from '#core/exchange/feed.ts'
import { jsonFeedOf } from '#core/exchange/json-feed.ts'
import { rightsOf } from '#core/exchange/rights.ts'
import { rssOf } from '#core/exchange/rss.ts'
import { authorsOf, publisherOf } from '#core/exchange/work.ts'
import { hrefOf, localPath, type Doors, type Reading } from '#core/doors.ts'
import { notFound } from '#core/platform/errors.ts'
import { languageName } from '#core/platform/i18n.ts'
import { findTheme, themeNameIn } from '#core/shelf/browse.ts'
import type { Choice } from '#core/shelf/choice.ts'
import { searchUrl, siteNameOf, whoOf } from '#ui/machine-head.tsx'
import { exchangeTexts } from './exchange.texts.ts'
import { listFeedCards, type FeedCard } from './exchange.queries.ts'

const newest = 30

export function feedRoutes(doors: Doors): void {
  for (const format of feedFormats) {
    doors.read(feeds.site(format), async (reading) => {
      const t = exchangeTexts.in(reading.locale)
      return await feedOf(
        reading,
        format,
        {},
        {
          title: siteNameOf(reading),
          subtitle: t('feed.site'),
          home: localPath(reading.locale, '/'),
        },
      )
    })

    doors.read(feeds.theme(format), async (reading) => {
      const { reader, locale } = reading
      const slug = reading.param('slug').slice(0, 200)
      const theme = await findTheme(reader, slug)
      if (!theme) throw notFound()
      if (theme.slug !== slug) return reading.c.redirect(hrefOf(locale, feeds.theme(format), { slug: theme.slug }), 301)
      const name = themeNameIn(theme.names, locale).text
      return await feedOf(
        reading,
        format,
        { theme: theme.ids },
        {
          title: `${name} · ${siteNameOf(reading)}`,
          subtitle:
            theme.presentation[locale] || theme.presentation['fr'] || exchangeTexts.in(locale)('feed.theme', { name }),
          home: hrefOf(locale, elsewhere.theme, { slug: theme.slug }),
        },
      )
    })

    doors.read(feeds.language(format), async (reading) => {
      const { locale } = reading
      const language = reading.param('language')
      const catalog = await reading.catalog()
      const kinds = [...reading.kinds.keys()]
      // Nothing was told in it, or it is no language at all.
      if (catalog.select({ kinds, language }).count === 0) throw notFound()
      const name = languageName(language, locale)
      return await feedOf(
        reading,
        format,
        { language },
        {
          title: `${name} · ${siteNameOf(reading)}`,
          subtitle: exchangeTexts.in(locale)('feed.language', { name }),
          home: `${searchUrl(reading).slice(reading.config.origin.length)}?langue=${encodeURIComponent(language)}`,
        },
      )
    })
  }
}

async function feedOf(
  reading: Reading,
  format: FeedFormat,
  choice: Omit<Choice, 'kinds'>,
  about: { title: string; subtitle: string; home: string },
): Promise<Response> {
  const { c, locale, reader, kinds, config, site } = reading
  const catalog = await reading.catalog()
  const { ids } = catalog.select({ kinds: [...kinds.keys()], ...choice }).page({ limit: newest })
  const cards = await listFeedCards(reader, locale, ids)
  const feed: Feed = {
    ...about,
    language: locale,
    self: config.origin + (reading.alternates[locale].split('?')[0] ?? ''),
    home: config.origin + about.home,
    icon: `${config.origin}/icon.svg`,
    publisher: publisherOf(site) || siteNameOf(reading),
    entries: cards.flatMap((card) => entryOf(reading, card)),
  }
  const body = { atom: atomOf, rss: rssOf, json: (each: Feed) => JSON.stringify(jsonFeedOf(each)) }[format](feed)
  return c.body(body, 200, {
    'Content-Type': `${feedTypes[format]}; charset=utf-8`,
    // Readers of feeds that live in a browser ask from another site.
    'Access-Control-Allow-Origin': '*',
  })
}

function entryOf({ locale, kinds, config: { origin } }: Reading, card: FeedCard): FeedEntry[] {
  const kind = kinds.get(card.kind)
  return kind
    ? [
        {
          id: permanentUrl(origin, locale, card.code),
          url: pageUrl(origin, kind, locale, card),
          title: card.title,
          summary: card.lead ?? card.quote,
          authors: authorsOf(card.voices),
          who: whoOf({ credits: card.voices }, locale),
          themes: card.themes.map(({ names }) => themeNameIn(names, locale).text),
          language: card.language,
          rights: rightsOf(card.licence).uri,
          image: previewUrl(origin, kind, locale, card.code),
          published_at: card.published_at,
          updated_at: card.updated_at,
        },
      ]
    : []
}
