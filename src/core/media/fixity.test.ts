// Fixity, the second copy, and what is said to those who can act. The same damage is done on a disk and on a store.

import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { testStore } from '#tests/support/s3.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { change } from '../change.ts'
import { getContribution } from '../contribution/contributions.ts'
import type { Desk } from '../desk.ts'
import { allow, yes } from '../people/can.ts'
import type { Actor } from '../people/roles.ts'
import { silentLog as log } from '../platform/log.ts'
import { openDiskVault } from '../platform/vault/disk.ts'
import { openS3Objects } from '../platform/vault/s3-objects.ts'
import { openS3Vault } from '../platform/vault/s3.ts'
import type { Area, Vault } from '../platform/vault/vault.ts'
import { addFile } from './files.ts'
import { sumAtPace } from './fixity.reading.ts'
import { readAll, readDue } from './fixity.ts'
import { remakeDamagedCopies } from './remake.ts'
import { fillSecondCopy, reviewSecondCopy } from './second-copy.ts'
import { readVaultState } from './vault-state.ts'

const town = await aTown(await testDatabase())
const store = await testStore()
const machine: Actor = { kind: 'machine', person_id: null, space_id: town.space_id }
const story = await aStory(town, { until: 'draft' })
const day = 86_400_000
const { db } = town.desk
await db
  .updateTable('desk.person')
  .set({ email: 'sophie@valmorey.example' })
  .where('id', '=', town.members.administrator.person_id)
  .execute()

type Place = { vault: Vault; spoil: (sha256: string, bytes: string | undefined) => Promise<void> }
const aFolder = () => mkdtempSync(path.join(tmpdir(), 'veillee-fixity-'))

async function onDisk(): Promise<Place> {
  const folder = aFolder()
  return {
    vault: await openDiskVault(folder),
    spoil: async (sha256, bytes) => {
      const file = path.join(folder, 'originals', sha256.slice(0, 2), sha256)
      if (bytes === undefined) return await rm(file)
      await writeFile(file, bytes)
    },
  }
}
async function inStore(): Promise<Place> {
  const prefix = `${randomUUID()}/`
  const vault = await openS3Vault({ ...store, prefix }, path.join(aFolder(), 'work'))
  const objects = openS3Objects(store)
  return {
    vault,
    spoil: async (sha256, bytes) => {
      const key = `${prefix}originals/${sha256.slice(0, 2)}/${sha256}`
      const file = path.join(vault.work, randomUUID())
      await writeFile(file, bytes ?? '')
      if (bytes === undefined) await objects.remove(key)
      else await objects.put(key, file)
      await rm(file)
    },
  }
}

async function keep(vault: Vault, area: Area, bytes: string) {
  const file = path.join(vault.work, randomUUID())
  await writeFile(file, bytes)
  return await vault.keep(area, file)
}
async function bring(desk: Desk, bytes: string): Promise<{ sha256: string; file_id: string }> {
  const kept = await keep(desk.vault, 'originals', bytes)
  return await change(desk, { action: 'test.file', actor: machine }, async (work) => {
    const thing = await getContribution(work.tx, { id: story.id })
    const file_id = await addFile(work, allow(yes, machine, 'edit', thing), {
      ...kept,
      name: 'voice.wav',
      media_type: 'audio/wav',
      nature: 'sound',
      purpose: 'media',
      facts: {},
      received_by: null,
    })
    return { sha256: kept.sha256, file_id }
  })
}
const rowOf = async (sha256: string) =>
  await db.selectFrom('desk.original').selectAll().where('sha256', '=', sha256).executeTakeFirstOrThrow()
const read = async (vault: Vault, sha256: string) => await text(await vault.read('originals', sha256))
const letters = async () => await db.selectFrom('desk.mail').selectAll().orderBy('created_at').execute()
let since = 0
const events = async (kind: string) =>
  (
    await db
      .selectFrom('desk.event')
      .select('data')
      .where('kind', '=', kind)
      .where('id', '>', since)
      .orderBy('id')
      .execute()
  ).map(({ data }) => data)

beforeEach(async () => {
  for (const table of ['desk.derivation', 'desk.file', 'desk.original', 'desk.mail'] as const)
    await db.deleteFrom(table).execute()
  const last = await db.selectFrom('desk.event').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  since = last?.id ?? 0
  town.setNow(new Date())
})

const later = (days: number) => town.setNow(new Date(Date.now() + days * day))

describe.each([
  ['a disk', onDisk],
  ['a store', inStore],
])('on %s', (_, open) => {
  test('what is whole is read again within ninety days, and not before it is due', async () => {
    const { vault } = await open()
    const desk = { ...town.desk, vault }
    const { sha256 } = await bring(desk, 'whole')
    expect(await readDue(desk, { log })).toMatchObject({ read: 0 })
    later(61)
    expect(await readDue(desk, { log })).toMatchObject({ read: 1, bytes: 5, damaged: 0, lost: 0, unread: 0 })
    expect(await readDue(desk, { log })).toMatchObject({ read: 0 })
    expect((await rowOf(sha256)).verified_at).toEqual(desk.now())
    expect(await events('fixity.read')).toMatchObject([{ event: 'fixity check', outcome: 'pass', read: 1 }])
    expect(await letters()).toEqual([])
  })

  test('a flipped bit and a missing file are found, told once, and read again once they are put back', async () => {
    const { vault, spoil } = await open()
    const desk = { ...town.desk, vault }
    const [flipped, lost] = [await bring(desk, 'her voice'), await bring(desk, 'his voice')]
    await spoil(flipped.sha256, 'her vomce')
    await spoil(lost.sha256, undefined)
    expect((await readVaultState(desk)).missing).toEqual([lost.sha256])
    later(61)
    expect(await readDue(desk, { log })).toMatchObject({ read: 2, damaged: 1, lost: 1, healed: 0 })
    expect([(await rowOf(flipped.sha256)).state, (await rowOf(lost.sha256)).state]).toEqual(['damaged', 'lost'])
    expect(await readVaultState(desk)).toMatchObject({ damaged: [flipped.sha256], lost: [lost.sha256], missing: [] })
    expect((await events('fixity.failed')).map(({ outcome }) => outcome)).toEqual(['fail', 'fail'])
    const [letter, ...others] = await letters()
    expect(others).toEqual([])
    expect(letter?.to_address).toBe('sophie@valmorey.example')
    expect(letter?.body).toContain(story.code)
    expect(letter?.body).toContain('veillee check --files')

    later(63)
    expect(await readDue(desk, { log })).toMatchObject({ read: 2, damaged: 1, lost: 1 })
    expect(await letters()).toHaveLength(1)

    await spoil(flipped.sha256, 'her voice')
    await spoil(lost.sha256, 'his voice')
    later(65)
    expect(await readDue(desk, { log })).toMatchObject({ read: 2, damaged: 0, lost: 0, healed: 2 })
    expect(await readVaultState(desk)).toMatchObject({ damaged: [], lost: [], missing: [] })
  })

  test('the second copy is filled behind, and heals', async () => {
    const [first, second] = [await open(), await open()]
    const desk = { ...town.desk, vault: { ...first.vault, copy: second.vault } }
    const [flipped, lost] = [await bring(desk, 'her voice'), await bring(desk, 'his voice')]
    expect((await readVaultState(desk)).copy).toEqual({ missing: 2, late: 0 })
    expect(await fillSecondCopy(desk, log)).toEqual({ brought: 2, failed: 0 })
    expect(await fillSecondCopy(desk, log)).toEqual({ brought: 0, failed: 0 })
    expect(await read(second.vault, flipped.sha256)).toBe('her voice')
    expect((await readVaultState(desk)).copy).toEqual({ missing: 0, late: 0 })

    await first.spoil(flipped.sha256, 'her vomce')
    await first.spoil(lost.sha256, undefined)
    expect(await readAll(desk, { log })).toMatchObject({ read: 2, damaged: 0, lost: 0, healed: 2 })
    expect(await read(first.vault, flipped.sha256)).toBe('her voice')
    expect(await read(first.vault, lost.sha256)).toBe('his voice')
    expect(await events('fixity.healed')).toMatchObject([
      { event: 'recovery', outcome: 'success', from: 'copy' },
      { event: 'recovery', outcome: 'success', from: 'copy' },
    ])
    expect(await letters()).toHaveLength(1)
    expect((await letters())[0]?.subject).toContain('réparés')

    // The copy itself drifts: it is found too, and filled again.
    await second.spoil(flipped.sha256, 'her vomce')
    await second.spoil(lost.sha256, undefined)
    expect(await readAll(desk, { log })).toMatchObject({ read: 2, damaged: 0, lost: 0, healed: 0 })
    expect(await events('fixity.copyFailed')).toHaveLength(2)
    expect(await fillSecondCopy(desk, log)).toEqual({ brought: 2, failed: 0 })
    expect(await read(second.vault, flipped.sha256)).toBe('her voice')
  })

  test('bytes damaged in both places are not taken for good ones', async () => {
    const [first, second] = [await open(), await open()]
    const desk = { ...town.desk, vault: { ...first.vault, copy: second.vault } }
    const { sha256 } = await bring(desk, 'her voice')
    await fillSecondCopy(desk, log)
    await first.spoil(sha256, 'her vomce')
    await second.spoil(sha256, 'her voi..')
    expect(await readAll(desk, { log })).toMatchObject({ damaged: 1, healed: 0 })
    expect(await fillSecondCopy(desk, log)).toEqual({ brought: 0, failed: 0 })
    expect(await read(first.vault, sha256)).toBe('her vomce')
  })

  test('a second copy that was emptied is filled again', async () => {
    const [first, second] = [await open(), await open()]
    const desk = { ...town.desk, vault: { ...first.vault, copy: second.vault } }
    const { sha256 } = await bring(desk, 'her voice')
    await fillSecondCopy(desk, log)
    await second.spoil(sha256, undefined)
    expect(await fillSecondCopy(desk, log)).toEqual({ brought: 0, failed: 0 })
    expect(await reviewSecondCopy(desk)).toBe(1)
    expect(await fillSecondCopy(desk, log)).toEqual({ brought: 1, failed: 0 })
  })
})

test('a second copy that is away holds nothing up, and hides no damage', async () => {
  const first = await onDisk()
  const away = await openS3Vault({ ...store, endpoint: 'http://127.0.0.1:9' }, path.join(aFolder(), 'work'))
  const desk = { ...town.desk, vault: { ...first.vault, copy: away } }
  const { sha256 } = await bring(desk, 'her voice')
  expect(await fillSecondCopy(desk, log)).toEqual({ brought: 0, failed: 1 })
  await db.updateTable('desk.original').set({ copied_at: desk.now() }).execute()
  await first.spoil(sha256, 'her vomce')
  expect(await readAll(desk, { log })).toMatchObject({ damaged: 1, healed: 0, unread: 0 })
  expect((await rowOf(sha256)).state).toBe('damaged')
})

test('a vault that is away is not a vault that lost everything', async () => {
  const desk = { ...town.desk, vault: (await onDisk()).vault }
  const { sha256 } = await bring(desk, 'her voice')
  const vault = await openS3Vault({ ...store, endpoint: 'http://127.0.0.1:9' }, path.join(aFolder(), 'work'))
  expect(await readDueLater({ ...desk, vault })).toMatchObject({ read: 0, unread: 1, lost: 0 })
  expect((await rowOf(sha256)).state).toBe('kept')
})

async function readDueLater(desk: Desk) {
  later(61)
  return await readDue(desk, { log })
}

test('what was thrown away by mistake comes back from the trash', async () => {
  const { vault } = await onDisk()
  const desk = { ...town.desk, vault }
  const { sha256 } = await bring(desk, 'her voice')
  await vault.discard('originals', sha256)
  expect(await readAll(desk, { log })).toMatchObject({ healed: 1, lost: 0 })
  expect(await read(vault, sha256)).toBe('her voice')
})

test('copies made that are damaged are asked for again', async () => {
  const { vault } = await onDisk()
  const woken: string[] = []
  const desk: Desk = { ...town.desk, vault, wake: (job) => void woken.push(job) }
  const { file_id } = await bring(desk, 'her voice')
  const kept = await keep(vault, 'derived', 'opus')
  const results = JSON.stringify([{ id: randomUUID(), name: 'opus', media_type: 'audio/ogg', ...kept }])
  const made = db.updateTable('desk.derivation').where('file_id', '=', file_id)
  await made.set({ state: 'done', results }).execute()
  expect(await remakeDamagedCopies(desk, 'sizes')).toBe(0)
  expect(await remakeDamagedCopies(desk, 'every byte')).toBe(0)

  const { file } = await vault.borrow('derived', kept.sha256)
  await writeFile(file, 'opsu')
  expect(await remakeDamagedCopies(desk, 'sizes')).toBe(0)
  expect(await remakeDamagedCopies(desk, 'every byte')).toBe(1)
  await made.set({ state: 'done', results }).execute()
  await rm(file)
  expect(await remakeDamagedCopies(desk, 'sizes')).toBe(1)
  expect(woken).toEqual(['derive', 'derive'])
  const row = await db
    .selectFrom('desk.derivation')
    .selectAll()
    .where('file_id', '=', file_id)
    .executeTakeFirstOrThrow()
  expect([row.state, row.results, row.attempts]).toEqual(['waiting', [], 0])
})

test('reading takes a tenth of the time, and rests the rest', async () => {
  const slow = async function* () {
    for (let count = 0; count < 4; count++) {
      const until = performance.now() + 55
      while (performance.now() < until);
      yield Buffer.from('x')
    }
  }
  const began = performance.now()
  const cpu = process.cpuUsage()
  await sumAtPace(Readable.from(slow()), { share: 0.1 })
  const took = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  expect(took).toBeGreaterThan(4 * 55 * 9)
  expect((user + system) / 1000 / took).toBeLessThan(0.2)
})

test('many small files rest as one large file does', async () => {
  const quick = async function* () {
    const until = performance.now() + 30
    while (performance.now() < until);
    yield Buffer.from('x')
  }
  const pace = { share: 0.1, unrested: { ms: 0 } }
  const began = performance.now()
  for (let count = 0; count < 6; count++) await sumAtPace(Readable.from(quick()), pace)
  // Each alone is too short to be rested for.
  expect(performance.now() - began).toBeGreaterThan((6 * 30 - 60) * 9)
})
