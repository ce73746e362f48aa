// Finding a story: the list in each language, what narrows it, hostile addresses, and the queries behind.

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { listCards } from '#core/shelf/cards.ts'
import { listCrossings } from '#core/shelf/crossings/crossings.ts'
import { testDatabase } from '#tests/support/database.ts'
import { crossShelved, shelveStory, shelveTheme, type ShelvedStory } from '#tests/support/shelf.ts'
import { aStory } from '#tests/support/stories.ts'
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
