// Workers take what waits, one each; one that dies is replaced; what cannot be made says why; what was made is shown.

import { randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { change } from '#core/change.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { placeHidings } from '#core/media/hide.ts'
import { allow, yes } from '#core/people/can.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aSound } from '#tests/support/heard.ts'
import { hasFfmpeg } from '#tests/support/tools.ts'
import { aTown, type Town } from '#tests/support/town.ts'
import { claim, fail, finish, giveBack, hold, hold_ms, mostAttempts, retry } from './queue.ts'
import { findDerivation } from './read.ts'
import { deriveWaiting } from './worker.ts'

// Encoding takes as long as the machine is busy.
vi.setConfig({ testTimeout: 90_000 })

const database = await testDatabase()
let town: Town
beforeAll(async () => {
  town = await aTown(database)
})
const before = process.env['PATH']
afterEach(async () => {
  process.env['PATH'] = before
  town.setNow(new Date())
  await town.desk.db.deleteFrom('desk.derivation').execute()
})

const derive = async () => await deriveWaiting(town.desk, silentLog)
/** A story whose sound waits for its copies, as it does when it has just come. */
async function waiting(): Promise<{ id: string; file_id: string }> {
  const { id, files } = await aHeardStory(town, [aSound({ excuse: { reason: 'Bientôt', until: '2099-01-01' } }, 3)])
  const file_id = files[0] ?? ''
  await town.desk.db.deleteFrom('desk.derivation').execute()
  await touch(id)
  return { id, file_id }
}
const touch = async (id: string) => {
  const machine = { kind: 'machine', person_id: null, space_id: town.space_id } as const
  await change(town.desk, { action: 'test.touch', actor: machine }, async (work) => work.touch(id))
}
const hide = async (id: string, file_id: string, start_ms: number) => {
  const machine = { kind: 'machine', person_id: null, space_id: town.space_id } as const
  await change(town.desk, { action: 'test.hide', actor: machine }, async (work) => {
    const thing = allow(yes, machine, 'hide', await getContribution(work.tx, { id }))
    const why = { until: null, reason: '', asked_by: 'team', placed_by: null } as const
    await placeHidings(work, thing, file_id, [{ kind: 'span', start_ms, end_ms: start_ms + 500 }], why)
  })
}
const rows = async () => await town.desk.db.selectFrom('desk.derivation').selectAll().orderBy('wanted_at').execute()
const rowOf = async (file_id: string) =>
  await town.desk.db.selectFrom('desk.derivation').selectAll().where('file_id', '=', file_id).executeTakeFirstOrThrow()
const shown = async (id: string) =>
  (await town.desk.db.selectFrom('shelf.item').select('media').where('id', '=', id).executeTakeFirstOrThrow()).media

test('a sound that has just come is shown once its copies are made', async () => {
  const { id, file_id } = await waiting()
  expect(await shown(id)).toEqual([])
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'waiting', progress: 0, results: [] })
  await derive()
  const made = await findDerivation(town.desk.db, file_id)
  expect(made).toMatchObject({ state: 'done', progress: 100, trouble: null })
  expect(made?.results.map(({ name }) => name)).toEqual(hasFfmpeg ? ['opus', 'aac'] : ['wav'])
  for (const { sha256, size } of made?.results ?? [])
    expect((await town.desk.vault.find('derived', sha256))?.size).toBe(size)
  const [media] = await shown(id)
  expect(media?.files.map(({ id: each }) => each)).toEqual(made?.results.map(({ id: each }) => each))
  expect(media?.duration_ms).toBeGreaterThan(2_900)
})

test('two workers never take the same row', async () => {
  await waiting()
  await waiting()
  const taken = await Promise.all(Array.from({ length: 6 }, () => claim(town.desk)))
  const ids = taken.flatMap((each) => (each ? [each.id] : []))
  // The second waiting() forgot the first one's row: only one is left.
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe((await rows()).length)
})

test('a worker that died is replaced when its hold has run out, and what it ends later is not heard', async () => {
  const { id, file_id } = await waiting()
  const start = new Date()
  town.setNow(start)
  const dead = await claim(town.desk)
  expect(dead).toBeDefined()
  if (!dead) return
  expect(await claim(town.desk)).toBeUndefined()
  town.setNow(new Date(start.getTime() + hold_ms / 2))
  expect(await hold(town.desk, dead, 40)).toBe(true)
  town.setNow(new Date(start.getTime() + hold_ms + 1_000))
  expect(await claim(town.desk)).toBeUndefined()
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'working', progress: 40 })

  town.setNow(new Date(start.getTime() + 2 * hold_ms + 1_000))
  const second = await claim(town.desk)
  expect(second).toMatchObject({ id: dead.id, attempts: 2 })
  expect(await hold(town.desk, dead, 90)).toBe(false)
  const late = path.join(town.desk.vault.work, 'late')
  await writeFile(late, 'made too late')
  const kept = await town.desk.vault.keep('derived', late)
  const ghost = { id: randomUUID(), name: 'opus', media_type: 'audio/ogg', ...kept }
  await finish(town.desk, dead, [ghost], {})
  await fail(town.desk, dead, 'broken')
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'working', results: [] })
  if (second) await giveBack(town.desk, second, false)
  await derive()
  expect((await findDerivation(town.desk.db, file_id))?.state).toBe('done')
  expect((await shown(id))[0]?.files.map(({ sha256 }) => sha256)).not.toContain(ghost.sha256)
})

test('one that kills every worker is left aside, and says so', async () => {
  const { file_id } = await waiting()
  let now = new Date()
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    town.setNow(now)
    expect((await claim(town.desk))?.attempts).toBe(attempt)
    now = new Date(now.getTime() + hold_ms + 1_000)
  }
  town.setNow(now)
  expect(await claim(town.desk)).toBeUndefined()
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'failed', trouble: 'broken' })
})

test('a stop gives the row back at once, and does not count', async () => {
  const { file_id } = await waiting()
  const stopping = new AbortController()
  const working = deriveWaiting(town.desk, silentLog, stopping.signal)
  for (let tries = 0; tries < 200 && (await findDerivation(town.desk.db, file_id))?.state === 'waiting'; tries += 1)
    await pause(2)
  stopping.abort()
  await working
  const [row] = await rows()
  // It may have been quick enough to end before.
  if (row?.state !== 'done') expect(row).toMatchObject({ state: 'waiting', attempts: 0, claimed_until: null })
  await derive()
  expect((await findDerivation(town.desk.db, file_id))?.state).toBe('done')
})

test('an original that is not there is tried again later, three times', async () => {
  const { file_id } = await waiting()
  const file = await town.desk.db
    .selectFrom('desk.file')
    .select('sha256')
    .where('id', '=', file_id)
    .executeTakeFirstOrThrow()
  await town.desk.vault.discard('originals', file.sha256)
  let now = new Date()
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    town.setNow(now)
    await derive()
    expect(await findDerivation(town.desk.db, file_id)).toMatchObject({
      state: attempt < mostAttempts ? 'waiting' : 'failed',
    })
    now = new Date(now.getTime() + 60_000)
  }
  await town.desk.vault.restore('originals', file.sha256)
})

test('without ffmpeg a format that needs it waits, and is made once it is there', async () => {
  const { id, file_id } = await waiting()
  await town.desk.db.updateTable('desk.file').set({ media_type: 'audio/flac' }).where('id', '=', file_id).execute()
  process.env['PATH'] = ''
  await derive()
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'failed', trouble: 'no_ffmpeg' })
  expect(await shown(id)).toEqual([])
  await derive()
  expect((await findDerivation(town.desk.db, file_id))?.state).toBe('failed')
  process.env['PATH'] = before
  if (!hasFfmpeg) return
  await town.desk.db.updateTable('desk.file').set({ media_type: 'audio/wav' }).where('id', '=', file_id).execute()
  await derive()
  expect((await findDerivation(town.desk.db, file_id))?.state).toBe('done')
  expect((await shown(id)).length).toBe(1)
})

test('what was carried over without ffmpeg stays served while ffmpeg, come since, makes better of it', async () => {
  const { id, file_id } = await waiting()
  const served = async () => (await shown(id))[0]?.files.map(({ name }) => name) ?? []
  process.env['PATH'] = ''
  await derive()
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'done', trouble: 'no_ffmpeg' })
  expect(await served()).toEqual(['wav'])
  await derive()
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'done' })

  await retry(town.desk, 'no_ffmpeg')
  for (const stage of ['waiting', 'working', 'done']) {
    if (stage === 'working') await claim(town.desk)
    // Worse than nothing: it cannot be made again, and what there is stays.
    if (stage === 'done') await fail(town.desk, await rowOf(file_id), 'unreadable')
    await touch(id)
    expect((await findDerivation(town.desk.db, file_id))?.state).toBe(stage)
    expect(await served()).toEqual(['wav'])
  }
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ trouble: 'unreadable' })
  if (!hasFfmpeg) return
  await town.desk.db
    .updateTable('desk.derivation')
    .set({ trouble: 'no_ffmpeg' })
    .where('file_id', '=', file_id)
    .execute()
  process.env['PATH'] = before
  await derive()
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'done', trouble: null })
  expect(await served()).toEqual(['opus', 'aac'])
})

test('what was carried over leaves the public at once when a second of it is sealed, and comes back without it', async () => {
  const { id, file_id } = await waiting()
  process.env['PATH'] = ''
  await derive()
  expect((await shown(id)).length).toBe(1)
  await hide(id, file_id, 500)
  expect(await shown(id)).toEqual([])
  await derive()
  expect((await shown(id)).map(({ is_cut }) => is_cut)).toEqual([true])
})

test('seconds sealed one after the other: only the last copy is made', async () => {
  const { id, file_id } = await waiting()
  await hide(id, file_id, 500)
  await hide(id, file_id, 1_500)
  expect((await rows()).length).toBe(3)
  expect(await shown(id)).toEqual([])
  await derive()
  const made = (await rows()).map(({ recipe, state }) => `${recipe.spans.length} ${state}`)
  expect(made.toSorted()).toEqual(['0 done', '2 done'])
  expect((await shown(id)).map(({ is_cut }) => is_cut)).toEqual([true])
})

test('a file taken out meanwhile is not worked on', async () => {
  const { file_id } = await waiting()
  await town.desk.db.updateTable('desk.file').set({ removed_at: new Date() }).where('id', '=', file_id).execute()
  await derive()
  expect(await findDerivation(town.desk.db, file_id)).toMatchObject({ state: 'failed', trouble: 'gone' })
})

test('nothing of the work is left behind', async () => {
  await waiting()
  await derive()
  expect((await readdir(town.desk.vault.work)).filter((name) => name.startsWith('derive-'))).toEqual([])
})
