// The three feeds tell the same things, each to its schema.

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { xmlFaults } from '#tests/support/xml.ts'
import { atomOf } from './atom.ts'
import type { Feed, FeedEntry } from './feed.ts'
import { jsonFeedOf } from './json-feed.ts'
import { oembedOf, oembedXml, frameIn } from './oembed.ts'
import { searchBoxOf, suggestionsOf } from './opensearch.ts'
import { rssOf } from './rss.ts'

const origin = 'https://recits.valmorey.example'
const entry: FeedEntry = {
  id: `${origin}/482913`,
  url: `${origin}/recits/482913/la-neige`,
  title: { text: 'La neige & <le train> "12"', language: 'fr' },
  summary: { text: 'كان بيتنا قرب البحر \u0001& < >', language: 'ar' },
  authors: ['Zohra', 'Aldo'],
  who: 'Zohra et Aldo',
  themes: ['Exil', 'Travail & usine'],
  language: 'ar-MA',
  rights: 'https://creativecommons.org/licenses/by-sa/4.0/',
  image: `${origin}/recits/482913/apercu.png`,
  published_at: new Date('2026-01-02T03:04:05Z'),
  updated_at: new Date('2026-03-02T03:04:05Z'),
}
const unnamed: FeedEntry = {
  ...entry,
  id: `${origin}/482914`,
  authors: [],
  who: 'Quelqu’un qui préfère ne pas dire son nom',
  summary: null,
  themes: [],
}
const feed: Feed = {
  title: 'Veillée de Valmorey',
  subtitle: 'Les derniers récits.',
  language: 'fr',
  self: `${origin}/flux.atom`,
  home: `${origin}/`,
  icon: `${origin}/icon.svg`,
  publisher: 'Ville de Valmorey',
  entries: [entry, unnamed],
}
const empty: Feed = { ...feed, entries: [] }

// JSON Feed 1.1, after its text.
const JsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: z.url(),
  feed_url: z.url(),
  description: z.string(),
  icon: z.url(),
  language: z.string(),
  authors: z.array(z.strictObject({ name: z.string().min(1), url: z.url() })),
  items: z.array(
    z.looseObject({
      id: z.url(),
      url: z.url(),
      title: z.string().min(1),
      content_text: z.string().min(1),
      image: z.url(),
      date_published: z.iso.datetime(),
      date_modified: z.iso.datetime(),
      authors: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
      tags: z.array(z.string()),
      language: z.string(),
    }),
  ),
})

describe.each([
  ['full', feed],
  ['empty', empty],
])('a feed that is %s', (_, each) => {
  test('holds to each format', async () => {
    expect(await xmlFaults(atomOf(each), 'atom.rng')).toEqual([])
    expect(await xmlFaults(rssOf(each), 'rss.rng')).toEqual([])
    expect(JsonFeed.safeParse(JSON.parse(JSON.stringify(jsonFeedOf(each)))).error?.issues).toBeUndefined()
  })
})

describe('what it tells', () => {
  test('is dated by the last change, signed by those who agreed, and in their language', () => {
    const atom = atomOf(feed)
    expect(atom).toContain('<updated>2026-03-02T03:04:05.000Z</updated><link rel="self"')
    expect(atom).toContain('<summary xml:lang="ar">كان بيتنا قرب البحر &amp; &lt; &gt;</summary>')
    expect(atom.match(/<author><name>Quelqu’un qui préfère ne pas dire son nom/g)).toHaveLength(1)
    // RFC 4287, 4.1.2: without content, a link to the page.
    for (const [one] of atom.matchAll(/<entry>.*?<\/entry>/g)) expect(one).toContain('<link rel="alternate"')
    expect(rssOf(feed)).toContain('<guid isPermaLink="true">https://recits.valmorey.example/482913</guid>')
    expect(jsonFeedOf(feed).items[1]).toMatchObject({
      content_text: entry.title.text,
      authors: [{ name: unnamed.who }],
    })
  })

  test('would fail without what each format asks for', async () => {
    expect(await xmlFaults(atomOf(feed).replace(/<updated>[^<]*<\/updated>/, ''), 'atom.rng')).not.toEqual([])
    expect(await xmlFaults(rssOf(feed).replace(/<guid[^>]*>[^<]*<\/guid>/, ''), 'rss.rng')).not.toEqual([])
  })
})

describe('a search box', () => {
  test('is described as browsers expect, its short name short', async () => {
    const box = searchBoxOf({
      shortName: 'Saint-Germain-en-Laye',
      description: 'Chercher dans les récits',
      language: 'fr',
      icon: `${origin}/icon.svg`,
      self: `${origin}/recherche.xml`,
      results: `${origin}/recits?q={searchTerms}`,
      suggestions: `${origin}/recits/suggestions?q={searchTerms}&format=opensearch`,
    })
    expect(await xmlFaults(box, 'opensearch.rng')).toEqual([])
    expect(box).toContain('<ShortName>Saint-Germain-en</ShortName>')
  })

  test('suggests as four lists of one length', () => {
    expect(suggestionsOf('gar', [{ text: 'gare', url: '/x' }, { text: 'garçon' }])).toEqual([
      'gar',
      ['gare', 'garçon'],
      ['', ''],
      ['/x', ''],
    ])
  })
})

describe('what is embedded', () => {
  const page = {
    title: 'La <neige> & "nous"',
    author: 'Zohra',
    provider: { name: 'Veillée', url: origin },
    thumbnail: { url: entry.image, width: 1200, height: 630 },
  }
  test('never takes more room than is given, and is a link when there is too little', () => {
    expect(frameIn({ maxwidth: Infinity, maxheight: Infinity })).toEqual({ width: 600, height: 360 })
    expect(frameIn({ maxwidth: 320, maxheight: 250 })).toEqual({ width: 320, height: 250 })
    expect(frameIn({ maxwidth: 200, maxheight: 900 })).toBeUndefined()
  })

  test('is valid both ways, and holds no word of the story but its title', async () => {
    const rich = oembedOf({ ...page, frame: { url: `${origin}/recits/482913/vignette`, width: 600, height: 360 } })
    expect(rich).toMatchObject({ version: '1.0', type: 'rich', width: 600, height: 360 })
    expect(rich.html).toContain('title="La &lt;neige&gt; &amp; &quot;nous&quot;"')
    expect(await xmlFaults(oembedXml(rich), 'oembed.rng')).toEqual([])
    const link = oembedOf({ ...page, frame: undefined })
    expect(link).not.toHaveProperty('html')
    expect(await xmlFaults(oembedXml(link), 'oembed.rng')).toEqual([])
  })
})
