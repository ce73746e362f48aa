// Sitemaps hold to their schemas and limits, and their parts cover every code once.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { xmlFaults } from '#tests/support/xml.ts'
import { codesOf, partsOf, sitemapIndex, sitemapPart } from './sitemap.ts'

const origin = 'https://recits.valmorey.example'
const day = new Date('2026-01-02T03:04:05Z')

describe('an index', () => {
  test('holds to the protocol, with and without dates', async () => {
    const index = sitemapIndex([
      { url: `${origin}/sitemaps/pages.xml` },
      { url: `${origin}/sitemaps/100-999.xml`, updated_at: day },
    ])
    expect(await xmlFaults(index, 'siteindex.xsd')).toEqual([])
    expect(index).toContain('<lastmod>2026-01-02T03:04:05.000Z</lastmod>')
    expect(await xmlFaults(index.replace('<lastmod>2026', '<lastmod>demain'), 'siteindex.xsd')).not.toEqual([])
  })
})

describe('a part', () => {
  const slug = encodeURIComponent('𐐷'.repeat(60))
  const pages = Array.from({ length: 1_000 }, (_, index) => ({
    paths: {
      fr: `/recits/${100_000 + index}/${slug}`,
      en: `/en/stories/${100_000 + index}/${slug}`,
      ar: `/ar/stories/${100_000 + index}/${slug}`,
    },
    updated_at: day,
  }))
  const xml = sitemapPart(pages, origin)

  test('of the longest titles there can be stays far below the limits', async () => {
    expect(xml.match(/<url>/g)).toHaveLength(3_000)
    expect(Buffer.byteLength(xml)).toBeLessThan(50_000_000 / 3)
    expect(await xmlFaults(sitemapPart(pages.slice(0, 20), origin), 'sitemap-with-links.xsd')).toEqual([])
  })

  test('gives every language to each, and one for everyone else', () => {
    const [first = ''] = /<url>.*?<\/url>/.exec(xml) ?? []
    expect([...first.matchAll(/hreflang="([^"]+)"/g)].map(([, language]) => language)).toEqual([
      'fr',
      'en',
      'ar',
      'x-default',
    ])
    // Reciprocal: what one page says of the others, each of them says too.
    const links = [...xml.matchAll(/<url><loc>[^<]*100000[^<]*<\/loc><lastmod>[^<]*<\/lastmod>(.*?)<\/url>/g)].map(
      ([, all]) => all,
    )
    expect(links).toHaveLength(3)
    expect(new Set(links).size).toBe(1)
  })

  test('would not hold with a language that is none', async () => {
    const wrong = sitemapPart(pages.slice(0, 1), origin).replace('hreflang="en"', 'hreflang="anglais du nord"')
    expect(await xmlFaults(wrong, 'sitemap-with-links.xsd')).not.toEqual([])
  })

  test('never holds a letter XML forbids', async () => {
    const odd = sitemapPart([{ paths: { fr: '/a?b=1&c=<2>"\'\u0001\ud800', en: '/en', ar: '/ar' } }], origin)
    expect(await xmlFaults(odd, 'sitemap-with-links.xsd')).toEqual([])
  })
})

describe('parts', () => {
  test('cover every code once, and hold about a thousand contributions', () => {
    const ranges = fc.uniqueArray(
      fc.record({
        prefix: fc.integer({ min: 100, max: 999 }).map(String),
        count: fc.integer({ min: 1, max: 1_000 }),
        updated_at: fc.constant(day),
      }),
      { selector: ({ prefix }) => prefix, minLength: 1, maxLength: 900 },
    )
    fc.assert(
      fc.property(ranges, (all) => {
        const parts = partsOf(all)
        let next = 100
        for (const { from, to } of parts) {
          expect(Number(from)).toBe(next)
          next = Number(to) + 1
          const held = all.filter(({ prefix }) => prefix >= from && prefix <= to)
          expect(held.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(1_000)
        }
        expect(next).toBe(1_000)
      }),
    )
    expect(partsOf([])).toEqual([])
  })

  test('tell the last change of what they hold', () => {
    const later = new Date('2026-05-01T00:00:00Z')
    expect(
      partsOf([
        { prefix: '482', count: 1, updated_at: day },
        { prefix: '100', count: 2, updated_at: later },
      ]),
    ).toEqual([{ from: '100', to: '999', updated_at: later }])
  })

  test('are named by their codes, and nothing else is', () => {
    expect(codesOf('100-482.xml')).toEqual({ from: '100000', to: '482999' })
    for (const wrong of ['pages.xml', '482-100.xml', '100-482', '000-100.xml', '1-9.xml', '100-482.xml/', ''])
      expect(codesOf(wrong)).toBeUndefined()
  })
})
