// The janitor on a real desk and a real vault: what it lets go, what it leaves, and races it may not win.

import { createHash, randomUUID } from 'node:crypto'
import { utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { change } from '../change.ts'
import { getContribution } from '../contribution/contributions.ts'
import { allow, yes } from '../people/can.ts'
import type { Actor } from '../people/roles.ts'
import type { Area } from '../platform/vault/vault.ts'
import { addFile } from './files.ts'
import { claimBytes } from './holding.ts'
import { findUnnamed, tidyVault } from './janitor.ts'

const town = await aTown(await testDatabase())
const { desk } = town
const { vault } = desk
const machine: Actor = { kind: 'machine', person_id: null, space_id: town.space_id }
const story = await aStory(town, { until: 'draft' })
const day = 86_400_000

const sumOf = (bytes: string) => createHash('sha256').update(bytes).digest('hex')
/** Kept, and already old enough to be looked at. */
async function keep(area: Area, bytes: string): Promise<string> {
  const file = path.join(vault.work, randomUUID())
  await writeFile(file, bytes)
  const { sha256 } = await vault.keep(area, file)
  const { file: place } = await vault.borrow(area, sha256)
  await utimes(place, new Date(0), new Date(0))
  return sha256
}
const name = async (bytes: string, of: TestStory = story) =>
  await change(desk, { action: 'test.file', actor: machine }, async (work) => {
    const thing = await getContribution(work.tx, { id: of.id })
    return await addFile(work, allow(yes, machine, 'edit', thing), {
      sha256: sumOf(bytes),
      size: bytes.length,
      name: 'voice.wav',
      media_type: 'audio/wav',
      nature: 'sound',
      purpose: 'media',
      facts: {},
      received_by: null,
    })
  })
const removeFiles = async (at: Date, bytes?: string) =>
  await desk.db
    .updateTable('desk.file')
    .set({ removed_at: at })
    .$if(bytes !== undefined, (query) => query.where('sha256', '=', sumOf(bytes ?? '')))
    .execute()
const isThere = async (bytes: string, area: Area = 'originals') => (await vault.find(area, sumOf(bytes))) !== undefined
const stateOf = async (bytes: string) =>
  (await desk.db.selectFrom('desk.original').select('state').where('sha256', '=', sumOf(bytes)).executeTakeFirst())
    ?.state

describe('the janitor', () => {
  test('throws away bytes that nothing names, after a day', async () => {
    await keep('originals', 'nobody’s')
    await keep('derived', 'nobody’s copy')
    const file = path.join(vault.work, randomUUID())
    await writeFile(file, 'on its way')
    await vault.keep('originals', file)
    expect(await tidyVault(desk)).toMatchObject({ discarded: 2, deleted: 0 })
    expect(await isThere('nobody’s')).toBe(false)
    expect(await isThere('nobody’s copy', 'derived')).toBe(false)
    expect(await isThere('on its way')).toBe(true)
    expect(await tidyVault(desk)).toMatchObject({ discarded: 0 })
  })

  test('leaves what is named, and what was taken out less than thirty days ago', async () => {
    await keep('originals', 'a voice')
    await name('a voice')
    await tidyVault(desk)
    expect(await isThere('a voice')).toBe(true)
    await removeFiles(new Date(Date.now() - 29 * day), 'a voice')
    await tidyVault(desk)
    expect(await isThere('a voice')).toBe(true)
    await removeFiles(new Date(Date.now() - 31 * day), 'a voice')
    await tidyVault(desk)
    expect([await isThere('a voice'), await stateOf('a voice')]).toEqual([false, 'discarded'])
  })

  test('leaves what was taken out and is still in what was signed, is a proof, or a photo of a loan', async () => {
    const longAgo = new Date(Date.now() - 40 * day)
    const signed = await aStory(town)
    let inRevision = ''
    for (const bytes of ['signed', 'proof', 'receipt', 'free']) {
      await keep('originals', bytes)
      const file_id = await name(bytes, signed)
      if (bytes === 'signed') inRevision = file_id
      if (bytes === 'proof')
        await desk.db
          .insertInto('desk.evidence')
          .values({
            contribution_id: signed.id,
            person_id: signed.witness_id,
            nature: 'spoken',
            file_id,
            sha256: sumOf(bytes),
            wording: 'Oui',
            wording_language: 'fr',
            recorded_by: null,
            recorded_at: desk.now(),
          })
          .execute()
      if (bytes === 'receipt')
        await desk.db
          .insertInto('desk.loan')
          .values({
            contribution_id: signed.id,
            space_id: town.space_id,
            person_id: signed.witness_id,
            code: '123456',
            what: 'Un livret',
            count: 1,
            state_seen: '',
            received_on: '2026-11-01',
            received_by: null,
            photo_file_id: file_id,
            return_by: '2026-12-01',
            returned_on: null,
            returned_to: '',
            reminded_at: null,
          })
          .execute()
      await removeFiles(longAgo, bytes)
    }
    await desk.db
      .insertInto('desk.revision')
      .values({
        contribution_id: signed.id,
        number: 99,
        content: JSON.stringify({ media: [{ file_id: inRevision }] }),
        content_hash: 'test',
        created_at: desk.now(),
        created_by: null,
      })
      .execute()
    const all = ['signed', 'proof', 'receipt', 'free'].map(sumOf)
    expect(await findUnnamed(desk.db, 'originals', all, desk.now())).toEqual([sumOf('free')])
  })

  test('leaves copies that are made or shown', async () => {
    await keep('originals', 'sound')
    const file_id = await name('sound')
    await keep('derived', 'opus')
    const made = { id: randomUUID(), name: 'opus', sha256: sumOf('opus'), size: 4, media_type: 'audio/ogg' }
    await desk.db
      .updateTable('desk.derivation')
      .set({ state: 'done', results: JSON.stringify([made]) })
      .where('file_id', '=', file_id)
      .execute()
    await desk.db
      .insertInto('desk.derivation')
      .values({
        file_id,
        hidings: 'test',
        recipe: '{}',
        state: 'done',
        claimed_until: null,
        trouble: null,
        results: JSON.stringify([made]),
        findings: '{}',
        wanted_at: desk.now(),
        done_at: desk.now(),
      })
      .execute()
    await tidyVault(desk)
    expect(await isThere('opus', 'derived')).toBe(true)
    await removeFiles(new Date(Date.now() - 31 * day), 'sound')
    await tidyVault(desk)
    expect(await isThere('opus', 'derived')).toBe(false)
  })

  test('what comes again comes back from the trash, and thirty days later nothing does', async () => {
    await keep('originals', 'again')
    await tidyVault(desk)
    expect(await isThere('again')).toBe(false)
    await name('again')
    expect([await isThere('again'), await stateOf('again')]).toEqual([true, 'kept'])

    await keep('originals', 'gone')
    await tidyVault(desk)
    town.setNow(new Date(Date.now() + 29 * day))
    await tidyVault(desk)
    expect(await vault.restore('originals', sumOf('gone'))).toBe(true)
    await vault.discard('originals', sumOf('gone'))
    town.setNow(new Date(Date.now() + 31 * day))
    expect((await tidyVault(desk)).deleted).toBeGreaterThan(0)
    town.setNow(new Date())
    expect(await vault.restore('originals', sumOf('gone'))).toBe(false)
    expect(await isThere('again')).toBe(true)
    await expect(name('gone')).rejects.toMatchObject({ code: 'unavailable' })
  })
})

test('200 races with those who bring bytes: none that is named is lost', { timeout: 120_000 }, async () => {
  const rounds = 200
  let brought = 0
  let discarded = 0
  for (let round = 0; round < rounds; round++) {
    const bytes = `race ${round % 30}`
    // Taken out long ago, by now: only the one who comes can save it.
    await removeFiles(new Date(0), bytes)
    await keep('originals', bytes)
    const later = async () => await new Promise((resolve) => setTimeout(resolve, Math.random() * 6))
    const tidy = async () => {
      await later()
      discarded += (await tidyVault(desk)).discarded
    }
    const bring = async () => {
      await later()
      await name(bytes)
      brought += 1
    }
    await Promise.all([tidy(), bring(), tidy()])
    expect(await isThere(bytes)).toBe(true)
    expect(await stateOf(bytes)).toBe('kept')
  }
  expect(brought).toBe(rounds)
  // Some were thrown away before they were named, and came back.
  expect(discarded).toBeGreaterThan(0)
})

test('bytes that are nowhere are never named', async () => {
  await expect(
    desk.db.transaction().execute(async (tx) => await claimBytes(tx, vault, 'originals', [sumOf('nowhere')])),
  ).rejects.toMatchObject({ code: 'unavailable' })
})
