// Feeds: the newest contributions of the site, of a theme, of a language told, in three formats; and what of them is
// heard, for listening programs.

import {
  elsewhere,
  feedFormats,
  feeds,
  feedTypes,
  pageUrl,
  permanentUrl,
  podcasts,
  previewUrl,
  type FeedFormat,
  machines,
} from '#core/exchange/addresses.ts'
import { atomOf } from '#core/exchange/atom.ts'
import type { Feed, FeedEntry } from '#core/exchange/feed.ts'
import { jsonFeedOf } from '#core/exchange/json-feed.ts'
import { podcastOf, type Episode } from '#core/exchange/podcast.ts'
import { rightsOf } from '#core/exchange/rights.ts'
import { rssOf } from '#core/exchange/rss.ts'
import { authorsOf, publisherOf } from '#core/exchange/work.ts'
import { hrefOf, localPath, type Address, type Doors, type Reading } from '#core/doors.ts'
import { notFound } from '#core/platform/errors.ts'
import { languageName } from '#core/platform/i18n.ts'
import { findTheme, themeNameIn } from '#core/shelf/browse.ts'
import type { Choice } from '#core/shelf/choice.ts'
import { captionsPath, portableOf, tellingOf, wordsOf } from '#core/shelf/shown-media.ts'
import { searchUrl, siteNameOf, whoOf } from '#ui/machine-head.tsx'
import { exchangeTexts } from './exchange.texts.ts'
import { listEpisodes, listFeedCards, type FeedCard } from './exchange.queries.ts'

const newest = 30
const newestHeard = 60
const heard = ['sound', 'video'] as const

export function feedRoutes(doors: Doors): void {
  for (const format of feedFormats) {
    const give = async (reading: Reading, chosen: Chosen) => await feedOf(reading, format, chosen)
    doors.read(feeds.site(format), async (reading) => await give(reading, siteChosen(reading)))
    doors.read(feeds.theme(format), async (reading) => await ofTheme(reading, feeds.theme(format), give))
    doors.read(feeds.language(format), async (reading) => await give(reading, await languageChosen(reading)))
  }
  doors.read(podcasts.site, async (reading) => await podcastIn(reading, siteChosen(reading)))
  doors.read(podcasts.theme, async (reading) => await ofTheme(reading, podcasts.theme, podcastIn))
  doors.read(podcasts.language, async (reading) => await podcastIn(reading, await languageChosen(reading)))
}

type Chosen = { choice: Omit<Choice, 'kinds'>; about: { title: string; subtitle: string; home: string } }

const siteChosen = (reading: Reading): Chosen => ({
  choice: {},
  about: {
    title: siteNameOf(reading),
    subtitle: exchangeTexts.in(reading.locale)('feed.site'),
    home: localPath(reading.locale, '/'),
  },
})

/** What is under a theme; a former address of it leads to the new one. */
async function ofTheme(
  reading: Reading,
  address: Address,
  give: (reading: Reading, chosen: Chosen) => Promise<Response>,
): Promise<Response> {
  const { reader, locale } = reading
  const slug = reading.param('slug').slice(0, 200)
  const theme = await findTheme(reader, slug)
  if (!theme) throw notFound()
  if (theme.slug !== slug) return reading.c.redirect(hrefOf(locale, address, { slug: theme.slug }), 301)
  const name = themeNameIn(theme.names, locale).text
  return await give(reading, {
    choice: { theme: theme.ids },
    about: {
      title: `${name} · ${siteNameOf(reading)}`,
      subtitle:
        theme.presentation[locale] || theme.presentation['fr'] || exchangeTexts.in(locale)('feed.theme', { name }),
      home: hrefOf(locale, elsewhere.theme, { slug: theme.slug }),
    },
  })
}

async function languageChosen(reading: Reading): Promise<Chosen> {
  const { locale } = reading
  const language = reading.param('language')
  const catalog = await reading.catalog()
  // Nothing was told in it, or it is no language at all.
  if (catalog.select({ kinds: [...reading.kinds.keys()], language }).count === 0) throw notFound()
  const name = languageName(language, locale)
  return {
    choice: { language },
    about: {
      title: `${name} · ${siteNameOf(reading)}`,
      subtitle: exchangeTexts.in(locale)('feed.language', { name }),
      home: `${searchUrl(reading).slice(reading.config.origin.length)}?langue=${encodeURIComponent(language)}`,
    },
  }
}

const feedWith = <Entry extends FeedEntry>(reading: Reading, { about }: Chosen, entries: Entry[]) => {
  const { locale, config, site } = reading
  return {
    ...about,
    language: locale,
    self: config.origin + (reading.alternates[locale].split('?')[0] ?? ''),
    home: config.origin + about.home,
    icon: `${config.origin}/icon.svg`,
    publisher: publisherOf(site) || siteNameOf(reading),
    entries,
  }
}

async function feedOf(reading: Reading, format: FeedFormat, chosen: Chosen): Promise<Response> {
  const { locale, reader, kinds } = reading
  const catalog = await reading.catalog()
  const { ids } = catalog.select({ kinds: [...kinds.keys()], ...chosen.choice }).page({ limit: newest })
  const cards = await listFeedCards(reader, locale, ids)
  const feed: Feed = feedWith(
    reading,
    chosen,
    cards.flatMap((card) => entryOf(reading, card)),
  )
  const body = { atom: atomOf, rss: rssOf, json: (each: Feed) => JSON.stringify(jsonFeedOf(each)) }[format](feed)
  return answer(reading, body, feedTypes[format])
}

/** What is heard or seen of it. A story that is only read is in none. */
async function podcastIn(reading: Reading, chosen: Chosen): Promise<Response> {
  const { locale, reader, kinds, site, config } = reading
  const catalog = await reading.catalog()
  const ids = heard.flatMap(
    (medium) => catalog.select({ kinds: [...kinds.keys()], ...chosen.choice, medium }).page({ limit: newestHeard }).ids,
  )
  const cards = await listEpisodes(reader, locale, ids)
  const episodes = cards
    .toSorted((one, other) => other.published_at.getTime() - one.published_at.getTime())
    .slice(0, newestHeard)
    .flatMap((card) => entryOf(reading, card).flatMap((entry) => episodeOf(reading, card, entry)))
  const feed = feedWith(reading, chosen, episodes)
  const body = podcastOf({
    ...feed,
    category: 'Society & Culture',
    subcategory: 'Personal Journals',
    email: site.email,
    cover: config.origin + hrefOf(locale, machines.cover),
  })
  return answer(reading, body, feedTypes.rss)
}

const answer = ({ c }: Reading, body: string, type: string): Response =>
  c.body(body, 200, {
    'Content-Type': `${type}; charset=utf-8`,
    // Readers of feeds that live in a browser ask from another site.
    'Access-Control-Allow-Origin': '*',
  })

type Heard = Awaited<ReturnType<typeof listEpisodes>>[number]

function episodeOf({ config: { origin } }: Reading, card: Heard, entry: FeedEntry): Episode[] {
  const telling = tellingOf(card.media)
  const file = telling && portableOf(telling)
  if (!telling || !file) return []
  const { size, media_type, address } = file
  return [
    {
      ...entry,
      sound: { url: origin + address, size, media_type },
      duration_ms: telling.duration_ms,
      captions: wordsOf(telling).map(({ language }) => ({
        url: origin + captionsPath(card.code, telling, language, 'vtt'),
        language,
        media_type: 'text/vtt',
      })),
    },
  ]
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
