// What a reader sees of stories, in her language, and what she never sees. Rows are put straight on the shelf.

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { listCards } from '#core/shelf/cards.ts'
import { listCrossings } from '#core/shelf/crossings/crossings.ts'
import { testDatabase } from '#tests/support/database.ts'
import { crossShelved, shelveStory, shelveTheme, type ShelvedStory } from '#tests/support/shelf.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown, origin, type Town } from '#tests/support/town.ts'

const database = await testDatabase()
let town: Town
let zohra: ShelvedStory

const get = async (path: string) => await town.app.request(origin + path)
// No-break spaces are the words' business (tests/texts.test.ts), not these tests'.
const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ')
const read = async (path: string) => plain(await (await get(path)).text())
const cardsIn = (html: string) => [...html.matchAll(/<h3 class="card-t"><a href="([^"]+)"/g)].map(([, href]) => href)
const fresh = async (options: Parameters<typeof shelveStory>[1]) => {
  const story = await shelveStory(database.desk, options)
  town.app.cache.clear()
  return story
}

beforeAll(async () => {
  town = await aTown(database)
  const neighbours = await shelveTheme(database.desk, 'voisins', {
    fr: 'Voisins, voisines',
    en: 'Neighbours',
    ar: 'جيران',
  })
  zohra = await shelveStory(database.desk, {
    code: '482913',
    language: 'ar',
    title: 'رسمت لي المدينة',
    quote: 'كنّا نعرف الطرق بالأشجار',
    body: 'اسمي زهرة.\n\nكان كل شيء أبيض.',
    texts: [
      {
        language: 'fr',
        title: 'Elle m’a dessiné la ville',
        lead: 'En janvier 1969, sous la neige.',
        quote: 'On connaissait les chemins par les arbres',
        body: 'Je m’appelle Zohra.\n\nTout était blanc.',
      },
      {
        language: 'en',
        title: 'She drew me the town',
        body: 'My name is Zohra.\n\nEverything was white.',
        machine: true,
      },
      { language: 'fr', form: 'easy', title: '', body: 'Zohra a 77 ans.' },
    ],
    credits: [
      { role: 'told', name: 'Zohra', age: 77 },
      { role: 'collected', name: 'Inès', age: null },
      { role: 'translated', name: null, age: null },
    ],
    stages: [
      {
        place: 'Tlemcen',
        country: 'DZ',
        lat: 34.88,
        lon: -1.31,
        when: '1948',
        words: { fr: 'Un figuier.', ar: 'شجرة تين.' },
        travel: true,
      },
      { place: 'Valmorey', country: 'FR', lat: 47.35, lon: 6.35, when: '1969-01', words: { fr: 'La neige.' } },
    ],
    period: '1969',
    themes: [neighbours],
    notes: [{ kind: 'scientific', by: 'Hélène', text: 'La filature embauchait à Tlemcen.', on: '2026-04-01' }],
  })
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

describe('the list', () => {
  test('shows each title in the reader’s language, or as it was told', async () => {
    await fresh({ title: 'Ninni', language: 'tr', quote: 'Uyu yavrum' })
    const french = await read('/recits')
    expect(french).toContain('Elle m’a dessiné la ville')
    expect(french).toContain('<span lang="tr" dir="ltr">Ninni</span>')
    expect(french).toContain('<p class="card-q" lang="tr" dir="ltr">“Uyu yavrum”</p>')
    expect(await read('/ar/stories')).toContain('>رسمت لي المدينة</a>')
  })

  test('finds words without their accents, in any language of the story, and only whole beginnings', async () => {
    const story = await fresh({
      title: 'Été',
      body: 'La machine à coudre de Béjaïa.',
      texts: [{ language: 'ar', title: 'صيف', body: 'ماكينة الخياطة' }],
    })
    const href = `/recits/${story.code}/${story.slug}`
    for (const words of ['machine', 'coudre bejaia', 'MACHIN', '"machine à coudre" -tricoter', 'الخِياطة', 'l’machine'])
      expect(cardsIn(await read(`/recits?q=${encodeURIComponent(words)}`)), words).toEqual([href])
    for (const words of ['"machine" -coudre', 'achin'])
      expect(cardsIn(await read(`/recits?mots=exacts&q=${encodeURIComponent(words)}`)), words).toEqual([])
  })

  test('that holds nobody keeps a place and ways forward', async () => {
    const html = await read('/recits?q=introuvablissime')
    expect(html).toContain('class="chair"')
    expect(html).toContain('Personne ne parle encore de cela')
    expect(html).toContain('<a class="btn" href="/recits"')
    expect(html).toContain('href="/raconter"')
    expect(html).toContain('value="introuvablissime"')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
  })

  test('narrows by theme, its sub-themes included, by language and by form', async () => {
    const work = await shelveTheme(database.desk, 'travail', { fr: 'Le travail' })
    const mill = await shelveTheme(database.desk, 'filature', { fr: 'La filature' }, work)
    const spinner = await fresh({ title: 'Les bobines', language: 'it', themes: [mill], medium: 'sound' })
    const href = `/recits/${spinner.code}/${spinner.slug}`
    for (const search of [
      'theme=travail',
      'theme=filature',
      'langue=it',
      'forme=sound',
      'theme=travail&langue=it&forme=sound',
    ])
      expect(cardsIn(await read(`/recits?${search}`)), search).toEqual([href])
    for (const search of ['theme=travail&langue=fr', 'theme=rien', 'langue=xx', 'forme=odeur'])
      expect(cardsIn(await read(`/recits?${search}`)), search).toEqual([])
    expect(await read('/recits?theme=travail')).toMatch(/aria-label="Enlever : Le travail"/)
  })

  test('goes on by key and back, each story once', async () => {
    const theme = await shelveTheme(database.desk, 'longue-liste', { fr: 'Longue liste' })
    const same = new Date('2026-02-02T00:00:00Z')
    for (let index = 0; index < 60; index++)
      await shelveStory(database.desk, { title: `Page ${index}`, themes: [theme], published_at: same })
    town.app.cache.clear()
    const seen: (string | undefined)[][] = []
    let path: string | undefined = '/recits?theme=longue-liste'
    let html = ''
    while (path) {
      html = await read(path)
      seen.push(cardsIn(html))
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen.map((cards) => cards.length)).toEqual([24, 24, 12])
    expect(new Set(seen.flat()).size).toBe(60)
    const back = /href="([^"]+)" rel="prev"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(cardsIn(await read(back))).toEqual(seen[1])
    expect(html).toContain('60 récits')
  })

  test('answers hostile addresses without a fault', async () => {
    const hostile = [
      "'",
      '"',
      '%00',
      '%',
      '%ff',
      '%E0%A4%A',
      '\\',
      ':*',
      '!!!',
      '& | !',
      '<->',
      '((',
      'a'.repeat(5_000),
      '%F0%9F%98%80',
      '‮',
      '__proto__',
      '-1',
      '9999999999999999-999999',
      '0-000000',
      'NaN',
      "';drop table shelf.item;--",
      '{"a":1}',
      '\u{10ffff}',
    ]
    for (const name of ['q', 'theme', 'langue', 'forme', 'apres', 'avant', 'texte', 'traduction', 'facile', 'q=a&q'])
      for (const value of hostile) {
        const raw = value.startsWith('%') ? value : encodeURIComponent(value)
        for (const path of ['/recits', `/recits/482913/${encodeURIComponent(zohra.slug)}`]) {
          const { status } = await get(`${path}?${name}=${raw}`)
          expect([200, 400], `${path} ${name}=${raw.slice(0, 40)}`).toContain(status)
        }
      }
    for (const path of [
      '/recits/482913/%',
      '/recits/482913/%ff',
      '/recits/482913/%00',
      '/%ff',
      '/recits/%E0%A4%A/x',
      '/recits//x',
      '/recits/482913/a%2Fb',
    ])
      expect((await get(path)).status, path).toBeLessThan(500)
    expect((await get('/recits')).status).toBe(200)
  }, 60_000)
})

describe('the queries behind', () => {
  test('never give more than they promise', async () => {
    const { rows } = await sql<{ id: string }>`select id from shelf.item`.execute(database.reader)
    expect(rows.length).toBeGreaterThan(60)
    expect(await listCards(database.reader, { locale: 'fr', ids: rows.map(({ id }) => id) })).toHaveLength(60)
    expect(await listCards(database.reader, { locale: 'fr', ids: [] })).toEqual([])
  })

  test('bring together the stories that cross, the closest reason first, each once', async () => {
    const exile = await shelveTheme(database.desk, 'exil', { fr: 'L’exil' })
    const told = await shelveStory(database.desk, {
      title: 'Celle-ci',
      period: '1962',
      themes: [exile],
      stages: [{ place: 'Béjaïa', when: '1961/1963' }],
    })
    const otherTime = await shelveStory(database.desk, {
      title: 'Au même endroit',
      period: '1990',
      stages: [{ place: 'Béjaïa', when: '1990' }],
    })
    const sameTheme = await shelveStory(database.desk, { title: 'Même thème', period: '2010', themes: [exile] })
    const sameYears = await shelveStory(database.desk, { title: 'Mêmes années', period: '1963', themes: [exile] })
    const closest = await shelveStory(database.desk, {
      title: 'Tout près',
      period: '1962',
      themes: [exile],
      stages: [{ place: 'Béjaïa', when: '1964' }],
    })
    await crossShelved(
      database.desk,
      [told, otherTime, sameTheme, sameYears, closest].map(({ id }) => id),
    )
    const crossings = await listCrossings(database.reader, { id: told.id, locale: 'fr', limit: 10 })
    expect(crossings.map(({ card, reason }) => [card.id, reason.kind, 'way' in reason && reason.way])).toEqual([
      [closest.id, 'place', 'after'],
      [otherTime.id, 'place', 'after'],
      [sameYears.id, 'theme', 'same_years'],
      [sameTheme.id, 'theme', 'unknown'],
    ])
    expect(await listCrossings(database.reader, { id: told.id, locale: 'fr' })).toHaveLength(3)
    town.app.cache.clear()
    const html = await read(`/recits/${told.code}/${told.slug}`)
    expect(html).toContain('Au même endroit, un an plus tard : Béjaïa')
    expect(html).toContain('Dans les mêmes années, sur le même thème : L’exil')
  })
})

describe('a story that people brought', () => {
  test('is found by a name and a place that may be shown, and never by a name kept back', async () => {
    const named = await aStory(town, { name: 'Fatoumata Kéïta', stages: [{ place: 'Tombouctou', when: '1980' }] })
    const kept = await aStory(town, { name: 'Sidonie Quelquechose', named: false })
    town.app.cache.clear()
    const codesFor = async (words: string) =>
      cardsIn(await read(`/recits?q=${words}`)).map((href) => href?.split('/')[2])
    expect(await codesFor('fatoumata')).toEqual([named.code])
    expect(await codesFor('tombouctou')).toEqual([named.code])
    expect(await codesFor('sidonie')).toEqual([])
    const html = await (await town.app.request(`${origin}/${kept.code}`)).headers.get('location')
    expect(await read(html ?? '')).not.toContain('Sidonie')
  })
})
