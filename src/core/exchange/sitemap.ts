// Sitemaps 0.9 (sitemaps.org) with the other languages of each page. An index, and parts cut by the six-digit code: a
// part's address always means the same codes, so that a part read after an old index misses nothing.

import { locales, type Locale } from '../platform/i18n.ts'
import { element, xmlDocument, type Xml } from './xml.ts'

export type ListedPage = { paths: Record<Locale, string>; updated_at?: Date }
/** How many contributions have a code beginning with these three digits, and the last change among them. */
export type CodeRange = { prefix: string; count: number; updated_at: Date }
export type Part = { from: string; to: string; updated_at: Date }

/**
 * A part holds about a thousand contributions, each once a language. Codes have six digits, so three digits name a
 * thousand at most: far below the format's 50,000 addresses and 50 MB even when every title is in the longest script.
 */
const partSize = 1_000

/** Cuts all codes into parts, from 100 to 999, without hole. No range at all: no part. */
export function partsOf(ranges: readonly CodeRange[]): Part[] {
  const parts: (Part & { count: number })[] = []
  for (const { prefix, count, updated_at } of ranges.toSorted((one, other) => (one.prefix < other.prefix ? -1 : 1))) {
    const last = parts.at(-1)
    if (last && last.count + count <= partSize) {
      last.count += count
      last.to = prefix
      if (updated_at > last.updated_at) last.updated_at = updated_at
    } else parts.push({ from: prefix, to: prefix, updated_at, count })
  }
  return parts.map(({ to, updated_at }, index) => ({
    from: index === 0 ? '100' : String(Number(parts[index - 1]?.to) + 1),
    to: index === parts.length - 1 ? '999' : to,
    updated_at,
  }))
}

/** The codes a part's name means, or undefined: `100-482` is 100000 to 482999. */
export function codesOf(name: string): { from: string; to: string } | undefined {
  const [, from = '', to = ''] = /^([1-9]\d\d)-([1-9]\d\d)\.xml$/.exec(name) ?? []
  return from !== '' && from <= to ? { from: `${from}000`, to: `${to}999` } : undefined
}

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** The index: whole addresses of the parts; `updated_at` only when it is known. */
export const sitemapIndex = (parts: readonly { url: string; updated_at?: Date }[]): string =>
  xmlDocument(
    element(
      'sitemapindex',
      { xmlns: namespace },
      parts.map(({ url, updated_at }) => element('sitemap', {}, element('loc', {}, url), lastmod(updated_at))),
    ),
  )

/** One part: each page once a language, each time with all the others and the one for everyone else (x-default). */
export const sitemapPart = (pages: readonly ListedPage[], origin: string): string =>
  xmlDocument(
    element(
      'urlset',
      { xmlns: namespace, 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml' },
      pages.flatMap(({ paths, updated_at }) => {
        const others = Object.entries({ ...paths, 'x-default': paths.fr }).map(([hreflang, path]) =>
          element('xhtml:link', { rel: 'alternate', hreflang, href: origin + path }),
        )
        return locales.map((locale) =>
          element('url', {}, element('loc', {}, origin + paths[locale]), lastmod(updated_at), others),
        )
      }),
    ),
  )

const lastmod = (updated_at: Date | undefined): Xml | undefined =>
  updated_at && element('lastmod', {}, updated_at.toISOString())
