// How much may be sent, what a virus scanner says of it, and what becomes of sendings that were left.

import { utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { forgetUploads, receiveWhole } from '#core/media/receive/jobs.ts'
import { findUpload, uploadsIn } from '#core/media/receive/uploads.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
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

describe('how much', () => {
  const limited = (config: object, vault = desk.vault) =>
    bringer(anotherApp(town, database, { config, vault }), members.facilitator)
  const tried = async (by: ReturnType<typeof bringer>, size: number) => {
    const answer = await by.begin({ code: story.code, size })
    return [answer.status, answer.status === 201 ? '' : await answer.text()]
  }

  test('a file, a day of one person, the whole site: each has its limit and its sentence', async () => {
    expect(await tried(ines, 0)).toEqual([413, 'Ce fichier est vide. Choisissez-en un autre.'])
    expect(await tried(limited({ files_max_size: 1e6 }), 1_000_001)).toEqual([
      413,
      expect.stringContaining('1\u00a0Mo au plus'),
    ])
    const day = limited({ files_quota_day: 1e6 })
    expect(await tried(day, 600_000)).toEqual([201, ''])
    expect(await tried(day, 600_000)).toEqual([413, expect.stringContaining('Continuez demain')])
    expect(await tried(limited({ files_quota: 1e6 }), 600_000)).toEqual([
      413,
      expect.stringContaining('plus de place prévue'),
    ])
  })

  test('two at once do not take the same last room', async () => {
    const day = limited({ files_quota_day: 1e6 })
    const answers = await Promise.all(Array.from({ length: 8 }, async () => (await tried(day, 400_000))[0]))
    expect(answers.filter((status) => status === 201)).toHaveLength(2)
  })

  test('a tenth of the disk stays free: what was begun stops too, and nothing is lost', async () => {
    let free = 500e9
    const vault = { ...desk.vault, room: async () => ({ free, total: 1_000e9 }) }
    const by = limited({}, vault)
    const at = locationOf(await by.begin({ code: story.code, size: sound.length }))
    free = 100e9 + 5_000
    expect(await tried(by, 5_001)).toEqual([413, expect.stringContaining('plus assez de place')])
    free = 99e9
    expect((await by.patch(at, 0, new Uint8Array(sound))).status).toBe(413)
    free = 500e9
    expect((await by.patch(at, 0, new Uint8Array(sound))).status).toBe(204)
    expect(await by.outcome(at)).toMatchObject({ state: 'kept' })
  })

  test('a disk that fills while it is kept: the file waits, then is kept', async () => {
    let isFull = true
    const keep: typeof desk.vault.keep = async (...args) => {
      if (isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      return await desk.vault.keep(...args)
    }
    const by = limited({}, { ...desk.vault, keep })
    expect(await bring(by, story.code, sound)).toMatchObject({ state: 'waiting', waits_for: 'room' })
    expect(leftIn(desk.vault)).toHaveLength(1)
    isFull = false
    expect(await receiveWhole(desk, silentLog)).toBe(1)
    expect([await mediaNow(), leftIn(desk.vault)]).toMatchObject([[{ nature: 'sound' }], []])
  })
})

describe('a virus scanner', () => {
  async function scanner(answer: (bytes: Buffer) => string) {
    const server = createServer((socket) => {
      let got = Buffer.alloc(0)
      socket.on('error', () => {})
      socket.on('data', (bytes) => {
        got = Buffer.concat([got, bytes])
        if (got.subarray(-4).equals(Buffer.alloc(4))) socket.end(answer(got))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const by = bringer(
      anotherApp(town, database, { config: { clamd_url: `clamd://127.0.0.1:${port}` } }),
      members.facilitator,
    )
    return { by, stop: async () => await new Promise((resolve) => server.close(resolve)), port }
  }

  test('sees the whole file, and what it names is not kept', async () => {
    const mark = Buffer.concat([sound, Buffer.from('EICAR')])
    const { by, stop } = await scanner((bytes) =>
      bytes.includes('zINSTREAM\0') && bytes.includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0',
    )
    expect(await bring(by, story.code, mark)).toMatchObject({ state: 'refused', refusal: 'virus' })
    expect(await bring(by, story.code, sound)).toMatchObject({ state: 'kept' })
    await stop()
  })

  test('that does not answer lets nothing through: the file waits, and says so', async () => {
    const { by, stop } = await scanner(() => 'UNKNOWN COMMAND\0')
    const { at, ...told } = await bring(by, story.code, sound)
    expect(told).toMatchObject({
      state: 'waiting',
      waits_for: 'scanner',
      sentence: expect.stringContaining('antivirus'),
    })
    await stop()
    const closed = await bring(by, story.code, wavBytes(1, 1))
    expect(closed).toMatchObject({ state: 'waiting', waits_for: 'scanner' })
    expect(await mediaNow()).toEqual([])
    // On the bench for as long as it is not there, after any reload; a sending cut in the middle too.
    const cut = locationOf(await ines.begin({ code: story.code, size: sound.length, name: 'coupe.wav' }))
    await ines.patch(cut, 0, new Uint8Array(sound.subarray(0, 1_000)))
    const bench = async () => await (await town.as(members.facilitator).get(`/bureau/medias/${story.code}`)).text()
    expect(await bench()).toMatch(/Envoyés, pas encore ici.*coupe\.wav.*1.ko arrivés sur.*L’antivirus ne répond pas/s)
    // Back again, or given up by whoever runs the site.
    expect(await receiveWhole(desk, silentLog)).toBe(2)
    expect(await mediaNow()).toHaveLength(2)
    expect(await by.outcome(at)).toMatchObject({ state: 'kept' })
    expect(await bench()).not.toContain('antivirus')
  })

  test('that reads no more than so much: a sound passes, a picture does not', async () => {
    const { by, stop } = await scanner(() => 'INSTREAM size limit exceeded. ERROR\0')
    expect(await bring(by, story.code, sound)).toMatchObject({ state: 'kept' })
    const pdf = Buffer.from('%PDF-1.7\n%%EOF')
    expect(await bring(by, story.code, pdf)).toMatchObject({ state: 'refused', refusal: 'too_large_to_scan' })
    await stop()
  })
})

describe('sendings that were left', () => {
  test('may be gone on with for two weeks, then go', async () => {
    const at = locationOf(await ines.begin({ code: story.code, size: sound.length }))
    await ines.patch(at, 0, new Uint8Array(sound.subarray(0, 5_000)))
    writeFileSync(path.join(uploadsIn(desk.vault), 'stray'), 'x')
    const age = async (days: number) => {
      const then = new Date(Date.now() - days * 86_400_000)
      await desk.db.updateTable('desk.upload').set({ created_at: then }).where('id', '=', idOf(at)).execute()
      for (const name of leftIn(desk.vault)) utimesSync(path.join(uploadsIn(desk.vault), name), then, then)
    }
    await age(13)
    expect(await forgetUploads(desk)).toBe(1)
    expect([leftIn(desk.vault), (await ines.where(at)).headers.get('upload-offset')]).toEqual([[idOf(at)], '5000'])
    await age(15)
    expect(await forgetUploads(desk)).toBe(1)
    expect([leftIn(desk.vault), await findUpload(desk.db, idOf(at)), (await ines.where(at)).status]).toEqual([
      [],
      undefined,
      404,
    ])
  })
})
