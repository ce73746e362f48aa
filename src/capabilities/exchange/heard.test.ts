// What is heard and seen, for machines: the podcast, structured data, the API, the card shown elsewhere. Only what was
// agreed to be heard, and everything leaves with it.

import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { toldIn, type Told } from '#tests/support/exchange.ts'
import { aHeardStory, aPicture, aSound, cuesOf, type HeardStory } from '#tests/support/heard.ts'
import { aTown, origin } from '#tests/support/town.ts'
import { xmlFaults } from '#tests/support/xml.ts'
import { deedsOf } from '../../../tests/safety/deeds.ts'

const town = await aTown(await testDatabase())
const anyone = town.as(visitor)
const text = async (path: string) => await (await anyone.get(path)).text()
const follow = async (path: string): Promise<string> => {
  const response = await anyone.get(path)
  return response.status < 300 ? await response.text() : await follow(response.headers.get('location') ?? '')
}
const transcripts = [
  { language: 'fr', form: 'original' as const, machine: false, cues: cuesOf(['Il neigeait.']), chapters: [] },
  { language: 'ar', form: 'translation' as const, machine: true, cues: cuesOf(['كانت تثلج.']), chapters: [] },
]

let told: Told
let heard: HeardStory
let silent: HeardStory
beforeAll(async () => {
  told = await toldIn(town)
  heard = await aHeardStory(
    town,
    [
      {
        ...aSound({ transcripts, credit: 'Son : Inès', licence: 'CC-BY-4.0' }, 31),
        copies: [
          { name: 'opus', media_type: 'audio/ogg', bytes: new Uint8Array(100) },
          { name: 'aac', media_type: 'audio/mp4', bytes: new Uint8Array(333) },
        ],
      },
      aPicture({ rights: 'NKC' }, 'lent'),
    ],
    { title: 'La voix de Zohra', name: 'Zohra', themes: [told.theme_id] },
  )
  silent = await aHeardStory(town, [aSound({ transcripts })], { title: 'Jamais entendue', forms: [] })
})

test('the podcast gives what was agreed to be heard, and nothing else', async () => {
  for (const path of [
    '/podcast.rss',
    '/ar/podcast.rss',
    `/themes/${told.slug}/podcast.rss`,
    '/en/languages/fr/podcast.rss',
  ]) {
    const xml = await text(path)
    expect([path, await xmlFaults(xml, 'podcast.rng')]).toEqual([path, []])
    expect(xml.match(/<item>/g)).toHaveLength(1)
    expect(xml).toMatch(new RegExp(`<guid isPermaLink="true">${origin}(/ar|/en)?/${heard.code}</guid>`))
    // The copy that every program can play, as long as the file is.
    expect(xml).toMatch(
      new RegExp(
        `<enclosure url="${origin}/fichiers/[0-9a-f-]{36}/la-voix-de-zohra\\.m4a" length="333" type="audio/mp4"/>`,
      ),
    )
    expect(xml).toContain('<itunes:duration>31</itunes:duration>')
    expect(xml).toContain(
      `url="${origin}/transcriptions/${heard.code}/${heard.files[0]}/ar.vtt" type="text/vtt" language="ar"`,
    )
    for (const absent of [silent.code, told.snow.code, 'Jamais entendue']) expect(xml).not.toContain(absent)
  }
  const nothingHeard = await text('/langues/ar/podcast.rss')
  expect(await xmlFaults(nothingHeard, 'podcast.rng')).toEqual([])
  expect(nothingHeard).not.toContain('<item>')
  expect((await anyone.get('/langues/de/podcast.rss')).status).toBe(404)
})

test('its cover is a square picture of the size that listening programs ask for, in each language', async () => {
  const covers = await Promise.all(
    ['', '/en', '/ar'].map(async (prefix) => {
      const xml = await text(`${prefix}/podcast.rss`)
      const [, cover = ''] = /<itunes:image href="([^"]+)"\/>/.exec(xml) ?? []
      expect(cover).toBe(`${origin}${prefix}/podcast.png`)
      const home = prefix ? `${origin}${prefix}` : `${origin}/`
      expect(xml).toMatch(new RegExp(`<image><url>${cover}</url><title>[^<]+</title><link>${home}/?</link></image>`))
      const response = await anyone.get(`${prefix}/podcast.png`)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
      const bytes = await response.bytes()
      const { width, height, format, hasAlpha } = await sharp(bytes).metadata()
      expect([width, height, format]).toEqual([1600, 1600, 'png'])
      expect(hasAlpha && !(await sharp(bytes).stats()).isOpaque).toBe(false)
      return Buffer.from(bytes).toString('base64')
    }),
  )
  // Kept: the same bytes again.
  expect(Buffer.from(await (await anyone.get('/podcast.png')).bytes()).toString('base64')).toBe(covers[0])
})

test('the page “Suivre” leads to it, where there is something to hear', async () => {
  const html = await text('/suivre')
  for (const path of ['/podcast.rss', `/themes/${told.slug}/podcast.rss`, '/langues/fr/podcast.rss'])
    expect(html).toContain(`href="${path}"`)
  expect(html).not.toContain('/langues/ar/podcast.rss')
})

test('the page says it to machines: where it is, how long, its words, what may be done with it', async () => {
  const html = await follow(`/${heard.code}`)
  const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? []
  const { '@graph': graph } = JSON.parse(data) as { '@graph': Record<string, unknown>[] }
  expect(graph[0]?.['accessMode']).toEqual(['textual', 'auditory', 'visual'])
  expect(graph[0]?.['associatedMedia']).toMatchObject([
    {
      '@type': 'AudioObject',
      encodingFormat: 'audio/mp4',
      duration: 'PT31S',
      transcript: `${origin}/transcriptions/${heard.code}/${heard.files[0]}/fr.txt`,
      license: 'https://creativecommons.org/licenses/by/4.0/',
      creditText: 'Son : Inès',
    },
    { '@type': 'ImageObject', width: 1600, usageInfo: 'http://rightsstatements.org/vocab/NKC/1.0/' },
  ])
  expect(html).toContain('<meta name="DC.type" content="Sound"/>')
  expect(html).toContain('<meta name="DCTERMS.extent" content="PT31S"/>')
  expect(html).toMatch(/<meta property="og:audio" content="[^"]+\.m4a"/)
  const read = await follow(`/${told.snow.code}`)
  expect(read).not.toMatch(/DC\.type|og:audio|associatedMedia/)
})

test('the card shown elsewhere leads to the player', async () => {
  const card = await text(`/recits/${heard.code}/vignette`)
  expect(card).toMatch(/href="[^"]+\/la-voix-de-zohra#ecouter" target="_top">Écouter, 1\smin</)
  expect(await text(`/recits/${told.snow.code}/vignette`)).not.toContain('#ecouter')
})

test('the API gives its files and its words', async () => {
  const story = JSON.parse(await text(`/api/v1/stories/${heard.code}`)) as {
    medium: string
    duration_ms: number
    media: { nature: string; files: { url: string; size: number }[]; transcripts: { vtt: string }[] }[]
  }
  expect([story.medium, story.duration_ms]).toEqual(['sound', 31_000])
  expect(story.media.map(({ nature }) => nature)).toEqual(['sound', 'picture'])
  expect(story.media[0]?.files.map(({ size }) => size)).toEqual([100, 333])
  expect(story.media[0]?.transcripts[1]?.vtt).toBe(`${origin}/transcriptions/${heard.code}/${heard.files[0]}/ar.vtt`)
  expect(JSON.parse(await text(`/api/v1/stories/${silent.code}`))).toMatchObject({ medium: 'text', media: [] })
})

test('a voice taken back leaves every one of them, and its file, at once', async () => {
  const [, sound = ''] = /<enclosure url="([^"]+)"/.exec(await text('/podcast.rss')) ?? []
  const file = sound.slice(origin.length)
  expect((await anyone.get(file)).status).toBe(200)
  const deeds = deedsOf(town.desk, town.space_id)
  await deeds.answer(heard.id, { person_id: heard.witness_id, form: 'voice', answer: 'no' })
  expect((await anyone.get(file)).status).toBe(404)
  for (const path of ['/podcast.rss', `/api/v1/stories/${heard.code}`, `/recits/${heard.code}/vignette`])
    expect([path, (await text(path)).includes(file)]).toEqual([path, false])
  expect(await text('/podcast.rss')).not.toContain(heard.code)
  // What she agreed to have read stays.
  const html = await follow(`/${heard.code}`)
  expect(html).toContain('Je suis venue en janvier')
  expect(html).not.toMatch(/fichiers\/[^"]+\.(m4a|opus)|AudioObject|<audio/)
})
