// The doors for machines at HTTP level: each answer valid, each address stable, nothing that is not on the shelf.

import { beforeAll, describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { toldIn, type Told } from '#tests/support/exchange.ts'
import { aTown, origin } from '#tests/support/town.ts'
import { xmlFaults } from '#tests/support/xml.ts'

const town = await aTown(await testDatabase())
const anyone = town.as(visitor)
const get = async (path: string) => await anyone.get(path.startsWith(origin) ? path.slice(origin.length) : path)
const text = async (path: string) => await (await get(path)).text()
const json = async <Shape = Record<string, unknown>>(path: string) => (await (await get(path)).json()) as Shape

let told: Told
beforeAll(async () => {
  told = await toldIn(town)
})

describe('sitemaps', () => {
  const parts = async () =>
    [...(await text('/sitemap.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc)

  test('an index leads to parts that list every public page in every language, and hold to the protocol', async () => {
    expect(await xmlFaults(await text('/sitemap.xml'), 'siteindex.xsd')).toEqual([])
    const all = []
    for (const part of await parts()) {
      const xml = await text(part)
      expect(await xmlFaults(xml, 'sitemap-with-links.xsd')).toEqual([])
      all.push(...[...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc))
    }
    for (const path of ['/', '/en', '/ar', `/themes/${told.slug}`, '/ar/stories', '/en/privacy', '/suivre', '/api'])
      expect(all).toContain(origin + path)
    expect(all.filter((loc) => loc.includes(told.snow.code))).toHaveLength(3)
    expect(new Set(all).size).toBe(all.length)
    // Each address listed is one that reads, and says itself to be the page's own.
    for (const loc of all.filter((each) => each.includes(told.snow.code) || each.endsWith('/suivre'))) {
      const response = await get(loc)
      expect(response.status).toBe(200)
      const html = await response.text()
      expect(html).toContain(`<link rel="canonical" href="${loc}"/>`)
      expect(html).not.toContain('content="noindex"')
    }
  })

  test('say when each page changed, and refuse a part that is none', async () => {
    const { updated_at } = await town.desk.db
      .selectFrom('shelf.item')
      .select('updated_at')
      .where('code', '=', told.snow.code)
      .executeTakeFirstOrThrow()
    expect(await text((await parts())[1] ?? '')).toContain(`<lastmod>${updated_at.toISOString()}</lastmod>`)
    for (const wrong of ['999-100.xml', 'x', '%00', '100-482', '..%2fpages.xml'])
      expect((await get(`/sitemaps/${wrong}`)).status).toBe(404)
  })

  test('robots are led to them, and away from the desk', async () => {
    const robots = await text('/robots.txt')
    expect(robots).toContain(`Sitemap: ${origin}/sitemap.xml`)
    expect(robots).toContain('Disallow: /bureau')
  })
})

describe('feeds', () => {
  const places = () => [
    ['/flux', ''],
    ['/en/feed', ''],
    ['/ar/feed', ''],
    [`/themes/${told.slug}/flux`, told.home.code],
    [`/ar/themes/${told.slug}/feed`, told.home.code],
    ['/langues/fr/flux', told.home.code],
    ['/en/languages/ar/feed', told.snow.code],
  ]

  test('of the site, a theme and a language hold to their formats and to their choice', async () => {
    for (const [path, absent] of places()) {
      const [atom, rss] = [await text(`${path}.atom`), await text(`${path}.rss`)]
      expect(await xmlFaults(atom, 'atom.rng')).toEqual([])
      expect(await xmlFaults(rss, 'rss.rng')).toEqual([])
      expect(atom).toContain(`<link rel="self" type="application/atom+xml" href="${origin}${path}.atom"/>`)
      const feed = await json<{ version: string; feed_url: string; items: { id: string; url: string }[] }>(
        `${path}.json`,
      )
      expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', feed_url: `${origin}${path}.json` })
      for (const { id, url } of feed.items) {
        // The identifier is the permanent address: it leads to the page.
        const led = await get(id)
        expect(origin + (led.headers.get('location') ?? '')).toBe(url)
        if (absent) expect(id).not.toContain(absent)
      }
      expect(feed.items.length).toBeGreaterThan(0)
    }
    const response = await get('/flux.atom')
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('never name who prefers not to be named', async () => {
    const atom = await text('/flux.atom')
    expect(atom).toContain('<name>Zohra</name>')
    expect(atom).toContain('<name>Quelqu’un qui préfère ne pas dire son nom</name>')
    expect(atom).not.toContain('Rim')
  })

  test('follow a theme that is renamed; of a theme or a language nobody knows there is none', async () => {
    const { id } = await town.desk.db.selectFrom('shelf.theme').select('id').executeTakeFirstOrThrow()
    await town.desk.db.insertInto('shelf.theme_address').values({ slug: 'ancien-nom', theme_id: id }).execute()
    const moved = await get('/themes/ancien-nom/flux.rss')
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `/themes/${told.slug}/flux.rss`])
    for (const none of ['/themes/rien/flux.atom', '/langues/de/flux.json', '/langues/%22%3E/flux.atom'])
      expect((await get(none)).status).toBe(404)
  })

  test('are found from the pages', async () => {
    const html = await text('/suivre')
    for (const path of [
      '/flux.atom',
      '/flux.rss',
      '/flux.json',
      `/themes/${told.slug}/flux.atom`,
      '/langues/ar/flux.atom',
    ])
      expect(html).toContain(`href="${path}"`)
    expect(await text('/')).toContain('href="/suivre"')
    expect(html).toContain('type="application/opensearchdescription+xml" href="/recherche.xml"')
  })
})

describe('a search box and what is embedded', () => {
  test('the box is described in each language', async () => {
    for (const [path, list] of [
      ['/recherche.xml', '/recits'],
      ['/en/search.xml', '/en/stories'],
      ['/ar/search.xml', '/ar/stories'],
    ] as const) {
      const box = await text(path)
      expect(await xmlFaults(box, 'opensearch.rng')).toEqual([])
      expect(box).toContain(`template="${origin}${list}?q={searchTerms}"`)
    }
  })

  test('its suggestions are the four lists a browser expects', async () => {
    const [, template = ''] = /x-suggestions\+json" template="([^"]+)"/.exec(await text('/recherche.xml')) ?? []
    const response = await get(template.replaceAll('&amp;', '&').replace('{searchTerms}', 'neige'))
    expect(response.headers.get('content-type')).toContain('application/x-suggestions+json')
    const [typed, words, , urls] = (await response.json()) as [string, string[], string[], string[]]
    expect([typed, words]).toEqual(['neige', ['La neige & le train']])
    expect(urls[0]).toContain(`${origin}/recits/${told.snow.code}/`)
  })

  test('an address of ours becomes a frame, in both formats and any of its forms', async () => {
    const page = (await get(`/${told.snow.code}`)).headers.get('location') ?? ''
    for (const url of [origin + page, `${origin}/${told.snow.code}`, `${origin}/recits/${told.snow.code}`]) {
      const answer = await json<{ type: string; html: string; title: string }>(`/oembed?url=${encodeURIComponent(url)}`)
      expect(answer).toMatchObject({
        version: '1.0',
        type: 'rich',
        title: 'La neige & le train',
        author_name: 'Zohra, 78 ans',
      })
      expect(answer.html).toContain(`src="${origin}/recits/${told.snow.code}/vignette"`)
      expect(answer.html).not.toContain('<script')
    }
    const xml = await text(`/oembed?format=xml&maxwidth=300&maxheight=220&url=${encodeURIComponent(origin + page)}`)
    expect(await xmlFaults(xml, 'oembed.rng')).toEqual([])
    expect(xml).toContain('<width>300</width><height>220</height>')
    const arabic = await json(`/oembed?url=${encodeURIComponent(`${origin}/ar/stories/${told.snow.code}/x`)}`)
    expect(arabic).toMatchObject({ title: 'الثلج' })
  })

  test('no other address is spoken of, and a size must be one', async () => {
    for (const url of [
      '',
      'x',
      'https://evil.example/recits/482913/x',
      `${origin}@evil.example/${told.snow.code}`,
      `${origin}/journal/${told.snow.code}/x`,
      `${origin}/recits/999999/x`,
      `${origin}/bureau`,
      'javascript:alert(1)',
    ])
      expect((await get(`/oembed?url=${encodeURIComponent(url)}`)).status).toBe(404)
    const url = encodeURIComponent(`${origin}/${told.snow.code}`)
    expect((await get(`/oembed?format=yaml&url=${url}`)).status).toBe(501)
    expect((await get(`/oembed?maxwidth=-1&url=${url}`)).status).toBe(400)
    expect(await json(`/oembed?maxwidth=100&url=${url}`)).toMatchObject({ type: 'link' })
  })

  test('only the page made for it may be framed; it has no script and no form', async () => {
    const framed = await get(`/recits/${told.snow.code}/vignette`)
    const policy = framed.headers.get('content-security-policy') ?? ''
    expect(policy).toContain('frame-ancestors *')
    expect(policy.replace('frame-ancestors *', "frame-ancestors 'none'")).toBe(
      (await get('/')).headers.get('content-security-policy'),
    )
    const html = await framed.text()
    expect(html).toContain('La neige &amp; le train')
    expect(html).not.toMatch(/<script|<form|set-cookie/i)
    for (const wrong of [
      `/journal/${told.snow.code}/vignette`,
      '/recits/999999/vignette',
      `/x/${told.snow.code}/vignette`,
    ])
      expect((await get(wrong)).status).toBe(404)
  })
})

describe('the preview', () => {
  test('is a picture kept by the page cache, in the address of its kind only', async () => {
    for (const path of [`/recits/${told.snow.code}/apercu.png`, `/ar/stories/${told.home.code}/preview.png`]) {
      const first = await get(path)
      expect(first.headers.get('content-type')).toBe('image/png')
      expect(first.headers.get('cache-control')).toBe('public, no-cache')
      expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      const bytes = new Uint8Array(await first.arrayBuffer())
      expect([...bytes.subarray(1, 4)].map((each) => String.fromCharCode(each)).join('')).toBe('PNG')
      expect(Buffer.compare(bytes, new Uint8Array(await (await get(path)).arrayBuffer()))).toBe(0)
    }
    for (const wrong of [
      `/journal/${told.snow.code}/apercu.png`,
      '/recits/999999/apercu.png',
      `/en/recits/${told.snow.code}/preview.png`,
    ])
      expect((await get(wrong)).status).toBe(404)
  })
})
