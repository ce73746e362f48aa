// What a page says to machines: the shape of its structured data, no name that is not agreed, nothing that escapes.

import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { articleKind } from '#capabilities/articles/articles.kind.ts'
import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import { usualLimits } from '#core/platform/config.ts'
import { documentOf } from '#core/contribution/document.ts'
import { emptySite } from '#core/shelf/site.ts'
import type { Story } from '#core/shelf/stories.ts'
import { machineHead, type PageThing } from '#ui/machine-head.tsx'

const origin = 'https://recits.valmorey.example'
const asked = (locale: 'fr' | 'en' | 'ar') => ({
  locale,
  site: {
    ...emptySite,
    name: 'Valmorey',
    imprint: { publisher: 'Ville de Valmorey\n1 place de la Mairie', director: '', host: '' },
  },
  config: {
    port: 3000,
    host: '127.0.0.1',
    origin,
    data_dir: '.',
    demo: 'none' as const,
    trusted_proxies: 0,
    ...usualLimits,
  },
  kinds: new Map([articleKind, testimonyKind].map((kind) => [kind.name, kind])),
  alternates: { fr: '/themes/exil?apres=1', en: '/en/themes/exil', ar: '/ar/themes/exil' },
})
const text = (language: string, title: string, form: 'original' | 'translation' = 'original') => ({
  language,
  form,
  title,
  lead: '',
  quote: `« ${title} »`,
  body: documentOf('Je suis venue.'),
  machine: false,
  minutes: 4,
})
const at = new Date('2026-01-02T03:04:05Z')
const story = {
  id: 'x',
  media: [],
  duration_ms: null,
  kind: 'testimony',
  code: '482913',
  language: 'ar-MA',
  slug: 'la-neige',
  portrait: null,
  accent: null,
  licence: 'CC-BY-SA-4.0',
  period: '1962/1974~',
  period_start: null,
  period_end: null,
  credits: [
    { role: 'told', name: 'Zohra', age: 77 },
    { role: 'told', name: null, age: null },
    { role: 'collected', name: 'Inès', age: null },
  ],
  details: {},
  notes: [],
  revision_number: 1,
  agreed_on: null,
  witness_signed_on: null,
  reviewed_on: null,
  published_at: at,
  updated_at: at,
  visible_until: null,
  ordinal: 1,
  format: 1,
  texts: [text('ar-MA', 'الثلج'), text('fr', 'La neige </script><script>alert(1)</script>', 'translation')],
  themes: [{ id: 't', slug: 'exil', names: { fr: 'Exil' }, accent: 'terre' }],
  places: [
    {
      position: 0,
      name: 'Oran',
      country: 'DZ',
      lat: 35.7,
      lon: -0.63,
      period: '',
      period_start: null,
      period_end: null,
    },
    {
      position: 1,
      name: 'En route',
      country: '',
      lat: null,
      lon: null,
      period: '',
      period_start: null,
      period_end: null,
    },
  ],
} as unknown as Story

type Graph = Record<string, unknown>[]
const headOf = (thing: PageThing, locale: 'fr' | 'en' | 'ar' = 'fr') => {
  const html = renderToString(<>{machineHead(asked(locale), thing)}</>)
  const scripts = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
  expect(scripts).toHaveLength(1)
  const data = JSON.parse(scripts[0]?.[1] ?? '') as { '@context': string; '@graph': Graph }
  expect(data['@context']).toBe('https://schema.org')
  return { html, graph: data['@graph'] }
}

describe('a story', () => {
  const { html, graph } = headOf({ kind: 'story', story })

  test('is told in schema.org with its author, languages, places and times', () => {
    expect(graph[0]).toMatchObject({
      '@type': 'Article',
      '@id': `${origin}/482913`,
      url: `${origin}/recits/482913/la-neige`,
      inLanguage: 'ar-MA',
      author: [{ '@type': 'Person', name: 'Zohra' }],
      publisher: { '@type': 'Organization', name: 'Ville de Valmorey' },
      datePublished: '2026-01-02T03:04:05.000Z',
      license: 'https://creativecommons.org/licenses/by-sa/4.0/',
      temporalCoverage: '1962/1974~',
      isAccessibleForFree: true,
      about: [{ name: 'Exil', url: `${origin}/themes/exil` }],
      workTranslation: [{ inLanguage: 'fr', translationOfWork: { '@id': `${origin}/482913` } }],
    })
    const [oran, way] = (graph[0]?.['spatialCoverage'] ?? []) as Graph
    expect(oran).toMatchObject({
      name: 'Oran',
      address: { addressCountry: 'DZ' },
      geo: { latitude: 35.7, longitude: -0.63 },
    })
    expect(way).toEqual({ '@type': 'Place', name: 'En route' })
    const crumbs = graph[1]?.['itemListElement'] as { position: number; item: string }[]
    expect(crumbs.map(({ position, item }) => [position, item])).toEqual([
      [1, `${origin}/`],
      [2, `${origin}/themes/exil`],
      [3, `${origin}/recits/482913/la-neige`],
    ])
  })

  test('closes no element, whatever its title', () => {
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(graph[0]?.['headline']).toBe('La neige </script><script>alert(1)</script>')
  })

  test('is told in Dublin Core, with the language of words that are in another one', () => {
    expect(html).toContain('<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>')
    for (const [name, content] of [
      ['DC.language', 'ar-MA'],
      ['DC.creator', 'Zohra'],
      ['DC.identifier', `${origin}/482913`],
      ['DC.subject', 'Exil'],
      ['DCTERMS.issued', '2026-01-02'],
      ['DCTERMS.temporal', '1962/1974~'],
      ['DCTERMS.spatial', 'Oran'],
    ])
      expect(html).toContain(`<meta name="${name}" content="${content}"/>`)
    expect(headOf({ kind: 'story', story }, 'en').html).toContain(
      '<meta name="DC.title" content="الثلج" lang="ar-MA"/>',
    )
  })

  test('leads to its licence, its feed, its embedding and its picture', () => {
    expect(html).toContain('<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/"/>')
    expect(html).toContain('type="application/atom+xml" href="/flux.atom"')
    expect(html).toContain(`url=${encodeURIComponent(`${origin}/recits/482913/la-neige`)}`)
    expect(html).toContain(`<meta property="og:image" content="${origin}/recits/482913/apercu.png"/>`)
    expect(headOf({ kind: 'story', story }, 'ar').html).toContain(`${origin}/ar/stories/482913/preview.png`)
  })

  test('of someone who is not named makes up nobody, and all rights reserved is no licence', () => {
    const quiet = {
      ...story,
      credits: [{ role: 'told', name: null, age: null }],
      licence: 'all-rights-reserved',
    } as Story
    const { html: silent, graph: nodes } = headOf({ kind: 'story', story: quiet })
    expect(nodes[0]).not.toHaveProperty('author')
    expect(nodes[0]).toMatchObject({
      creditText: 'Quelqu’un qui préfère ne pas dire son nom',
      usageInfo: 'http://rightsstatements.org/vocab/InC/1.0/',
    })
    expect(nodes[0]).not.toHaveProperty('license')
    expect(silent).not.toMatch(/rel="license"|DC\.creator/)
  })
})

test('the home says where one searches, a theme what it gathers', () => {
  const home = headOf({ kind: 'home', title: 'Veillée de Valmorey', description: 'Des récits.' }).graph[0]
  expect(home).toMatchObject({
    '@type': 'WebSite',
    name: 'Veillée de Valmorey',
    potentialAction: { target: { urlTemplate: `${origin}/recits?q={search_term_string}` } },
  })
  const { html, graph } = headOf({
    kind: 'theme',
    theme: { slug: 'exil', names: { fr: 'Exil' }, presentation: { fr: 'Partir.' } },
  })
  expect(graph[0]).toMatchObject({
    '@type': 'CollectionPage',
    name: 'Exil',
    url: `${origin}/themes/exil`,
    description: 'Partir.',
  })
  expect(html).toContain('href="/themes/exil/flux.atom"')
  expect(html).toContain('<meta property="og:type" content="website"/>')
})
