// The API at HTTP level: its description is valid, and every answer is what the description says.

import { Validator } from '@seriousme/openapi-schema-validator'
import { check } from '@placemarkio/check-geojson'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { toldIn, type Told } from '#tests/support/exchange.ts'
import { aFilm, aHeardStory, aSound, cuesOf } from '#tests/support/heard.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown, origin } from '#tests/support/town.ts'
import { deedsOf } from '../../../tests/safety/deeds.ts'
import { operations } from './api.openapi.ts'

const town = await aTown(await testDatabase())
const anyone = town.as(visitor)
const get = async (path: string) => await anyone.get(path.startsWith(origin) ? path.slice(origin.length) : path)
const text = async (path: string) => await (await get(path)).text()
const json = async <Shape = Record<string, unknown>>(path: string) => (await (await get(path)).json()) as Shape

type Card = { code: string; title: { text: string; language: string }; told_by: { name: string | null }[]; url: string }
type List = { count: number; next: string | null; corrected: string | null; stories: Card[] }

let told: Told
beforeAll(async () => {
  told = await toldIn(town)
})

type Answer = { content: Record<string, { schema: { $ref: string } }> }
type Described = { paths: Record<string, { get: { responses: Record<string, Answer> } }> }

/** What the description promises, and what holds an answer to one of its schemas. */
async function readDescription() {
  const described = await json<Described>('/api/openapi.json')
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'described', ...described })
  const faultsOf = ($ref: string, answer: unknown) => {
    const validate = ajv.getSchema(`described${$ref}`)
    return [validate?.(answer), validate?.errors]
  }
  return { described, faultsOf }
}

describe('the API', () => {
  test('is described in valid OpenAPI, in each language', async () => {
    for (const lang of ['fr', 'en', 'ar']) {
      const described = await json(`/api/openapi.json?lang=${lang}`)
      expect(described['openapi']).toBe('3.1.0')
      const { valid, errors } = await new Validator().validate(described)
      expect([valid, errors]).toEqual([true, undefined])
      expect(Object.keys(described['paths'] as object)).toHaveLength(operations.length)
    }
    for (const page of ['/api', '/en/api', '/ar/api']) expect((await get(page)).status).toBe(200)
  })

  test('answers as it says it does, with every question it offers', async () => {
    const { described, faultsOf } = await readDescription()
    const tries: Record<string, string[]> = {
      '/api/v1/site': ['', '?lang=ar'],
      '/api/v1/stories': [
        '',
        '?limit=1',
        `?theme=${told.slug}`,
        '?language=ar&lang=en',
        '?medium=text',
        '?q=neige',
        '?place=Oran%7CDZ',
        '?limit=999',
        '?after=x',
        '?theme=rien',
      ],
      '/api/v1/stories/{code}': [told.snow.code, told.home.code, '999999', 'abc'],
      '/api/v1/themes': ['', '?lang=ar'],
      '/api/v1/places': ['', '?language=fr', '?medium=SOUND'],
    }
    expect(Object.keys(tries)).toEqual(Object.keys(described.paths))
    const seen = new Set<string>()
    for (const [path, asks] of Object.entries(tries))
      for (const ask of asks) {
        const response = await get(path.includes('{') ? path.replace('{code}', ask) : path + ask)
        const { status } = response
        const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
        const promised = described.paths[path]?.get.responses[String(status)]?.content[type]
        expect([path + ask, status, promised !== undefined]).toEqual([path + ask, status, true])
        expect(faultsOf(promised?.schema.$ref ?? '', await response.json())).toEqual([true, null])
        expect(response.headers.get('access-control-allow-origin')).toBe('*')
        seen.add(`${path} ${status}`)
      }
    // Every refusal it promises was met, but those of stories taken back: see withdrawal.test.ts.
    for (const { path, refusals } of operations)
      for (const status of refusals.filter((each) => each !== 410))
        if (path !== '/api/v1/places' || status !== 404)
          expect(seen).toContain(`${path.replace(':code', '{code}')} ${status}`)
  })

  test('chooses, counts and goes on to the next page', async () => {
    for (let more = 0; more < 3; more += 1) await aStory(town, { title: `Récit de plus ${more}` })
    const all = await json<List>('/api/v1/stories')
    expect([all.count, all.next]).toEqual([5, null])
    const seen: string[] = []
    for (let next: string | null = '/api/v1/stories?limit=2'; next;) {
      const list: List = await json<List>(next)
      expect(list.count).toBe(5)
      seen.push(...list.stories.map(({ code }) => code))
      next = list.next
    }
    expect(seen).toEqual(all.stories.map(({ code }) => code))
    expect((await json<List>('/api/v1/stories?language=ar')).stories.map(({ code }) => code)).toEqual([told.home.code])
    expect((await json<List>('/api/v1/stories?q=train')).stories.map(({ code }) => code)).toEqual([told.snow.code])
    expect((await json<List>('/api/v1/stories?q=train&language=ar')).count).toBe(0)
    expect((await json<List>(`/api/v1/stories?lang=ar&theme=${told.slug}`)).stories[0]?.title).toEqual({
      text: 'الثلج',
      language: 'ar',
    })
  })

  test('gives a whole story, with the names that may be said and no other', async () => {
    const story = await json<Card & { texts: { language: string; form: string; text: string }[] }>(
      `/api/v1/stories/${told.snow.code}`,
    )
    expect(story.texts.map(({ language, form }) => `${language} ${form}`).toSorted()).toEqual([
      'ar translation',
      'fr easy',
      'fr original',
    ])
    expect(story.texts[0]?.text).toBe('Je suis venue en janvier.\n\nIl neigeait.')
    const hidden = await json<Card>(`/api/v1/stories/${told.home.code}`)
    expect(hidden.told_by).toEqual([{ role: 'told', name: null, age: null }])
    expect(await text(`/api/v1/stories/${told.home.code}`)).not.toContain('Rim')
  })

  test('gives the words of a film and what one sees in it, as described, until its images are taken back', async () => {
    const words = (language: string, text: string) => ({
      language,
      form: 'original' as const,
      machine: false,
      cues: cuesOf([text]),
      chapters: [],
    })
    const film = await aHeardStory(town, [
      aFilm({
        transcripts: [{ ...words('fr', 'Il neigeait.'), estimated: true }],
        descriptions: [words('fr', 'Un quai vide.'), { ...words('ar', 'رصيف فارغ.'), machine: true }],
      }),
      aSound({ transcripts: [words('fr', 'Le train.')] }),
    ])
    const path = `/api/v1/stories/${film.code}`
    type Written = { language: string; machine: boolean; guessed_times: boolean; vtt: string; txt: string }
    type Told = { media: { transcripts: Written[]; descriptions: Written[] }[] }
    const { faultsOf } = await readDescription()
    const story = await json<Told>(path)
    expect(faultsOf('#/components/schemas/Story', story)).toEqual([true, null])
    const [seen, heard] = story.media
    const at = `${origin}/transcriptions/${film.code}/${film.files[0]}`
    expect(seen?.transcripts).toMatchObject([{ language: 'fr', guessed_times: true, vtt: `${at}/fr.vtt` }])
    const file = (language: string) => `${at}/${language}.descriptions`
    expect(seen?.descriptions).toEqual([
      { language: 'fr', machine: false, guessed_times: false, vtt: `${file('fr')}.vtt`, txt: `${file('fr')}.txt` },
      { language: 'ar', machine: true, guessed_times: false, vtt: `${file('ar')}.vtt`, txt: `${file('ar')}.txt` },
    ])
    for (const [url, says] of [
      [`${file('fr')}.vtt`, 'Un quai vide.'],
      [`${file('ar')}.txt`, 'رصيف فارغ.'],
    ] as const)
      expect(await text(url)).toContain(says)
    expect(heard?.descriptions).toEqual([])
    const deeds = deedsOf(town.desk, town.space_id)
    await deeds.answer(film.id, { person_id: film.witness_id, form: 'image', answer: 'no' })
    expect((await json<Told>(path)).media).toHaveLength(1)
    expect(await text(path)).not.toContain('.descriptions.')
    expect((await get(`${file('fr')}.vtt`)).status).toBe(404)
  })

  test('places are valid GeoJSON that leads to their stories', async () => {
    const body = await text('/api/v1/places')
    const collection = check(body) as unknown as {
      bbox: number[]
      features: { properties: { stories_url: string; stories: number } }[]
    }
    expect(collection.bbox).toEqual([-0.63, 35.7, 6.8, 47.5])
    for (const { properties } of collection.features)
      expect((await json<List>(properties.stories_url)).count).toBe(properties.stories)
    expect(() => check(body.replaceAll('-0.63', '"x"'))).toThrow(/must be a number/)
  })

  test('only reads: any other method has no door', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await town.app.request(`${origin}/api/v1/stories`, {
        method,
        headers: { origin: 'https://other.example' },
      })
      expect(response.status).toBeGreaterThanOrEqual(403)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})
