// Two processes on one town that do not share their work folder: what one began, the other refuses in a sentence, touches
// nothing of, and the first still ends.

import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bytesOf, findUpload, uploadsIn } from '#core/media/receive/uploads.ts'
import { receiveWhole } from '#core/media/receive/jobs.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { anotherApp, bringer, wavBytes } from '#tests/support/uploads.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const work = mkdtempSync(path.join(tmpdir(), 'veillee-other-work-'))
const [app, other] = [anotherApp(town, database), anotherApp(town, database, { vault: { ...desk.vault, work } })]
const [here, there] = [bringer(app, members.facilitator), bringer(other, members.facilitator)]
const sound = wavBytes()
const half = Math.floor(sound.length / 2)
const sentence = /^Le début de cet envoi n’est pas sur ce serveur-ci\./
const idOf = (location: string): string => location.split('/').at(-1) ?? ''

async function halfSent() {
  const story = await aStory(town, { until: 'draft' })
  const at = (await here.begin({ code: story.code, size: sound.length })).headers.get('location') ?? ''
  expect((await here.patch(at, 0, new Uint8Array(sound.subarray(0, half)))).status).toBe(204)
  return at
}

test('the other says where it stands, in a sentence; the first goes on to the end', async () => {
  const at = await halfSent()
  expect((await there.where(at)).status).toBe(410)
  const refused = await there.patch(at, half, new Uint8Array(sound.subarray(half)))
  expect([refused.status, refused.headers.get('content-type')]).toEqual([410, 'text/plain; charset=UTF-8'])
  expect(await refused.text()).toMatch(sentence)
  const asked = await there.send('GET', at)
  expect([asked.status, sentence.test(await asked.text())]).toEqual([410, true])
  expect(await readdir(uploadsIn({ work })).catch(() => [])).toEqual([])
  expect(await receiveWhole(other.desk, silentLog)).toBe(0)

  expect((await here.where(at)).headers.get('upload-offset')).toBe(String(half))
  expect((await here.patch(at, half, new Uint8Array(sound.subarray(half)))).status).toBe(204)
  expect(await here.outcome(at)).toMatchObject({ status: 200, state: 'kept' })
  // Kept, it is known everywhere.
  expect((await there.where(at)).headers.get('upload-offset')).toBe(String(sound.length))
  expect(await there.outcome(at)).toMatchObject({ status: 200, state: 'kept' })
})

test('whole and waiting in the first, it is not said to be cut by the other', async () => {
  const at = await halfSent()
  await desk.db.updateTable('desk.upload').set({ finished_at: new Date() }).where('id', '=', idOf(at)).execute()
  expect(await there.outcome(at)).toMatchObject({ status: 200, state: 'waiting' })
  expect(await findUpload(desk.db, idOf(at))).toMatchObject({ file_id: null, refusal: null })
})

test('what its own disk lost is told in the same way', async () => {
  const at = await halfSent()
  rmSync(bytesOf(desk.vault, idOf(at)))
  expect((await here.where(at)).status).toBe(410)
  expect((await here.patch(at, half, new Uint8Array(sound.subarray(half)))).status).toBe(410)
})

test('to someone else it still does not exist', async () => {
  const at = await halfSent()
  expect((await bringer(other, members.scientist).where(at)).status).toBe(404)
})
