// What the search box proposes, asked as the page's script asks it.

import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { shelveStory, shelveTheme, type ShelvedStory } from '#tests/support/shelf.ts'
import { aTown, origin, type Town } from '#tests/support/town.ts'
import type { Suggestions } from './reading.suggest.ts'

const database = await testDatabase()
let town: Town
let zohra: ShelvedStory

const ask = async (typed: string, path = '/recits/suggestions'): Promise<Suggestions> => {
  const response = await town.app.request(`${origin}${path}?${new URLSearchParams({ q: typed })}`)
  expect(response.status).toBe(200)
  return (await response.json()) as Suggestions
}
const labels = async (typed: string, path?: string) =>
  (await ask(typed, path)).groups.map(({ label, items }) => [label, ...items.map((item) => item.label)])

beforeAll(async () => {
  town = await aTown(database)
  const work = await shelveTheme(database.desk, 'travail', { fr: 'Le travail', en: 'Work', ar: 'العمل' })
  await shelveTheme(database.desk, 'vide', { fr: 'Travaux que personne ne raconte' })
  zohra = await shelveStory(database.desk, {
    language: 'ar',
    title: 'رسمت لي المدينة',
    texts: [{ language: 'fr', title: 'Elle m’a dessiné la ville', body: 'Xylophone.' }],
    stages: [{ place: 'Tlemcen', country: 'DZ', lat: 34.9, lon: -1.3, when: '1960' }],
    themes: [work],
  })
  await shelveStory(database.desk, { title: 'Mon secret', visible_until: new Date(Date.now() - 1_000), credits: [] })
  await shelveStory(database.desk, { title: '我的家', language: 'zh', credits: [] })
})

test('stories, themes and places that begin as what is typed', async () => {
  expect(await labels('trav')).toEqual([['Thèmes', 'Le travail']])
  expect(await labels('zo')).toEqual([['Récits', 'Elle m’a dessiné la ville']])
  expect(await labels('algé')).toEqual([['Lieux', 'Tlemcen (Algérie)']])
  expect(await labels('vi')).toEqual([['Récits', 'Elle m’a dessiné la ville']])
  expect(await labels('dessine la v')).toEqual([['Récits', 'Elle m’a dessiné la ville']])
  expect(await labels('我')).toEqual([['Récits', '我的家']])
})

test('lead where they say, in the reader’s language', async () => {
  const [places] = (await ask('tlem', '/en/stories/suggestions')).groups
  const [stories] = (await ask('zoh', '/en/stories/suggestions')).groups
  expect(places?.items[0]).toMatchObject({ label: 'Tlemcen (Algeria)', detail: '1 story' })
  expect(places?.items[0]?.href).toMatch(/^\/en\/stories\?lieu=/)
  expect(stories?.items[0]).toEqual({
    label: 'رسمت لي المدينة',
    detail: 'Zohra, aged 77',
    href: `/en/stories/${zohra.code}/${encodeURIComponent(zohra.slug)}`,
    lang: 'ar',
    dir: 'rtl',
  })
})

test('never a word of a text, a theme without stories or what readers may not see', async () => {
  for (const typed of ['xylo', 'secr', 'personne', 'z', '', '!!', "'", 'a'.repeat(300)])
    expect((await ask(typed)).groups, typed).toEqual([])
})
