// Attacks tried at the doors of files, and with too much: a deed by a header, a number that is none, words without end.

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCaptions } from '#core/media/captions/read.ts'
import { visitor } from '#core/people/roles.ts'
import { redactPhrases } from '#core/shelf/redact.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aSound } from '#tests/support/heard.ts'
import { aStory } from '#tests/support/stories.ts'
import { aMember, aTown, type Town } from '#tests/support/town.ts'
import { bringer, wavBytes } from '#tests/support/uploads.ts'
import { actOn } from '#tests/support/acting.ts'

const database = await testDatabase()
let town: Town

beforeAll(async () => {
  town = await aTown(database)
})

const shelved = async (id: string): Promise<ShownMedia[]> =>
  (await town.desk.db.selectFrom('shelf.item').select('media').where('id', '=', id).executeTakeFirst())?.media ?? []

describe('the doors of files', () => {
  const ines = () => {
    town.as(town.members.facilitator)
    return bringer(town.app, town.members.facilitator)
  }
  let code: string
  beforeAll(async () => {
    const story = await aStory(town, { until: 'draft' })
    code = story.code
  })
  const uploads = async () =>
    await town.desk.db.selectFrom('desk.upload').select(['id', 'size', 'name']).orderBy('created_at').execute()

  test('tus: no other deed by a header, no other host in an answer, no other site', async () => {
    const encoded = (text: string) => Buffer.from(text).toString('base64')
    const told = `code ${encoded(code)},name ${encoded('../../etc/passwd')},purpose ${encoded('media')}`
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': '40', 'upload-metadata': told }
    const lies = {
      host: 'evil.example',
      forwarded: 'host=evil.example;proto=https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    }
    const begun = await ines().send('POST', '/bureau/depot', { headers: { ...headers, ...lies } })
    const location = begun.headers.get('location') ?? ''
    expect([begun.status, location]).toEqual([201, expect.stringMatching(/^\/bureau\/depot\/[0-9a-f-]{36}$/)])
    expect([...begun.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect((await uploads()).at(-1)).toMatchObject({ name: 'passwd', size: 40 })
    const body = wavBytes()
    // A POST in disguise would begin it again, as long as it likes.
    const disguised = await ines().send('PATCH', location, {
      headers: {
        'tus-resumable': '1.0.0',
        'x-http-method-override': 'POST',
        'x-method-override': 'POST',
        'upload-length': String(body.length),
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(body),
    })
    expect(disguised.status).toBeGreaterThanOrEqual(400)
    expect((await ines().where(location)).headers.get('upload-offset')).not.toBe(String(body.length))
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      const from = { ...headers, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
      expect(
        (await ines().send(method, method === 'POST' ? '/bureau/depot' : location, { headers: from })).status,
      ).toBe(403)
    }
    expect((await ines().send('OPTIONS', '/bureau/depot')).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('numbers that are none lead nowhere', async () => {
    const count = (await uploads()).length
    for (const id of ['..%2f..%2fetc', '%00', `${'a'.repeat(300)}`, '__proto__', randomUUID().toUpperCase()])
      for (const method of ['GET', 'HEAD', 'PATCH', 'DELETE']) {
        const answer = await ines().send(method, `/bureau/depot/${id}`, { headers: { 'tus-resumable': '1.0.0' } })
        expect.soft(answer.status, `${method} ${id}`).toBe(404)
      }
    for (const address of [
      `/transcriptions/%00/%00/fr.vtt`,
      `/transcriptions/${code}/%00/fr.vtt`,
      '/fichiers/%00/a.wav',
    ])
      expect.soft((await town.as(visitor).get(address)).status, address).toBe(404)
    for (const address of [
      `/bureau/fichiers/%00/original`,
      `/bureau/medias/${code}/%00`,
      `/bureau/masquer/${code}/%00`,
      `/bureau/transcriptions/${code}/%00`,
    ])
      expect.soft((await town.as(town.members.facilitator).get(address)).status, address).toBe(404)
    const odd = ['__proto__ e30=', 'constructor e30=', `name ${'A'.repeat(7_000)}`, ',,,', 'name', ' ', 'é é']
    for (const told of odd) {
      const headers = { 'tus-resumable': '1.0.0', 'upload-length': '40' }
      const sent = Buffer.from(told).toString('latin1')
      const answer = await ines().send('POST', '/bureau/depot', { headers: { ...headers, 'upload-metadata': sent } })
      expect.soft(answer.status, told.slice(0, 20)).toBe(400)
    }
    expect((await uploads()).length).toBe(count)
  })

  test('the number of another one’s form tells nothing of what she sent, and throws none of it away', async () => {
    const submission_id = randomUUID()
    expect((await ines().form(code, { submission_id }, [['lettre-de-karim.wav', wavBytes()]])).status).toBe(303)
    const his = await aMember(town.desk, town.space_id, 'Ali', 'editor', 'contributor')
    const own = await aStory(town, { until: 'draft', facilitator_id: his.person_id })
    town.as(his)
    const answer = await bringer(town.app, his).form(own.code, { submission_id }, [['a.wav', wavBytes()]])
    expect([answer.status, await answer.text()]).toEqual([404, expect.not.stringContaining('lettre-de-karim')])
    expect((await uploads()).some(({ id }) => id === `${submission_id}-0`)).toBe(true)
  })
})

describe('too much', () => {
  const heard = async (texts: string[]) => {
    const cues = texts.map((text, at) => ({ start: at * 1_000, end: at * 1_000 + 900, speaker: '', text }))
    return await aHeardStory(town, [
      aSound({ transcripts: [{ language: 'fr', form: 'original', machine: false, cues, chapters: [] }] }),
    ])
  }
  test('a word without end is shown and stops nothing', async () => {
    const story = await heard(['a'.repeat(4_000), 'é'.repeat(4_000), '漢'.repeat(4_000)])
    expect(await shelved(story.id)).toHaveLength(1)
  })

  test('twenty thousand captions, all with a hidden word: hidden in a moment', async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `oui oui ${at}`)
    const before = process.cpuUsage()
    redactPhrases(['oui'])(many)
    // Seconds, when each caption is compared with each place where it was found.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_500)
    const story = await heard(many)
    await actOn(town, story.id, async ({ tx, now }) => {
      await tx
        .insertInto('desk.hiding')
        .values({
          contribution_id: story.id,
          file_id: null,
          kind: 'words',
          start_ms: null,
          end_ms: null,
          x: null,
          y: null,
          w: null,
          h: null,
          words: ['oui'],
          until: null,
          reason: '',
          asked_by: 'team',
          placed_by: null,
          placed_at: now,
          lifted_by: null,
          lifted_at: null,
        })
        .execute()
    })
    const texts = (await shelved(story.id)).flatMap(({ transcripts }) => transcripts[0]?.cues ?? [])
    expect(texts.length).toBe(20_000)
    expect(texts.filter(({ text }) => !/^\[…\] \[…\] \d+$/.test(text))).toEqual([])
  })

  test('a file of captions where every line is wrong is told of, and no more', () => {
    const wrong = 'WEBVTT\n\n' + '-->\n'.repeat(490_000)
    const { said, troubles } = readCaptions(wrong, { known: [], duration_ms: null, language: 'fr' })
    expect([said.length, troubles.length]).toEqual([0, 1_000])
  })
})
