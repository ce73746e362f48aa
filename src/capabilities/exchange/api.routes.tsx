// The API: what the shelf shows, to read only, for any site or program. Its description and the page that explains it.

import { elsewhere, feeds, feedFormats, machines, podcasts } from '#core/exchange/addresses.ts'
import { placesOf } from '#core/exchange/geojson.ts'
import { publisherOf } from '#core/exchange/work.ts'
import { hrefOf, localPath, type Address, type Doors, type Reading } from '#core/doors.ts'
import { notFound } from '#core/platform/errors.ts'
import { locales } from '#core/platform/i18n.ts'
import { findTheme, listThemeChoices, themeNameIn } from '#core/shelf/browse.ts'
import { listCards } from '#core/shelf/cards.ts'
import type { Choice } from '#core/shelf/choice.ts'
import { findWords, type Found } from '#core/shelf/search/find-words.ts'
import type { Selection } from '#core/shelf/selection.ts'
import { page } from '#ui/respond.tsx'
import { siteNameOf } from '#ui/machine-head.tsx'
import { ApiPage } from './api.pages.tsx'
import { openApiOf, parameters, type ParameterName, type Shape } from './api.openapi.ts'
import { cardAnswer, storyAnswer } from './api.rules.ts'
import type { SiteDescription, ThemeAnswers } from './api.schemas.ts'
import { exchangeTexts } from './exchange.texts.ts'
import { getByCode } from './exchange.queries.ts'
import { anySite, invalid, withProblems, wordsLocale } from './problems.ts'

// A page of the list, and what a map can hold.
const maxPlaces = 5_000

export function apiRoutes(doors: Doors): void {
  const open = (address: Address, handler: (reading: Reading) => Promise<unknown>, type = 'application/json') =>
    doors.read(
      address,
      withProblems(async (reading) => {
        const answer = await handler(reading)
        return reading.c.body(JSON.stringify(answer), 200, { 'Content-Type': `${type}; charset=utf-8`, ...anySite })
      }),
      { evenClosed: true },
    )
  open(machines.apiSite, siteAnswer)
  open(machines.apiStories, storiesAnswer)
  open(machines.apiStory, oneAnswer)
  open(machines.apiThemes, themesAnswer)
  open(machines.apiPlaces, placesAnswer, 'application/geo+json')
  open(machines.openApi, async (reading) => {
    const locale = wordsLocale(reading)
    return openApiOf(locale, {
      origin: reading.config.origin,
      site: siteNameOf({ ...reading, locale }),
      terms: reading.config.origin + hrefOf(locale, machines.api),
    })
  })

  doors.read(machines.api, (reading) => {
    const t = exchangeTexts.in(reading.locale)
    const title = t('api.title', { site: siteNameOf(reading) })
    return page(
      reading,
      { title: t('api.name'), description: t('api.lead'), main: 'wrap' },
      <ApiPage title={title} origin={reading.config.origin} />,
    )
  })
}

async function siteAnswer(reading: Reading): Promise<SiteDescription> {
  const { site, kinds, config } = reading
  const locale = wordsLocale(reading)
  const all = (await reading.catalog()).select({ kinds: [...kinds.keys()] })
  const at = (address: Address) => config.origin + hrefOf(locale, address)
  return {
    name: site.name,
    title: siteNameOf({ ...reading, locale }),
    motto: site.motto[locale] || site.motto.fr,
    carried_by: site.carried_by[locale] || site.carried_by.fr,
    publisher: publisherOf(site),
    url: config.origin + localPath(locale, '/'),
    page_languages: [...locales],
    stories: all.count,
    languages_told: all.facets().language.map(({ value, count }) => ({ language: value, stories: count })),
    links: {
      stories: config.origin + machines.apiStories.fr,
      themes: config.origin + machines.apiThemes.fr,
      places: config.origin + machines.apiPlaces.fr,
      description: config.origin + machines.openApi.fr,
      oembed: config.origin + machines.oembed.fr,
      sitemap: config.origin + machines.sitemap.fr,
      search_box: at(machines.openSearch),
      explained: at(machines.api),
      podcast: at(podcasts.site),
      ...Object.fromEntries(feedFormats.map((format) => [`feed_${format}`, at(feeds.site(format))])),
    },
  }
}

async function storiesAnswer(reading: Reading) {
  const { reader, kinds, config } = reading
  const locale = wordsLocale(reading)
  const limit = Number(asked(reading, 'limit') || parameters.limit.default)
  const found = await findWords(reader, reading.query('q'))
  const selection = await selected(reading, found)
  const { ids, next } = selection.page({ limit, after: asked(reading, 'after') })
  const cards = ids.length > 0 ? await listCards(reader, { locale, ids }) : []
  return {
    count: selection.count,
    corrected: found?.corrected ?? null,
    next: next ? nextUrl(reading, next) : null,
    stories: ids.flatMap((id) => {
      const card = cards.find((each) => each.id === id)
      const kind = card && kinds.get(card.kind)
      return card && kind ? [cardAnswer({ origin: config.origin, locale, kind }, card)] : []
    }),
  }
}

/** The same question, from that cursor on. */
function nextUrl({ c, config }: Reading, after: string): string {
  const url = new URL(c.req.url)
  url.searchParams.set('after', after)
  return config.origin + url.pathname + url.search
}

async function oneAnswer(reading: Reading) {
  const story = await getByCode(reading.reader, reading.param('code'))
  const kind = reading.kinds.get(story.kind)
  if (!kind) throw notFound()
  return storyAnswer({ origin: reading.config.origin, locale: wordsLocale(reading), kind }, story)
}

async function themesAnswer(reading: Reading): Promise<ThemeAnswers> {
  const { reader, kinds, config } = reading
  const locale = wordsLocale(reading)
  const themes = await listThemeChoices(reader, await reading.catalog(), [...kinds.keys()])
  return {
    themes: themes.map(({ slug, parent_id, names, presentation, count }) => ({
      slug,
      parent: themes.find((each) => each.id === parent_id)?.slug ?? null,
      name: themeNameIn(names, locale),
      names,
      presentation,
      stories: count,
      url: config.origin + hrefOf(locale, elsewhere.theme, { slug }),
      feed: config.origin + hrefOf(locale, feeds.theme('atom'), { slug }),
    })),
  }
}

async function placesAnswer(reading: Reading) {
  const selection = await selected(reading)
  const list = reading.config.origin + machines.apiStories.fr
  return placesOf(selection.places(maxPlaces), (key) => `${list}?place=${encodeURIComponent(key)}`)
}

/** What the question chooses. Says which value cannot be read; a theme that nobody knows is not found. */
async function selected(reading: Reading, found?: Found): Promise<Selection> {
  const slug = asked(reading, 'theme')
  const theme = slug ? await findTheme(reading.reader, slug) : undefined
  if (slug && !theme) throw notFound()
  const [language, medium, place] = [asked(reading, 'language'), asked(reading, 'medium'), asked(reading, 'place')]
  const choice: Choice = {
    kinds: [...reading.kinds.keys()],
    ...(theme && { theme: theme.ids }),
    ...(language && { language }),
    ...(medium && { medium }),
    ...(place && { place }),
  }
  const catalog = await reading.catalog()
  return catalog.select(choice, found)
}

/** A value of the question in the shape its description gives; '' when absent. */
function asked(reading: Reading, name: ParameterName): string {
  const value = reading.query(name)
  if (value === '') return ''
  const shape: Shape = parameters[name]
  const isRight =
    shape.maximum === undefined
      ? shape.pattern === undefined || new RegExp(shape.pattern).test(value)
      : /^[1-9]\d{0,5}$/.test(value) && Number(value) <= shape.maximum
  if (!isRight) throw invalid(name)
  return value
}
