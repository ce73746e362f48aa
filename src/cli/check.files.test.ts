// What `veillee check` says of the files, line by line, and what it gives to put right.

import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { silentLog as log } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aTown } from '#tests/support/town.ts'
import { testVault } from '#tests/support/vault.ts'
import { filesAreWhole } from './check.files.ts'

const { desk } = await aTown(await testDatabase())
let said: string[] = []
beforeEach(() => {
  said = []
  vi.stubEnv('LC_ALL', 'en_GB.UTF-8')
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const anOriginal = async (bytes: string, verified_at = new Date()) => {
  const file = path.join(desk.vault.work, randomUUID())
  await writeFile(file, bytes)
  const kept = await desk.vault.keep('originals', file)
  const row = { ...kept, kept_at: verified_at, verified_at, copied_at: null }
  await desk.db.insertInto('desk.original').values(row).execute()
  return kept.sha256
}

test('says what is kept, then what is wrong, and heals only when asked to read', async () => {
  await anOriginal('a voice')
  const lost = await anOriginal('a picture')
  expect(await filesAreWhole(desk, {}, log, false)).toEqual([])
  expect(said.join('\n')).toMatch(/✓ 2 originals, 16 byte, all there, read again since /)
  expect(said.join('\n')).toContain('No second copy')

  const { file } = await desk.vault.borrow('originals', lost)
  await rm(file)
  const [missing] = await filesAreWhole(desk, {}, log, false)
  expect(missing?.en).toContain('damaged: 0, lost: 1')
  expect((await filesAreWhole(desk, {}, log, true))[0]?.en).toContain('damaged: 0, lost: 1')

  await writeFile(file, 'a picture')
  expect((await filesAreWhole(desk, {}, log, false))[0]?.en).toContain('lost: 1')
  expect(await filesAreWhole(desk, {}, log, true)).toEqual([])
  expect(said.join('\n')).toContain('2 originals read again just now, 1 healed')
})

test('says when nobody reads any more, and when the second copy stays behind', async () => {
  await anOriginal('an old voice', new Date(Date.now() - 91 * 86_400_000))
  const copy = await testVault()
  const wrong = await filesAreWhole({ ...desk, vault: { ...desk.vault, copy } }, {}, log, false)
  expect(wrong.map(({ en }) => en)).toEqual([
    expect.stringContaining('1 originals were not read again for 90 days'),
    expect.stringContaining('Second copy: 1 originals received more than a day ago are missing'),
  ])
})
