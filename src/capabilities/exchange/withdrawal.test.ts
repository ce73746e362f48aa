// What is taken back leaves every channel at once, what is renamed is followed, and no name that is not agreed is told
// (P-07, H-04, H-05): random stories, every door for machines, in two languages.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feedFormats, feeds, machines } from '#core/exchange/addresses.ts'
import { hrefOf } from '#core/doors.ts'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { toldIn } from '#tests/support/exchange.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown, origin } from '#tests/support/town.ts'
import { deedsOf } from '../../../tests/safety/deeds.ts'

const town = await aTown(await testDatabase())
const told = await toldIn(town)
const deeds = deedsOf(town.desk, town.space_id)
const anyone = town.as(visitor)
const read = async (path: string) => {
  const response = await anyone.get(path)
  return { status: response.status, location: response.headers.get('location') ?? '', body: await response.text() }
}

/** Every channel that lists or gives a story; `own` are those of this story alone. */
async function channels(code: string): Promise<{ lists: string[]; own: string[] }> {
  const index = (await read('/sitemap.xml')).body
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc.slice(origin.length))
  const lists = (['fr', 'ar'] as const).flatMap((locale) => [
    ...feedFormats.flatMap((format) => [
      hrefOf(locale, feeds.site(format)),
      hrefOf(locale, feeds.theme(format), { slug: told.slug }),
      hrefOf(locale, feeds.language(format), { language: 'fr' }),
    ]),
    hrefOf(locale, machines.apiStories),
    hrefOf(locale, machines.apiPlaces),
    hrefOf(locale, machines.apiSite),
    hrefOf(locale, machines.apiThemes),
    hrefOf(locale, machines.follow),
  ])
  const url = encodeURIComponent(`${origin}/${code}`)
  const own = [
    `/api/v1/stories/${code}`,
    `/oembed?url=${url}`,
    `/oembed?format=xml&url=${url}`,
    `/recits/${code}/vignette`,
    `/ar/stories/${code}/embed`,
    `/recits/${code}/apercu.png`,
    `/recits/${code}/x`,
    `/${code}`,
  ]
  return { lists: [...new Set([...lists, ...parts])], own }
}

const word = fc.stringMatching(/^[a-z]{6,10}$/).map((letters) => `zz${letters}`)
/** Each way a story leaves. */
const leaving = fc.constantFrom('taken back', 'hidden for a time', 'her answer is now no', 'agreement ended')

async function leave(id: string, witness_id: string, how: string): Promise<void> {
  const answer = { person_id: witness_id, form: 'text' as const }
  if (how === 'taken back') await deeds.seal(id)
  else if (how === 'hidden for a time') await deeds.seal(id, { until: '2999-01-01', reason: 'restriction' })
  else if (how === 'her answer is now no') await deeds.answer(id, { ...answer, answer: 'no' })
  else await deeds.answer(id, { ...answer, answer: 'yes', ends_on: '2020-01-01' })
}

test('a story that leaves is told of nowhere, and its own addresses say it is gone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(word, { minLength: 4, maxLength: 4 }),
      leaving,
      fc.boolean(),
      async (words, how, named) => {
        const [title = '', name = '', place = '', said = ''] = words
        const story = await aStory(town, {
          title,
          name,
          named,
          body: `${said}.`,
          themes: [told.theme_id],
          translation: { language: 'ar', title: `${title} ع`, body: said },
          stages: [{ place, country: 'DZ', lat: 36, lon: 3, when: '1962' }],
        })
        const { lists, own } = await channels(story.code)
        const before = await Promise.all(lists.map(read))
        // The channels do tell of it before: the test would see a leak.
        for (const list of ['/flux.atom', `/ar/themes/${told.slug}/feed.json`, '/api/v1/stories'])
          expect([list, before[lists.indexOf(list)]?.body.includes(title)]).toEqual([list, true])
        expect(before.some(({ body }) => body.includes(place))).toBe(true)
        const secrets = named ? [] : [name]
        for (const { body } of [...before, ...(await Promise.all(own.map(read)))])
          for (const secret of secrets) expect(body).not.toContain(secret)

        await leave(story.id, story.witness_id, how)
        const again = await channels(story.code)
        for (const path of again.lists) {
          const { status, body } = await read(path)
          expect([path, status]).toEqual([path, 200])
          for (const secret of [...words, story.code]) expect([path, body.includes(secret)]).toEqual([path, false])
        }
        for (const path of own) {
          const { status, body } = await read(path)
          expect([how, path, status]).toEqual([how, path, 410])
          for (const secret of words) expect([path, body.includes(secret)]).toEqual([path, false])
        }
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 8), endOnFailure: true },
  )
}, 120_000)

test('a story renamed is followed by every channel, under the same identifier', async () => {
  const story = await aStory(town, { title: 'Premier titre', named: true })
  const page = async () => (await read(`/${story.code}`)).location
  const before = await page()
  await deeds.revise(story.id, (content) => ({
    ...content,
    texts: content.texts.map((text) => ({ ...text, title: 'Second titre' })),
  }))
  await deeds.sign(story.id, { kind: 'editorial', person_id: town.members.editor.person_id })
  await deeds.sign(story.id, { kind: 'witness', person_id: story.witness_id })
  const after = await page()
  expect([before.endsWith('/premier-titre'), after.endsWith('/second-titre')]).toEqual([true, true])
  const old = await read(before)
  expect([old.status, old.location]).toEqual([301, after])
  const atom = (await read('/flux.atom')).body
  expect(atom).toContain(`<id>${origin}/${story.code}</id><title xml:lang="fr">Second titre</title>`)
  expect(atom).toContain(`href="${origin}${after}"`)
  for (const { body } of await Promise.all((await channels(story.code)).lists.map(read)))
    expect(body).not.toMatch(/premier-titre|Premier titre/)
  const given = JSON.parse((await read(`/api/v1/stories/${story.code}`)).body) as { id: string; url: string }
  expect(given).toMatchObject({ id: `${origin}/${story.code}`, url: origin + after })
  // An address printed before the new title still embeds.
  expect((await read(`/oembed?url=${encodeURIComponent(origin + before)}`)).body).toContain('Second titre')
})

test('a site that is not open tells machines nothing', async () => {
  const closed = await aTown(await testDatabase(), { live: false })
  const { snow } = await toldIn(closed)
  const visit = async (path: string) => {
    const response = await closed.as(visitor).get(path)
    return { status: response.status, body: await response.text() }
  }
  for (const path of [
    '/flux.atom',
    '/api/v1/stories',
    '/api/v1/site',
    `/api/v1/stories/${snow.code}`,
    '/api',
    '/suivre',
    `/recits/${snow.code}/vignette`,
    `/recits/${snow.code}/apercu.png`,
    '/sitemaps/100-999.xml',
    `/oembed?url=${encodeURIComponent(`${origin}/${snow.code}`)}`,
  ])
    expect([path, (await visit(path)).status]).toEqual([path, 404])
  for (const path of ['/sitemap.xml', '/sitemaps/pages.xml', '/robots.txt']) {
    const { status, body } = await visit(path)
    expect([path, status, body.includes(snow.code)]).toEqual([path, 200, false])
  }
  expect((await visit('/sitemaps/pages.xml')).body.match(/<url>/g)).toHaveLength(3)
})
