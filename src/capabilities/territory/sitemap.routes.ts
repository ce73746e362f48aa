// For search engines: which pages there are, and which are not for them. Only what is on the shelf is ever listed.

import { pathOf, type Kinds } from '#core/contribution/kind.ts'
import { hrefOf, localPath, type Doors, type Reading } from '#core/doors.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { listEntries, listThemeSlugs, type Entry } from './legal.queries.ts'
import { addresses, publicPages } from './territory.addresses.ts'

/** The limit of the format. */
const maxAddresses = 50_000

type Place = { paths: Record<Locale, string>; updated_at?: Date }

export function sitemapRoutes(doors: Doors): void {
  doors.read(
    addresses.sitemap,
    async (reading) => {
      const places = reading.site.is_live
        ? await placesOf(reading)
        : [pathsOf((locale) => hrefOf(locale, addresses.home))]
      const body = sitemapOf(places, reading.config.origin)
      return reading.c.body(body, 200, { 'Content-Type': 'application/xml; charset=utf-8' })
    },
    { evenClosed: true },
  )

  doors.read(
    addresses.robots,
    ({ c, site, config }) => {
      const closed = ['/bureau', '/en/bureau', '/ar/bureau', '/entrer', '/mon-compte', '/ma-carte']
      const lines = site.is_live
        ? [...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${config.origin}/sitemap.xml`]
        : ['Disallow: /']
      return c.body(['User-agent: *', ...lines, ''].join('\n'), 200, { 'Content-Type': 'text/plain; charset=utf-8' })
    },
    { evenClosed: true },
  )
}

const pathsOf = (path: (locale: Locale) => string): Place => ({
  paths: Object.fromEntries(locales.map((locale) => [locale, path(locale)])) as Record<Locale, string>,
})

async function placesOf({ reader, kinds, menus }: Reading): Promise<Place[]> {
  const fixed = [
    pathsOf((locale) => hrefOf(locale, addresses.home)),
    ...publicPages.map((name) => pathsOf((locale) => hrefOf(locale, addresses[name]))),
    ...menus.sitemap.map((address) => pathsOf((locale) => localPath(locale, address[locale]))),
  ]
  const themes = (await listThemeSlugs(reader)).map((slug) =>
    pathsOf((locale) => hrefOf(locale, addresses.theme, { slug })),
  )
  // Each page is listed once in each language.
  const room = Math.floor(maxAddresses / locales.length) - fixed.length - themes.length
  const entries = await listEntries(reader, [...kinds.keys()], room)
  return [...fixed, ...themes, ...entries.flatMap((entry) => placeOfEntry(entry, kinds))]
}

function placeOfEntry(entry: Entry, kinds: Kinds): Place[] {
  const kind = kinds.get(entry.kind)
  return kind
    ? [{ ...pathsOf((locale) => pathOf(kind, locale, entry.code, entry.slug)), updated_at: entry.updated_at }]
    : []
}

function sitemapOf(places: readonly Place[], origin: string): string {
  const seen = new Set<string>()
  const urls = places.flatMap(({ paths, updated_at }) => {
    if (seen.has(paths.fr)) return []
    seen.add(paths.fr)
    const others = locales
      .map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${escaped(origin + paths[locale])}"/>`)
      .join('')
    const lastmod = updated_at ? `<lastmod>${updated_at.toISOString()}</lastmod>` : ''
    return locales.map((locale) => `<url><loc>${escaped(origin + paths[locale])}</loc>${lastmod}${others}</url>`)
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`
}

const escaped = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;')
