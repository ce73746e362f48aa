// What a reader sees of stories, in her language, and what she never sees. Rows are put straight on the shelf.

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { shelveStory, type ShelvedStory } from '#tests/support/shelf.ts'
import { aTown, origin, type Town } from '#tests/support/town.ts'
import { cardsIn, plain } from '#tests/support/cards.ts'
import { shelveZohra } from '#tests/support/zohra.ts'

const database = await testDatabase()
let town: Town
let zohra: ShelvedStory
const get = async (path: string) => await town.app.request(origin + path)
const read = async (path: string) => plain(await (await get(path)).text())
const fresh = async (options: Parameters<typeof shelveStory>[1]) => {
  const story = await shelveStory(database.desk, options)
  town.app.cache.clear()
  return story
}

beforeAll(async () => {
  town = await aTown(database)
  zohra = await shelveZohra(database.desk)
})

describe('a story', () => {
  test('is read in French beside the language told', async () => {
    const response = await get(`/recits/482913/${encodeURIComponent(zohra.slug)}`)
    const html = plain(await response.text())
    expect(response.status).toBe(200)
    expect(html).toContain('<h1>Elle m’a dessiné la ville</h1>')
    expect(html).toContain('<span lang="ar" dir="rtl">رسمت لي المدينة</span>')
    expect(html).toContain(
      '<div class="side-a stack" lang="ar" dir="rtl"><p>اسمي زهرة.</p></div><div class="side-b stack"><p>Je m’appelle Zohra.</p></div>',
    )
    expect(html).toContain('data-show="ab"')
    expect(html).toContain('« On connaissait les chemins par les arbres »')
    for (const words of [
      'Zohra, 77 ans',
      'Raconté par',
      'Recueilli par',
      'Inès',
      'Quelqu’un qui préfère ne pas dire son nom',
      'Janvier 1969',
      'Tlemcen, Algérie',
      'Un figuier.',
      'Donné le 12 mars 2026, redit après relecture le 9 avril 2026',
      'Relu le 2 avril 2026',
      'La filature embauchait',
      'Voisins, voisines',
      '482913',
    ])
      expect(html, words).toContain(words)
    expect(html).toMatch(/<a rel="license" href="https:\/\/creativecommons.org\/licenses\/by-nc-nd\/4.0\/deed.fr">/)
    expect(html).toMatch(/<svg[^>]*role="img" aria-label="Carte sans frontières : Tlemcen et Valmorey\."/)
    expect(html).toContain('href="/ma-carte"')
    expect(html).toContain('href="/contact#signaler"')
    expect(html).toContain(`<link rel="canonical" href="${origin}/recits/482913/${encodeURIComponent(zohra.slug)}"/>`)
    expect(html).toContain(`hreflang="ar" href="${origin}/ar/stories/482913/`)
    expect(html).toContain('<meta name="description" content="En janvier 1969, sous la neige."/>')
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    // What search engines read is no script.
    expect(html.match(/<script(?! type="application\/ld\+json")/g)).toHaveLength(1)
  })

  test('is read in Arabic as it was told, page from right to left', async () => {
    const html = await read(`/ar/stories/482913/${encodeURIComponent(zohra.slug)}`)
    expect(html).toContain('<html lang="ar" dir="rtl"')
    expect(html).toContain('<h1>رسمت لي المدينة</h1>')
    expect(html).toContain('data-show="a"')
    expect(html).toContain('<div class="side-b stack" lang="fr" dir="ltr">')
    expect(html).toContain('<p>شجرة تين.</p>')
    // The words she only has in French say so.
    expect(html).toContain('<p lang="fr" dir="ltr">La neige.</p>')
    expect(html).toContain('<p lang="fr" dir="ltr">La filature embauchait à Tlemcen.</p>')
  })

  test('keeps the side asked for, without script', async () => {
    const path = `/recits/482913/${encodeURIComponent(zohra.slug)}`
    expect(await read(`${path}?texte=b`)).toMatch(/data-show="b".*data-value="b" aria-current="true"/s)
    expect(await read(`${path}?texte=x`)).toContain('data-show="ab"')
    const english = await read(`${path}?traduction=en`)
    expect(english).toContain('<div class="side-b stack" lang="en" dir="ltr"><p>My name is Zohra.</p></div>')
    expect(english).toContain('Cette traduction a été faite par une machine')
    expect(await read(path)).not.toContain('faite par une machine')
  })

  test('has its easy version in the page, shown when asked', async () => {
    const path = `/recits/482913/${encodeURIComponent(zohra.slug)}`
    expect(await read(path)).toMatch(/<section class="easy band".*Zohra a 77 ans\./s)
    expect(await read(path)).not.toMatch(/<html[^>]* data-easy/)
    expect(await read(`${path}?facile=1`)).toMatch(/<html[^>]* data-easy/)
  })

  test('without an easy version is whole even when someone prefers easy words', async () => {
    const story = await fresh({ body: 'Le seul texte.' })
    const html = await read(`/recits/${story.code}/${story.slug}?facile=1`)
    expect(html).not.toMatch(/class="[^"]*not-easy[^"]*"[^>]*>\s*(<[^>]+>)*Le seul texte/)
    expect(html).not.toContain('id="texte" aria-labelledby="texte-t" class="band not-easy"')
    expect(html).toContain('<p>Le seul texte.</p>')
  })

  test('long in two languages is one language at a time', async () => {
    const long = Array.from({ length: 300 }, (_, index) => `Phrase ${index} ${'mot '.repeat(15)}`).join('\n\n')
    const story = await fresh({
      language: 'tr',
      body: long,
      texts: [{ language: 'fr', title: 'Long', body: long.replaceAll('mot', 'traduit') }],
    })
    const one = await read(`/recits/${story.code}/${story.slug}`)
    expect(one).toContain('Phrase 7 traduit')
    expect(one).not.toContain('Phrase 7 mot')
    expect(Buffer.byteLength(one)).toBeLessThan(100_000)
    expect(await read(`/recits/${story.code}/${story.slug}?texte=ab`)).toMatch(/Phrase 7 mot.*Phrase 7 traduit/s)
  })

  test('of someone who keeps her name has a drawn curtain and neutral words', async () => {
    const story = await fresh({ credits: [{ role: 'told', name: null, age: null }], portrait: null })
    const html = await read(`/recits/${story.code}/${story.slug}`)
    expect(html).toContain('Quelqu’un qui préfère ne pas dire son nom')
    expect(html).toContain('#p-anonyme')
  })

  test('shows words as words, never as markup', async () => {
    const story = await fresh({ title: '<b>gras</b>', body: '<script>alert(1)</script>\n\n## Titre\n\n> Dit-elle' })
    const html = await read(`/recits/${story.code}/${story.slug}`)
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script>alert(1)&lt;/script>')
    expect(html).toContain('<h3>Titre</h3><blockquote class="said-by-others"><p>Dit-elle</p></blockquote>')
  })
})

describe('an address', () => {
  test('with an old title, or none, leads to the right one', async () => {
    for (const path of ['/recits/482913', '/recits/482913/ancien-titre']) {
      const response = await get(path)
      expect([response.status, response.headers.get('location')]).toEqual([
        301,
        `/recits/482913/${encodeURIComponent(zohra.slug)}`,
      ])
    }
    const kept = await get('/en/stories/482913?facile=1')
    expect(kept.headers.get('location')).toBe(`/en/stories/482913/${encodeURIComponent(zohra.slug)}?facile=1`)
  })

  test('of six digits on paper leads to the page, in each language', async () => {
    expect((await get('/482913')).headers.get('location')).toBe(`/recits/482913/${encodeURIComponent(zohra.slug)}`)
    expect((await get('/ar/482913')).headers.get('location')).toBe(
      `/ar/stories/482913/${encodeURIComponent(zohra.slug)}`,
    )
    for (const path of ['/000000', '/48291', '/4829130']) expect((await get(path)).status, path).toBe(404)
  })

  test('of a story taken back answers 410 with neutral words', async () => {
    await database.desk.insertInto('shelf.gone').values({ code: '555555', kind: 'testimony' }).execute()
    for (const path of ['/recits/555555/quoi-que-ce-soit', '/en/stories/555555', '/555555']) {
      const response = await get(path)
      expect(response.status, path).toBe(410)
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('of another kind, or of nothing, does not exist', async () => {
    const article = await fresh({ kind: 'something-else' })
    for (const path of [
      `/recits/${article.code}/${article.slug}`,
      `/${article.code}`,
      '/recits/111111/rien',
      '/recits/12/rien',
      '/recits/99999999999999999999/rien',
      '/recits/abc',
    ])
      expect((await get(path)).status, path).toBe(404)
  })
})

describe('the end of an agreement', () => {
  test('hides everything at that instant, even if no job runs', async () => {
    const story = await fresh({
      title: 'Jusqu’à hier',
      body: 'xylophone',
      visible_until: new Date(Date.now() - 1000),
      stages: [{ place: 'Tlemcen', when: '1948' }],
    })
    expect((await get(`/recits/${story.code}/${story.slug}`)).status).toBe(404)
    expect((await get(`/${story.code}`)).status).toBe(404)
    expect(cardsIn(await read('/recits?q=xylophone'))).toEqual([])
    expect(await read(`/recits/482913/${encodeURIComponent(zohra.slug)}`)).not.toContain('Jusqu’à hier')
  })

  test('does not survive in a page kept in memory', async () => {
    const story = await fresh({ title: 'Encore un instant', visible_until: new Date(Date.now() + 3_000) })
    const path = `/recits/${story.code}/${story.slug}`
    expect((await get(path)).status).toBe(200)
    await expect.poll(async () => (await get(path)).status, { timeout: 10_000 }).toBe(404)
  })

  test('and the desk are both out of the reader’s reach', async () => {
    for (const table of ['desk.contribution', 'desk.person', 'desk.revision', 'desk.consent'])
      await expect(sql`select * from ${sql.table(table)}`.execute(database.reader)).rejects.toThrow(/permission denied/)
  })
})
