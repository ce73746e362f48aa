// A contribution elsewhere: the search box of a browser, oEmbed, and the small page that other sites frame.

import type { Kind } from '#core/contribution/kind.ts'
import { embedUrl, machines, previewUrl } from '#core/exchange/addresses.ts'
import { frameIn, oembedOf, oembedXml } from '#core/exchange/oembed.ts'
import { searchBoxOf } from '#core/exchange/opensearch.ts'
import { previewSize } from '#core/exchange/preview.ts'
import { hrefOf, type Doors, type Reading } from '#core/doors.ts'
import { notFound } from '#core/platform/errors.ts'
import { framedHeaders } from '#core/platform/http/guard.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import type { Story } from '#core/shelf/stories.ts'
import { searchUrl, siteNameOf, workFor } from '#ui/machine-head.tsx'
import { renderPage } from '#ui/render.ts'
import { EmbedPage } from './embed.pages.tsx'
import { exchangeTexts } from './exchange.texts.ts'
import { getByCode } from './exchange.queries.ts'
import { anySite, invalid, withProblems } from './problems.ts'

export function embedRoutes(doors: Doors): void {
  doors.read(machines.openSearch, showSearchBox)
  doors.read(machines.oembed, withProblems(showOembed), { evenClosed: true })
  doors.read(machines.embed, showEmbed)
}

function showSearchBox(reading: Reading): Response {
  const { c, locale, config } = reading
  const results = searchUrl(reading)
  const body = searchBoxOf({
    shortName: reading.site.name || siteNameOf(reading),
    description: exchangeTexts.in(locale)('search.described', { site: siteNameOf(reading) }),
    language: locale,
    icon: `${config.origin}/icon.svg`,
    self: config.origin + hrefOf(locale, machines.openSearch),
    results: `${results}?q={searchTerms}`,
    suggestions: `${results}/suggestions?q={searchTerms}&format=opensearch`,
  })
  return c.body(body, 200, { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' })
}

async function showOembed(reading: Reading): Promise<Response> {
  const { c, config, query, kinds } = reading
  const format = query('format') || 'json'
  // The specification's own word for a format one does not speak.
  if (format !== 'json' && format !== 'xml') return c.body(null, 501, anySite)
  const room = { maxwidth: sizeOf(reading, 'maxwidth'), maxheight: sizeOf(reading, 'maxheight') }
  const asked = codeIn(addressIn(reading), config.origin)
  if (!asked) throw notFound()
  const story = await getByCode(reading.reader, asked.code)
  const kind = kinds.get(story.kind)
  if (!kind || (asked.segment !== undefined && asked.segment !== kind.segment[asked.locale])) throw notFound()
  const mine = { ...reading, locale: asked.locale }
  const work = workFor(mine, story)
  if (!work) throw notFound()
  const size = frameIn(room)
  const answer = oembedOf({
    title: work.title.text,
    author: work.who,
    provider: { name: siteNameOf(mine), url: config.origin },
    thumbnail: { url: previewUrl(config.origin, kind, asked.locale, story.code), ...previewSize },
    frame: size && { url: embedUrl(config.origin, kind, asked.locale, story.code), ...size },
  })
  return format === 'json'
    ? c.body(JSON.stringify(answer), 200, { 'Content-Type': 'application/json; charset=utf-8', ...anySite })
    : c.body(oembedXml(answer), 200, { 'Content-Type': 'text/xml; charset=utf-8', ...anySite })
}

/** An address may be longer than what `query` gives. */
const addressIn = ({ c }: Reading): string => (new URL(c.req.url).searchParams.get('url') ?? '').slice(0, 2_000)

function sizeOf({ query }: Reading, name: string): number {
  const text = query(name)
  if (text === '') return Infinity
  if (!/^[1-9]\d{0,4}$/.test(text)) throw invalid(name)
  return Number(text)
}

/** The contribution that an address of ours names, by its page or by its code alone. */
function codeIn(address: string, origin: string): { locale: Locale; segment?: string; code: string } | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.origin !== origin || url.username || url.password) return undefined
  const [, prefix, segment, code] = /^(?:\/(en|ar))?(?:\/([^/]+))?\/(\d{6})(?:\/[^/]*)?$/.exec(url.pathname) ?? []
  if (!code) return undefined
  return { locale: locales.find((each) => each === prefix) ?? 'fr', code, ...(segment && { segment }) }
}

async function showEmbed(reading: Reading): Promise<Response> {
  const { story } = await namedIn(reading)
  const work = workFor(reading, story)
  if (!work) throw notFound()
  const document = renderPage(<EmbedPage work={work} locale={reading.locale} site={siteNameOf(reading)} />)
  return reading.c.body(document, 200, {
    'Content-Type': 'text/html; charset=utf-8',
    ...Object.fromEntries(framedHeaders(reading.config.origin)),
  })
}

/** The contribution of an address made of its kind's word and its code. */
export async function namedIn(reading: Reading): Promise<{ story: Story; kind: Kind }> {
  const kind = [...reading.kinds.values()].find((each) => each.segment[reading.locale] === reading.param('segment'))
  if (!kind) throw notFound()
  const story = await getByCode(reading.reader, reading.param('code'))
  if (story.kind !== kind.name) throw notFound()
  return { story, kind }
}
