// For search engines: which pages there are, and which are not for them. Only what is on the shelf is ever listed.

import { elsewhere, machines } from '#core/exchange/addresses.ts'
import { codesOf, partsOf, sitemapIndex, sitemapPart, type ListedPage } from '#core/exchange/sitemap.ts'
import { pathOf } from '#core/contribution/kind.ts'
import { hrefOf, localPath, type Doors, type Reading } from '#core/doors.ts'
import { notFound } from '#core/platform/errors.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { listThemes } from '#core/shelf/browse.ts'
import { listCodeRanges, listEntries } from './exchange.queries.ts'

/**
 * Contributions in one part, whoever names its range: three thousand are nine thousand addresses, 40 MB at the very
 * most (titles of sixty letters of four bytes, written twice for each language).
 */
const maxEntries = 3_000

export function sitemapRoutes(doors: Doors): void {
  doors.read(machines.sitemap, showIndex, { evenClosed: true })
  doors.read(machines.sitemapPart, showPart, { evenClosed: true })

  doors.read(
    machines.robots,
    ({ c, site, config }) => {
      const closed = ['/bureau', '/en/bureau', '/ar/bureau', '/entrer', '/mon-compte', '/ma-carte']
      const lines = site.is_live
        ? [...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${config.origin}${machines.sitemap.fr}`]
        : ['Disallow: /']
      return c.body(['User-agent: *', ...lines, ''].join('\n'), 200, { 'Content-Type': 'text/plain; charset=utf-8' })
    },
    { evenClosed: true },
  )
}

async function showIndex({ c, reader, site, kinds, config }: Reading): Promise<Response> {
  const urlOf = (part: string) => config.origin + hrefOf('fr', machines.sitemapPart, { part: `${part}.xml` })
  const parts = site.is_live ? partsOf(await listCodeRanges(reader, [...kinds.keys()])) : []
  return xml(
    c,
    sitemapIndex([
      { url: urlOf('pages') },
      ...parts.map(({ from, to, updated_at }) => ({ url: urlOf(`${from}-${to}`), updated_at })),
    ]),
  )
}

async function showPart(reading: Reading): Promise<Response> {
  const { c, reader, site, kinds, config } = reading
  const part = reading.param('part')
  if (part === 'pages.xml') return xml(c, sitemapPart(await fixedPages(reading), config.origin))
  const codes = site.is_live ? codesOf(part) : undefined
  const entries = codes ? await listEntries(reader, [...kinds.keys()], codes, maxEntries) : []
  // A part without an address is not one.
  if (entries.length === 0) throw notFound()
  const pages = entries.flatMap(({ kind, code, slug, updated_at }): ListedPage[] => {
    const known = kinds.get(kind)
    return known ? [{ ...pageAt((locale) => pathOf(known, locale, code, slug)), updated_at }] : []
  })
  return xml(c, sitemapPart(pages, config.origin))
}

/** The town's own pages, its themes, and those that capabilities name. Nobody knows when they last changed. */
async function fixedPages({ reader, site, menus }: Reading): Promise<ListedPage[]> {
  const home = pageAt((locale) => hrefOf(locale, elsewhere.home))
  if (!site.is_live) return [home]
  const themes = await listThemes(reader)
  const pages = [
    home,
    ...menus.sitemap.map((address) => pageAt((locale) => localPath(locale, address[locale]))),
    ...themes.map(({ slug }) => pageAt((locale) => hrefOf(locale, elsewhere.theme, { slug }))),
  ]
  const seen = new Set<string>()
  return pages.filter(({ paths }) => !seen.has(paths.fr) && seen.add(paths.fr))
}

const pageAt = (path: (locale: Locale) => string): ListedPage => ({
  paths: Object.fromEntries(locales.map((locale) => [locale, path(locale)])) as Record<Locale, string>,
})

const xml = (c: Reading['c'], body: string): Response =>
  c.body(body, 200, { 'Content-Type': 'application/xml; charset=utf-8' })
