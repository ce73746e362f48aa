// Bringing files, at HTTP level: who may, how much, cut and gone on with, received once, with or without script.

import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { receiveWhole } from '#core/media/receive/jobs.ts'
import { bytesOf } from '#core/media/receive/uploads.ts'
import { listFiles } from '#core/media/files.ts'
import { visitor, type Actor } from '#core/people/roles.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aCardHolder, aMember, aTown } from '#tests/support/town.ts'
import {
  anotherApp,
  bringer,
  wavBytes,
  bring,
  idOf,
  leftIn,
  locationOf,
  withoutUploads,
} from '#tests/support/uploads.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const app = anotherApp(town, database)
const ines = bringer(app, members.facilitator)
const sound = wavBytes()
let story: TestStory

beforeEach(async () => {
  await withoutUploads(desk)
  story = await aStory(town, { until: 'draft' })
})

const mediaNow = async () => mediaOf((await getContribution(desk.db, { id: story.id })).draft)
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

describe('a file comes by tus', () => {
  test('it becomes an original, a file of the contribution and a media of its draft', async () => {
    const told = await bring(ines, story.code, sound, '../../etc/\u202Egpj.prise.wav', { use: 'lent' })
    expect(told).toMatchObject({ status: 200, state: 'kept', sentence: 'Bien reçu et gardé.' })
    const [file] = await listFiles(desk.db, story.id)
    expect(file).toMatchObject({
      id: told.file_id,
      sha256: sha256(sound),
      name: 'gpj.prise.wav',
      media_type: 'audio/wav',
      nature: 'sound',
      received_by: members.facilitator.person_id,
    })
    expect(await mediaNow()).toMatchObject([{ file_id: file?.id, nature: 'sound', use: 'lent' }])
    expect(await desk.vault.find('originals', sha256(sound))).toMatchObject({ size: sound.length })
    expect(leftIn(desk.vault)).toEqual([])
    // What is made of it was asked for in the same transaction.
    const wanted = await desk.db
      .selectFrom('desk.derivation')
      .select('state')
      .where('file_id', '=', file?.id ?? '')
      .execute()
    expect(wanted).toEqual([{ state: 'waiting' }])
  })

  test('cut, it goes on after a restart, and its owner alone can', async () => {
    const at = locationOf(await ines.begin({ code: story.code, size: sound.length }))
    await ines.patch(at, 0, new Uint8Array(sound.subarray(0, 5_000)))
    const after = anotherApp(town, database)
    const again = bringer(after, members.facilitator)
    expect((await again.where(at)).headers.get('upload-offset')).toBe('5000')
    for (const other of [members.editor, members.administrator])
      for (const answer of [
        await bringer(after, other).where(at),
        await bringer(after, other).patch(at, 5_000, new Uint8Array(sound.subarray(5_000))),
        await bringer(after, other).drop(at),
        await bringer(after, other).send('GET', at),
      ])
        expect(answer.status).toBe(404)
    expect((await again.patch(at, 4_000, new Uint8Array(10))).status).toBe(409)
    expect((await again.patch(at, 5_000, new Uint8Array(sound.length))).status).toBe(413)
    expect((await again.patch(at, 5_000, new Uint8Array(sound.subarray(5_000)))).status).toBe(204)
    expect(await again.outcome(at)).toMatchObject({ state: 'kept' })
    expect((await listFiles(desk.db, story.id))[0]?.sha256).toBe(sha256(sound))
    // Asked again after it was received, it is whole: nothing is sent a second time.
    expect((await again.where(at)).headers.get('upload-offset')).toBe(String(sound.length))
    expect((await again.patch(at, sound.length, new Uint8Array(0))).status).toBe(409)
  })

  test('its last bytes came and the server was killed: the minute’s job receives it, once', async () => {
    const at = locationOf(await ines.begin({ code: story.code, size: sound.length }))
    // As a kill leaves it: whole bytes, and nobody who knows.
    writeFileSync(bytesOf(desk.vault, idOf(at)), sound)
    expect(await receiveWhole(desk, silentLog)).toBe(1)
    expect(await receiveWhole(desk, silentLog)).toBe(0)
    expect(await mediaNow()).toHaveLength(1)
    // Killed after the vault kept it and before a row said so: the same bytes, once more.
    const [file] = await listFiles(desk.db, story.id)
    await desk.db.updateTable('desk.upload').set({ file_id: null }).where('id', '=', idOf(at)).execute()
    await desk.db
      .updateTable('desk.file')
      .set({ removed_at: desk.now() })
      .where('id', '=', file?.id ?? '')
      .execute()
    writeFileSync(bytesOf(desk.vault, idOf(at)), sound)
    writeFileSync(`${bytesOf(desk.vault, idOf(at))}.keep`, 'half')
    expect(await ines.outcome(at)).toMatchObject({ state: 'kept' })
    expect(await listFiles(desk.db, story.id)).toHaveLength(1)
    expect(await desk.vault.find('originals', sha256(sound))).toMatchObject({ size: sound.length })
    expect(leftIn(desk.vault)).toEqual([])
  })

  test('what it is not is told in a sentence, and nothing of it stays', async () => {
    const told = await bring(ines, story.code, Buffer.from('<svg onload="alert(1)"/>'), 'photo.png')
    expect(told).toMatchObject({ state: 'refused', refusal: 'svg', sentence: expect.stringContaining('SVG') })
    expect([await mediaNow(), leftIn(desk.vault)]).toEqual([[], []])
    expect(await bringer(app, members.facilitator).outcome(`/en${told.at}`)).toMatchObject({
      sentence: expect.stringContaining('This is an SVG drawing'),
    })
  })

  test('it can be taken back while it comes, not afterwards', async () => {
    const at = locationOf(await ines.begin({ code: story.code, size: sound.length }))
    await ines.patch(at, 0, new Uint8Array(sound.subarray(0, 5_000)))
    expect((await ines.drop(at)).status).toBe(204)
    expect([(await ines.where(at)).status, leftIn(desk.vault)]).toEqual([404, []])
    const { at: kept } = await bring(ines, story.code, sound)
    expect((await ines.drop(kept)).status).toBe(409)
    expect(await mediaNow()).toHaveLength(1)
  })

  test('one sent for an agreement is a file, and no media', async () => {
    await bring(ines, story.code, sound, 'accord.wav', { purpose: 'evidence' })
    expect(await listFiles(desk.db, story.id)).toMatchObject([{ purpose: 'evidence' }])
    expect(await mediaNow()).toEqual([])
  })

  test('a story taken back meanwhile receives nothing more', async () => {
    const at = locationOf(await ines.begin({ code: story.code, size: sound.length }))
    await desk.db.updateTable('desk.contribution').set({ stage: 'withdrawn' }).where('id', '=', story.id).execute()
    expect((await ines.patch(at, 0, new Uint8Array(sound))).status).toBe(403)
  })
})

describe('who may bring', () => {
  test('those who may write there, a witness with her card, nobody else', async () => {
    const tries: [string, Actor, 'work' | 'card', number][] = [
      ['the facilitator in charge', members.facilitator, 'work', 201],
      ['an administrator', members.administrator, 'work', 201],
      ['an editor, of a draft that nobody sent', members.editor, 'work', 404],
      ['someone else', await aMember(desk, town.space_id, 'Karim', 'contributor'), 'work', 404],
      ['a scientist', members.scientist, 'work', 404],
      ['a visitor', visitor, 'work', 401],
      ['the witness', aCardHolder(story.witness_id, story.witness_name, town.space_id), 'card', 201],
      ['another witness', aCardHolder(randomUUID(), 'Autre', town.space_id), 'card', 404],
      ['the witness at the desk’s door', aCardHolder(story.witness_id, '', town.space_id), 'work', 401],
      ['a member at the witnesses’ door', members.facilitator, 'card', 401],
    ]
    for (const [name, actor, who, status] of tries) {
      const answer = await bringer(app, actor, who).begin({ code: story.code, size: 10 })
      expect([name, answer.status]).toEqual([name, status])
    }
  })

  test('from our own pages only', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    for (const method of ['POST', 'PATCH', 'DELETE'])
      expect((await ines.send(method, '/bureau/depot/x', { headers })).status).toBe(method === 'POST' ? 403 : 403)
  })

  test('odd requests are refused in words, and nothing is begun', async () => {
    const tus = { 'tus-resumable': '1.0.0' }
    const tries: Record<string, string>[] = [
      {},
      tus,
      { ...tus, 'upload-length': '-1' },
      { ...tus, 'upload-length': '1e3' },
      { ...tus, 'upload-defer-length': '1' },
      { ...tus, 'upload-length': '10', 'upload-metadata': 'code,,,' },
      { ...tus, 'upload-length': '10', 'upload-metadata': `code ${'A'.repeat(3_000)}` },
      { ...tus, 'upload-length': '10', 'upload-metadata': '__proto__ eHg=,constructor eHg=' },
    ]
    for (const headers of tries) expect((await ines.send('POST', '/bureau/depot', { headers })).status).toBe(400)
    expect((await ines.send('GET', '/bureau/depot/..%2f..%2fetc%2fpasswd')).status).toBe(404)
    expect(leftIn(desk.vault)).toEqual([])
  })
})

describe('a plain form', () => {
  const fields = (more: Record<string, string> = {}) => ({
    submission_id: randomUUID(),
    purpose: 'media',
    use: 'story',
    back: `/bureau/medias/${story.code}`,
    ...more,
  })

  test('brings several files at once and leads back; sent twice, it is done once', async () => {
    const sent = fields()
    for (let time = 0; time < 2; time++) {
      const answer = await ines.form(story.code, sent, [
        ['un.wav', sound],
        ['deux.wav', wavBytes(1, 3)],
      ])
      expect([answer.status, locationOf(answer)]).toEqual([303, `/bureau/medias/${story.code}?fait=received`])
    }
    expect((await listFiles(desk.db, story.id)).map(({ name }) => name)).toEqual(['un.wav', 'deux.wav'])
    expect([await mediaNow(), leftIn(desk.vault)]).toMatchObject([[{}, {}], []])
  })

  test('says what became of each when one is refused, and keeps the others', async () => {
    const answer = await ines.form(story.code, fields(), [
      ['un.wav', sound],
      ['page.jpg', Buffer.from('<p>non</p>')],
    ])
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('page.jpg')
    expect(html).toContain('Bien reçu et gardé')
    expect(html).toContain(`href="/bureau/medias/${story.code}"`)
    expect(await mediaNow()).toHaveLength(1)
  })

  test('a witness does the same with her card', async () => {
    const zohra = aCardHolder(story.witness_id, story.witness_name, town.space_id)
    const answer = await bringer(app, zohra, 'card').form(story.code, fields({ back: '/mes-recits' }), [
      ['un.wav', sound],
    ])
    expect([answer.status, locationOf(answer)]).toEqual([303, '/mes-recits?fait=received'])
    expect(await mediaNow()).toHaveLength(1)
  })

  test('leads nowhere else, and asks for a file when there is none', async () => {
    const away = await ines.form(story.code, fields({ back: 'https://evil.example/' }), [['un.wav', sound]])
    expect(locationOf(away)).toBe('/bureau?fait=received')
    const none = await ines.form(story.code, fields(), [])
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Choisissez d’abord un fichier')])
    for (const actor of [members.scientist, await aMember(desk, town.space_id, 'Karim', 'contributor')])
      expect((await bringer(app, actor).form(story.code, fields(), [['un.wav', sound]])).status).toBe(404)
  })

  test('too large, it says so and leaves nothing', async () => {
    const by = bringer(anotherApp(town, database, { config: { files_max_size: 10_000 } }), members.facilitator)
    const answer = await by.form(story.code, fields(), [['un.wav', sound]])
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('trop lourd')])
    expect([
      await mediaNow(),
      leftIn(desk.vault),
      await desk.db.selectFrom('desk.upload').select('id').where('contribution_id', '=', story.id).execute(),
    ]).toEqual([[], [], []])
  })

  test('abused, it stays small: no boundary, ten thousand parts, endless headers, no length', async () => {
    const post = async (type: string, body: string, more: Record<string, string> = {}) =>
      (
        await ines.send('POST', `/bureau/depot/${story.code}/formulaire`, {
          headers: { 'content-type': type, 'content-length': String(body.length), ...more },
          body,
        })
      ).status
    const parts = Array.from(
      { length: 10_000 },
      (_, index) => `--x\r\nContent-Disposition: form-data; name="f${index}"\r\n\r\n1\r\n`,
    )
    const files = Array.from(
      { length: 200 },
      (_, index) => `--x\r\nContent-Disposition: form-data; name="file"; filename="${index}"\r\n\r\n1\r\n`,
    )
    expect(await post('multipart/form-data', 'x')).toBe(400)
    expect(await post('multipart/form-data; boundary=', 'x')).toBe(400)
    expect(await post('application/x-www-form-urlencoded', 'a=b')).toBe(400)
    expect(await post('multipart/form-data; boundary=x', 'x', { 'content-length': '' })).toBe(400)
    expect(await post('multipart/form-data; boundary=x', `${parts.join('')}--x--`)).toBe(422)
    expect(await post('multipart/form-data; boundary=x', `${files.join('')}--x--`)).toBe(422)
    expect(await post('multipart/form-data; boundary=x', `--x\r\n${'a: b\r\n'.repeat(50_000)}\r\n--x--`)).toBe(422)
    expect(await post('multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="fi')).toBe(422)
    expect([await mediaNow(), leftIn(desk.vault)]).toEqual([[], []])
  })
})

test(
  'a thousand sendings cut in the middle leave nothing behind but what may be gone on with',
  { timeout: 120_000 },
  async () => {
    const openFiles = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0)
    const before = openFiles()
    const cut = (bytes: Buffer) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array(bytes))
          setTimeout(() => controller.error(new Error('gone')), 1)
        },
      })
    const at = locationOf(await ines.begin({ code: story.code, size: 10_000_000 }))
    let offset = 0
    for (let time = 0; time < 500; time++) {
      await ines.patch(at, offset, cut(Buffer.alloc(1_000, time)))
      offset = Number((await ines.where(at)).headers.get('upload-offset'))
    }
    const head = `--x\r\nContent-Disposition: form-data; name="submission_id"\r\n\r\n`
    for (let time = 0; time < 500; time++) {
      const body = cut(
        Buffer.from(
          `${head}${randomUUID()}\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n${'a'.repeat(1_000)}`,
        ),
      )
      const answer = await ines.send('POST', `/bureau/depot/${story.code}/formulaire`, {
        headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '100000' },
        body,
      })
      expect(answer.status).toBe(422)
    }
    expect(leftIn(desk.vault)).toEqual([idOf(at)])
    expect(readFileSync(bytesOf(desk.vault, idOf(at)))).toHaveLength(offset)
    expect(openFiles() - before).toBeLessThan(20)
    expect((await ines.drop(at)).status).toBe(204)
  },
)
