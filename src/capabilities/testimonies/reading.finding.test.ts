// Walking the shelf: facets, views, places and years of a town of sixty stories made by a seeded draw. Rows are put
// straight on the shelf; pages are asked as readers ask them.

import { check } from '@placemarkio/check-geojson'
import type { FeatureCollection } from 'geojson'
import { sql, type KyselyPlugin } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { shelveStory, shelveTheme } from '#tests/support/shelf.ts'
import { aTown, origin, type Town } from '#tests/support/town.ts'
import { readingTexts } from './reading.texts.ts'

const database = await testDatabase()
let town: Town
let asked = 0
const counting: KyselyPlugin = {
  transformQuery: ({ node }) => {
    asked += 1
    return node
  },
  transformResult: async ({ result }) => result,
}

const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ').replaceAll('&amp;', '&')
const read = async (path: string) => {
  const response = await town.app.request(origin + path)
  expect(response.status, path).toBe(200)
  return plain(await response.text())
}
const countIn = (html: string): number => {
  const [, number = ''] = /role="status">(Aucun|\d+) récits?</.exec(html) ?? []
  return number === 'Aucun' ? 0 : Number(number)
}
type Link = { facet: string; href: string; count: number }
const panel =
  /<details class="pop" data-pop="true"><summary class="chip">([^<]*)<\/summary><div class="panel"><ul class="options">(.*?)<\/ul>/gs
const facetLinks = (html: string): Link[] => {
  const nav = /<nav class="facets.*?<\/nav>/s.exec(html)?.[0] ?? ''
  const options = [...nav.matchAll(panel)].flatMap(([, facet = '', list = '']) =>
    [...list.matchAll(/<a href="([^"]+)".*?<small>(\d+)<\/small>/gs)].map(([, href = '', count]) => ({
      facet,
      href,
      count: Number(count),
    })),
  )
  const easy = /<a class="chip chip-easy"[^>]*href="([^"]+)".*?<small>(\d+)<\/small>/s.exec(nav)
  return easy ? [...options, { facet: 'easy', href: easy[1] ?? '', count: Number(easy[2]) }] : options
}
const stories = (html: string) => [...html.matchAll(/<h3 class="card-t"><a href="([^"]+)"/g)].map(([, href]) => href)

const places = [
  { place: 'Oran', country: 'DZ', lat: 35.7, lon: -0.63 },
  { place: 'Bergame', country: 'IT', lat: 45.7, lon: 9.67 },
  { place: 'Saïgon', country: 'VN', lat: 10.78, lon: 106.7 },
  { place: 'Suva', country: 'FJ', lat: -18.1, lon: 178.4 },
  { place: 'Papeete', country: 'PF', lat: -17.5, lon: -149.6 },
  { place: 'Valmorey', country: 'FR', lat: 47.51, lon: 6.8 },
  { place: 'Valmorey, Les Tilleuls', country: 'FR', lat: 47.52, lon: 6.81 },
  { place: 'Quelque part', country: '', lat: null, lon: null },
]
const whens = ['1962', '1969-01', '197X', '1958/1963', '1985~', '', '2001', '1962']

beforeAll(async () => {
  town = await aTown({ ...database, reader: database.reader.withPlugin(counting) })
  await sql`update shelf.site set site = site || ${JSON.stringify({
    lat: 47.51,
    lon: 6.8,
    districts: ['Les Tilleuls', 'La Gare'],
  })}::jsonb`.execute(database.desk)
  const work = await shelveTheme(database.desk, 'travail', { fr: 'Le travail' })
  const mill = await shelveTheme(database.desk, 'filature', { fr: 'La filature' }, work)
  const station = await shelveTheme(database.desk, 'gare', { fr: 'La gare' }, work)
  const bread = await shelveTheme(database.desk, 'pain', { fr: 'Le pain', ar: 'الخبز' })
  let seed = 7
  const draw = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const one = <Thing>(things: readonly Thing[]): Thing => things[draw(things.length)] as Thing
  for (let index = 0; index < 60; index++)
    await shelveStory(database.desk, {
      title: `Récit de la draisine ${index}`,
      language: one(['fr', 'ar', 'it', 'vi']),
      medium: one(['text', 'sound', 'video']),
      period: one(whens),
      themes: [...new Set([one([work, mill, station, bread]), one([mill, station])])].slice(draw(3)),
      stages: Array.from({ length: draw(4) }, () => ({ ...one(places), when: one(whens) })),
      texts: draw(3) === 0 ? [{ language: 'fr', form: 'easy', title: '', body: 'Facile.' }] : [],
    })
  town.app.cache.clear()
})

describe('facets', () => {
  test('count exactly the stories that following each one gives, at every step of a walk', async () => {
    const seen = new Set<string>()
    const walk = async (path: string, depth: number): Promise<void> => {
      const links = facetLinks(await read(path))
      if (depth === 0) expect(new Set(links.map(({ facet }) => facet)).size).toBe(7)
      for (const [index, { href, count }] of links.entries()) {
        const html = await read(href)
        expect(count, `0 is not offered: ${href}`).toBeGreaterThan(0)
        // The switch of an easy version, once on, offers the way out.
        if (!(path.includes('version=') && !href.includes('version='))) expect(countIn(html), href).toBe(count)
        if (depth < 2 && !seen.has(href) && (depth === 0 || index % 7 === 0)) {
          seen.add(href)
          await walk(href, depth + 1)
        }
      }
    }
    await walk('/recits', 0)
    expect(seen.size).toBeGreaterThan(60)
  }, 120_000)

  test('say what is chosen, each with the link that takes it away, and keep the rest', async () => {
    const html = await read('/recits?theme=pain&annees=1960-1969&langue=ar&vue=temps')
    const chips = [...html.matchAll(/<a class="chip is-chosen"[^>]*href="([^"]+)" aria-label="([^"]+)"/g)]
    expect(chips.map(([, , label]) => label)).toEqual(['Enlever : Le pain', 'Enlever : Années 1960', 'Enlever : Arabe'])
    expect(chips[0]?.[1]).toBe('/recits?annees=1960-1969&langue=ar&vue=temps')
    expect(html).toContain('<a class="clear" href="/recits?vue=temps">')
    const views = /<nav class="seg-links views".*?<\/nav>/s.exec(html)?.[0] ?? ''
    expect(views.match(/theme=pain&annees=1960-1969&langue=ar/g)).toHaveLength(4)
  })

  test('take two years apart, from a form without script, in either order', async () => {
    const together = countIn(await read('/recits?annees=1960-1972'))
    expect(together).toBeGreaterThan(0)
    for (const pair of ['de=1960&a=1972', 'de=1972&a=1960']) {
      const html = await read(`/recits?${pair}`)
      expect(countIn(html)).toBe(together)
      expect(html).toContain('De 1960 à 1972')
      expect(html).toContain('annees=1960-1972')
    }
    const all = countIn(await read('/recits'))
    for (const odd of ['annees=abc', 'annees=1960-', 'annees=99999', 'de=x&a=y', 'annees=1960-1969-1970'])
      expect(countIn(await read(`/recits?${odd}`)), odd).toBe(all)
  })

  test('that hold nobody together suggest the nearest, with their number', async () => {
    const html = await read('/recits?langue=vi&forme=odeur')
    expect(countIn(html)).toBe(0)
    const [, href = '', count] = /<a href="([^"]+)"[^>]*>Sans « odeur » : (\d+) récits?<\/a>/.exec(html) ?? []
    expect(href).toBe('/recits?langue=vi')
    expect(countIn(await read(href))).toBe(Number(count))
    expect(html).toContain('href="/raconter"')
  })

  test('are for people: a narrowed list asks search engines to pass', async () => {
    expect(await read('/recits?theme=pain')).toContain('<meta name="robots" content="noindex"/>')
    for (const path of ['/recits', '/recits?vue=carte']) {
      const html = await read(path)
      expect(html).not.toContain('noindex')
      expect(html).toContain(`<link rel="canonical" href="${origin}/recits"/>`)
    }
  })

  test('and words are searched together; a slip is told, with the way back to the words as typed', async () => {
    const found = await read('/recits?q=draisine&langue=ar')
    expect(countIn(found)).toBe(countIn(await read('/recits?langue=ar')))
    expect(found).toContain('<mark>draisine</mark>')
    const slip = await read('/recits?q=draosine&langue=ar')
    expect(countIn(slip)).toBe(countIn(found))
    expect(slip.includes('Personne ne dit « draosine ». Voici où l’on parle de « draisine ».')).toBe(true)
    const [, exact = ''] = /<a href="([^"]+)">Chercher quand même/.exec(slip) ?? []
    expect(exact).toContain('langue=ar&mots=exacts')
    expect(countIn(await read(exact))).toBe(0)
  })
})

describe('places', () => {
  test('are all told in words, each leading to as many stories as it says', async () => {
    const html = await read('/recits?vue=carte')
    expect(html).toMatch(/<svg[^>]*role="img" aria-label="Carte sans frontières : 7 lieux\. La liste qui suit/)
    const rows = [
      ...html.matchAll(
        /<li class="row"><span><a href="([^"]+)" rel="nofollow"><bdi>([^<]+)<\/bdi>.*?<span class="small soft">([^<]*)<\/span>.*?>(\d+) récits?</gs,
      ),
    ]
    expect(rows.map(([, , name]) => name).toSorted()).toEqual(
      ['Bergame', 'Oran', 'Papeete', 'Saïgon', 'Suva', 'Valmorey', 'Valmorey, Les Tilleuls'].toSorted(),
    )
    for (const [, href = '', , , count] of rows) expect(countIn(await read(href)), href).toBe(Number(count))
    expect(rows.find(([, , name]) => name === 'Oran')?.[3]).toBe('à 1 450 km au sud-ouest de Valmorey')
    expect(html).toContain('lieu=Oran%7CDZ')
    expect(await read('/ar/stories?vue=carte')).toContain('1,450 كم جنوب غرب')
  })

  test('are given to the map that moves as GeoJSON, with the ways when stories are few', async () => {
    for (const path of ['/recits/lieux.json', '/recits/lieux.json?langue=ar', '/ar/stories/places.json?origine=FJ']) {
      const response = await town.app.request(origin + path)
      expect(response.headers.get('content-type')).toContain('application/geo+json')
      const text = await response.text()
      const { features } = check(text) as FeatureCollection
      const points = features.filter(({ geometry }) => geometry?.type === 'Point')
      expect(points.length, path).toBeGreaterThan(0)
      const ways = features.length - points.length
      expect(ways > 0, path).toBe(path.includes('?'))
      for (const { properties } of points) {
        const list = await town.app.request(origin + String(properties?.['href']))
        const t = readingTexts.in(path.startsWith('/ar') ? 'ar' : 'fr')
        expect(plain(await list.text())).toContain(plain(t('list.count', { count: Number(properties?.['count']) })))
      }
      // No line crosses the whole world: what passes the edge of the map is cut there.
      for (const { geometry } of features)
        for (const line of geometry?.type === 'LineString'
          ? [geometry.coordinates]
          : geometry?.type === 'MultiLineString'
            ? geometry.coordinates
            : [])
          line
            .slice(1)
            .forEach(([lon = 0], index) => expect(Math.abs(lon - (line[index]?.[0] ?? 0))).toBeLessThanOrEqual(180))
    }
  })
})

describe('years', () => {
  test('are those told, each line leading to as many stories as it says, sure and about apart', async () => {
    const html = await read('/recits?vue=temps&annees=1960-1969')
    const rows = [
      ...html.matchAll(/<li><a href="([^"]+)"[^>]*><b>([^<]+)<\/b>.*?<span class="small">(.*?)<\/span><\/a><\/li>/gs),
    ]
    expect(rows.length).toBeGreaterThan(8)
    const numbers = (words: string) =>
      [...words.matchAll(/(\d+) récits?/g)].reduce((sum, [, each]) => sum + Number(each), 0)
    for (const [, href = '', label, words = ''] of rows) expect(countIn(await read(href)), label).toBe(numbers(words))
    const of1962 = rows.find(([, , label]) => label === '1962')?.[3] ?? ''
    expect(of1962).toMatch(/récits? en (est|sont) sûrs?.*à peu près/)
    const undated = Number(/(\d+) récits? ne di(?:t|sent) aucune année/.exec(await read('/recits?vue=temps'))?.[1])
    const dated = countIn(await read('/recits?annees=0001-9999'))
    expect(dated + undated).toBe(countIn(await read('/recits')))
  })

  test('hold their stories in the order of time, page after page, each once', async () => {
    const seen: (string | undefined)[] = []
    const years: number[] = []
    let path: string | undefined = '/recits?vue=temps'
    let html = ''
    while (path) {
      html = await read(path)
      seen.push(...stories(html))
      years.push(...[...html.matchAll(/i-history"><\/use><\/svg><span>[^<]*?(\d{4})/g)].map(([, year]) => Number(year)))
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(countIn(await read('/recits?annees=0001-9999')))
    expect(years.length).toBe(seen.length)
    expect(years).toEqual(years.toSorted((one, other) => one - other))
    const back = /href="([^"]+)" rel="prev"/.exec(html)?.[1] ?? ''
    expect(stories(await read(back)).at(-1)).toBe(seen[seen.length - stories(html).length - 1])
  })
})

test('a page asks the database a few questions, whatever it shows', async () => {
  for (const [path, most] of [
    ['/recits?theme=pain', 3],
    ['/recits?origine=DZ&annees=1960-1969&version=facile&vue=liste', 3],
    ['/recits?langue=fr&vue=temps', 3],
    ['/recits?langue=it&vue=carte', 4],
    ['/recits/lieux.json?langue=vi', 4],
    ['/recits?q=draisine&langue=fr', 7],
  ] as const) {
    asked = 0
    await read(path)
    expect(asked, path).toBeLessThanOrEqual(most)
  }
})

test('every choice stands wrong values', async () => {
  const values = [
    "'",
    '%00',
    '%ff',
    'a'.repeat(3_000),
    '‮',
    '|',
    '||',
    'DZ|Oran',
    '-1',
    '99999999999999',
    '__proto__',
    '1960-1950',
  ]
  for (const name of ['origine', 'quartier', 'annees', 'de', 'a', 'version', 'lieu', 'mots', 'vue', 'apres', 'avant'])
    for (const value of values)
      for (const view of ['', '&vue=carte', '&vue=temps']) {
        const raw = value.startsWith('%') ? value : encodeURIComponent(value)
        const { status } = await town.app.request(`${origin}/recits?${name}=${raw}${view}`)
        expect([200, 400], `${name}=${raw.slice(0, 30)}${view}`).toContain(status)
      }
}, 60_000)
