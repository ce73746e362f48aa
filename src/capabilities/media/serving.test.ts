// Bytes: what is on the shelf for anyone, and not one byte more from the first request after it was taken back; the rest
// for those who may see it.

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { placeSeal, recordConsents } from '#core/consent/consents.ts'
import { findDerivation } from '#core/media/derive/read.ts'
import { deriveWaiting } from '#core/media/derive/worker.ts'
import { placeHidings } from '#core/media/hide.ts'
import { allow, yes } from '#core/people/can.ts'
import { dayOf, addDays } from '#core/platform/clock.ts'
import { silentLog } from '#core/platform/log.ts'
import { aFile, loudest, samplesOf } from '#tests/support/copies.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aSound, type HeardStory, addressesOf, aStoryToHear } from '#tests/support/heard.ts'
import { hasFfmpeg } from '#tests/support/tools.ts'
import { aCardHolder, aMember, aTown, origin, type Town } from '#tests/support/town.ts'
import { actOn, machineOf } from '#tests/support/acting.ts'

const database = await testDatabase()
let town: Town

beforeAll(async () => {
  town = await aTown(database)
})

const visitor = { kind: 'visitor' } as const
const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  await town.app.request(origin + path, { method, headers })
const answer = async (
  { id, witness_id }: HeardStory,
  form: 'text' | 'voice',
  said: 'yes' | 'no',
  ends_on: string | null = null,
) =>
  await actOn(town, id, async (work, thing) => {
    const row = { person_id: witness_id, use: 'site', form, answer: said, ends_on } as const
    const how = {
      capacity: 'self',
      said_by: '',
      method: 'spoken',
      in_front_of: null,
      wording_language: 'fr',
      wording: 'x',
    } as const
    await recordConsents(work, allow(yes, machineOf(town), 'consent', thing), [{ ...row, ...how }], null)
  })
const seal = async (id: string, reason: 'withdrawal' | 'embargo' | 'restriction', until: string | null = null) =>
  await actOn(town, id, async (work, thing) => {
    const what = { person_id: null, scope: 'all', until, reason, asked_by: 'witness', placed_by: null } as const
    await placeSeal(work, allow(yes, machineOf(town), 'seal', thing), what)
  })
const hide = async (id: string, file_id: string, start_ms: number, end_ms: number) =>
  await actOn(town, id, async (work, thing) => {
    const why = { until: null, reason: '', asked_by: 'team', placed_by: null } as const
    const part = { kind: 'span', start_ms, end_ms } as const
    await placeHidings(work, allow(yes, machineOf(town), 'hide', thing), file_id, [part], why)
  })

describe('what is on the shelf', () => {
  test('every file says what it is, once and for all, and runs nothing', async () => {
    const { id } = await aStoryToHear(town)
    const addresses = await addressesOf(town.desk, id)
    expect(addresses.length).toBe(7)
    for (const address of addresses) {
      const response = await get(address)
      expect.soft(response.status, address).toBe(200)
      const { headers } = response
      expect.soft(headers.get('content-type')).toMatch(/^(audio\/wav|image\/(avif|webp|jpeg))$/)
      expect.soft(headers.get('x-content-type-options')).toBe('nosniff')
      expect.soft(headers.get('content-security-policy')).toContain('sandbox')
      expect.soft(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect.soft(headers.get('cache-control')).toBe('private, no-cache')
      expect.soft(headers.get('accept-ranges')).toBe('bytes')
      expect
        .soft(headers.get('content-disposition'))
        .toMatch(/^inline; filename="[a-z0-9.-]+"; filename\*=UTF-8''[a-z0-9.-]+$/)
      expect.soft((await response.arrayBuffer()).byteLength).toBe(Number(headers.get('content-length')))
    }
  })

  test.each<[string, (story: HeardStory) => Promise<unknown>]>([
    ['she takes it back', async ({ id }) => await seal(id, 'withdrawal')],
    ['an embargo begins', async ({ id }) => await seal(id, 'embargo', addDays(dayOf(new Date()), 30))],
    ['it is restricted', async ({ id }) => await seal(id, 'restriction')],
    ['she no longer agrees to be read', async (story) => await answer(story, 'text', 'no')],
    [
      'her agreement ended yesterday',
      async (story) => await answer(story, 'text', 'yes', addDays(dayOf(new Date()), -2)),
    ],
    [
      'the file is taken out',
      async ({ id, files }) =>
        await actOn(town, id, async ({ tx, now }) => {
          await tx.updateTable('desk.file').set({ removed_at: now }).where('id', 'in', files).execute()
        }),
    ],
  ])('%s: no address answers any more, whatever is asked (SEC-04)', async (_, takeBack) => {
    const story = await aStoryToHear(town)
    const addresses = await addressesOf(town.desk, story.id)
    const etags = await Promise.all(addresses.map(async (each) => (await get(each)).headers.get('etag') ?? ''))
    expect(etags.every((each) => /^"[0-9a-f]{64}"$/.test(each))).toBe(true)
    await takeBack(story)
    for (const [at, address] of addresses.entries()) {
      const asked: [string, Record<string, string>?, string?][] = [
        [address],
        [address, {}, 'HEAD'],
        [address, { range: 'bytes=0-9' }],
        [address, { 'if-none-match': etags[at] ?? '' }],
        [address, { 'if-none-match': '*' }],
        [address, { 'if-range': etags[at] ?? '', range: 'bytes=2-' }],
        [`/en${address}`],
      ]
      for (const each of asked) expect.soft((await get(...each)).status, JSON.stringify(each)).toBe(404)
    }
  })

  test('she no longer agrees to be heard: the sound leaves, the portrait stays', async () => {
    const story = await aStoryToHear(town)
    const [sound = '', ...pictures] = await addressesOf(town.desk, story.id)
    await answer(story, 'voice', 'no')
    expect((await get(sound)).status).toBe(404)
    for (const each of pictures) expect((await get(each)).status).toBe(200)
  })

  test('an agreement that ends hides its files at that instant, before any job', async () => {
    const story = await aStoryToHear(town)
    const [sound = ''] = await addressesOf(town.desk, story.id)
    await town.desk.db
      .updateTable('shelf.file')
      .set({ visible_until: new Date(Date.now() + 400) })
      .where('item_id', '=', story.id)
      .execute()
    expect((await get(sound)).status).toBe(200)
    await pause(500)
    expect((await get(sound)).status).toBe(404)
  })

  test('drafts, originals and copies that are not shown have no address', async () => {
    const story = await aStoryToHear(town)
    const derivation = await findDerivation(town.desk.db, story.files[0] ?? '')
    const draft = await aHeardStory(town, [aSound({}, 1)])
    expect(await addressesOf(town.desk, draft.id)).toEqual([])
    const hidden = await findDerivation(town.desk.db, draft.files[0] ?? '')
    const ids = [
      ...story.files,
      ...draft.files,
      derivation?.id,
      hidden?.id,
      ...(hidden?.results ?? []).map(({ id }) => id),
    ]
    const hashes = (derivation?.results ?? []).map(({ sha256 }) => sha256)
    const odd = ['', 'x', '..%2f..%2fetc%2fpasswd', '%00', 'a'.repeat(500), randomUUID(), `${story.id}'--`]
    for (const each of [...ids, ...hashes, ...odd])
      expect.soft((await get(`/fichiers/${each}/recit.wav`)).status, String(each)).toBe(404)
  })

  test('a site that is not open has no files', async () => {
    const { id } = await aStoryToHear(town)
    const [address = ''] = await addressesOf(town.desk, id)
    const site = await town.desk.db.selectFrom('shelf.site').selectAll().executeTakeFirstOrThrow()
    const live = async (is_live: boolean) => {
      await town.desk.db
        .updateTable('shelf.site')
        .set({ site: JSON.stringify({ ...site.site, is_live }) })
        .execute()
      town.app.cache.clear()
    }
    await live(false)
    expect((await get(address)).status).toBe(404)
    await live(true)
    expect((await get(address)).status).toBe(200)
  })
})

describe.skipIf(!hasFfmpeg)('a sealed second', () => {
  test('is in no byte that is served, and the copies of before are gone at once', { timeout: 90_000 }, async () => {
    const { id, files } = await aStoryToHear(town)
    const [before = ''] = await addressesOf(town.desk, id)
    const clear = samplesOf(aFile('before.wav', new Uint8Array(await (await get(before)).arrayBuffer())))
    expect(loudest(clear, 1_000, 2_000)).toBeGreaterThan(0.1)
    await hide(id, files[0] ?? '', 1_000, 2_000)
    expect((await get(before)).status).toBe(404)
    expect((await get(before, { range: 'bytes=0-' })).status).toBe(404)
    await deriveWaiting(town.desk, silentLog)
    const sounds = (await addressesOf(town.desk, id)).filter((each) => /\.(ogg|m4a)$/.test(each))
    expect(sounds.length).toBe(2)
    for (const address of sounds) {
      const samples = samplesOf(aFile('served', new Uint8Array(await (await get(address)).arrayBuffer())))
      expect.soft(loudest(samples, 1_000, 2_000), address).toBeLessThan(0.002)
      expect.soft(loudest(samples, 100, 900), address).toBeGreaterThan(0.1)
      expect.soft(loudest(samples, 2_100, 3_900), address).toBeGreaterThan(0.1)
    }
    expect((await get(before)).status).toBe(404)
  })
})

describe('on the desk', () => {
  let story: HeardStory
  let sound = ''
  beforeAll(async () => {
    story = await aStoryToHear(town)
    sound = story.files[0] ?? ''
  })

  test('the original and the plain copies are for those who may see the story', async () => {
    const { facilitator, editor, contributor } = town.members
    const stranger = await aMember(town.desk, town.space_id, 'Lina', 'contributor')
    const card = aCardHolder(story.witness_id, story.witness_name, town.space_id)
    const otherCard = aCardHolder(contributor.person_id, 'Paul', town.space_id)
    for (const what of ['original', 'mieux', 'wav']) {
      expect((await town.as(facilitator).get(`/bureau/fichiers/${sound}/${what}`)).status).toBe(200)
      expect((await town.as(editor).get(`/bureau/fichiers/${sound}/${what}`)).status).toBe(200)
      expect((await town.as(stranger).get(`/bureau/fichiers/${sound}/${what}`)).status).toBe(404)
      expect((await town.as(visitor).get(`/bureau/fichiers/${sound}/${what}`)).status).toBe(303)
      expect((await town.as(card).get(`/carte/fichiers/${sound}/${what}`)).status).toBe(200)
      expect((await town.as(otherCard).get(`/carte/fichiers/${sound}/${what}`)).status).toBe(404)
    }
    for (const what of ['opus', 'x', 'original%2f..', '%00', 'Original'])
      expect((await town.as(editor).get(`/bureau/fichiers/${sound}/${what}`)).status, what).toBe(404)
    for (const id of ['x', randomUUID()])
      expect((await town.as(editor).get(`/bureau/fichiers/${id}/original`)).status).toBe(404)
  })

  test('an original plays, is kept by nobody, and runs nothing', async () => {
    const editor = town.as(town.members.editor)
    const original = await editor.get(`/bureau/fichiers/${sound}/original`)
    expect(Object.fromEntries(original.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-disposition': `attachment; filename="prise.wav"; filename*=UTF-8''prise.wav`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox') as unknown,
    })
    const part = await editor.get(`/bureau/fichiers/${sound}/mieux`, { range: 'bytes=0-3' })
    expect([part.status, await part.text()]).toEqual([206, 'RIFF'])
    for (const media_type of ['text/html', 'image/svg+xml', 'application/pdf', 'text/javascript']) {
      await town.desk.db.updateTable('desk.file').set({ media_type }).where('id', '=', sound).execute()
      const { headers } = await editor.get(`/bureau/fichiers/${sound}/original`)
      expect(headers.get('content-type')).toBe('application/octet-stream')
    }
    await town.desk.db.updateTable('desk.file').set({ media_type: 'audio/wav' }).where('id', '=', sound).execute()
  })

  test('how she agreed is only for those who may ask her', async () => {
    const { facilitator, editor } = town.members
    await town.desk.db.updateTable('desk.file').set({ purpose: 'evidence' }).where('id', '=', sound).execute()
    const path = `/bureau/fichiers/${sound}/original`
    expect((await town.as(facilitator).get(path)).status).toBe(200)
    expect((await town.as(editor).get(path)).status).toBe(404)
    await town.desk.db.updateTable('desk.file').set({ purpose: 'media' }).where('id', '=', sound).execute()
  })

  test('a file that was taken out is not found', async () => {
    await town.desk.db.updateTable('desk.file').set({ removed_at: new Date() }).where('id', '=', sound).execute()
    expect((await town.as(town.members.facilitator).get(`/bureau/fichiers/${sound}/original`)).status).toBe(404)
  })
})
