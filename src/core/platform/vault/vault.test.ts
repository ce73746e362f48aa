// One vault, two places: whatever holds on a disk holds on an S3-compatible store.

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createWriteStream, mkdtempSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { testStore } from '#tests/support/s3.ts'
import { openDiskVault } from './disk.ts'
import type { storeLimits } from './s3-objects.ts'
import { openS3Vault } from './s3.ts'
import { uploadsFolder, type Vault } from './vault.ts'

const store = await testStore()
const aFolder = () => mkdtempSync(path.join(tmpdir(), 'veillee-vault-'))
const inStore = async (prefix: string, limits?: typeof storeLimits) =>
  await openS3Vault({ ...store, prefix }, path.join(aFolder(), 'work'), limits)
const places: [string, () => Promise<Vault>][] = [
  ['on a disk', async () => await openDiskVault(aFolder())],
  ['on an S3-compatible store', async () => await inStore(`${randomUUID()}/`)],
  // Small limits, so that copies and lists made part by part are tried too.
  ['on a store, in parts', async () => await inStore(`${randomUUID()}/`, { whole: 10_000, part: 7_000, names: 1 })],
]

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const aFile = async (vault: Vault, bytes: Uint8Array | string) => {
  const file = path.join(vault.work, randomUUID())
  await writeFile(file, bytes)
  return file
}
const readAll = async (vault: Vault, sha256: string) => await buffer(await vault.read('originals', sha256))
async function all<Each>(list: AsyncIterable<Each>): Promise<Each[]> {
  const found: Each[] = []
  for await (const each of list) found.push(each)
  return found
}
const nothing = sumOf(Buffer.from('nowhere'))

describe.each(places)('a vault %s', (_, open) => {
  test('keeps bytes under their own name, gives them back whole or in part', async () => {
    const vault = await open()
    const bytes = randomBytes(50_000)
    const file = await aFile(vault, bytes)
    const kept = await vault.keep('originals', file)
    expect(kept).toEqual({ sha256: sumOf(bytes), size: 50_000 })
    expect(await readdir(vault.work)).toEqual([])
    expect(await readAll(vault, kept.sha256)).toEqual(bytes)
    const part = await buffer(await vault.read('originals', kept.sha256, { start: 100, end: 199 }))
    expect(part).toEqual(bytes.subarray(100, 200))
    const last = await buffer(await vault.read('originals', kept.sha256, { start: 49_999, end: 49_999 }))
    expect(last).toEqual(bytes.subarray(49_999))
    const found = await vault.find('originals', kept.sha256)
    expect(found?.size).toBe(50_000)
    expect(Math.abs(Number(found?.at) - Date.now())).toBeLessThan(60_000)
    expect(await vault.find('derived', kept.sha256)).toBeUndefined()
  })

  test('keeps an empty file', async () => {
    const vault = await open()
    const { sha256, size } = await vault.keep('derived', await aFile(vault, ''))
    expect([sha256, size]).toEqual([sumOf(Buffer.alloc(0)), 0])
    expect(await buffer(await vault.read('derived', sha256))).toHaveLength(0)
  })

  test('keeps the same bytes once, and lists what it holds', async () => {
    const vault = await open()
    const twice = [await vault.keep('originals', await aFile(vault, 'twice'))]
    twice.push(await vault.keep('originals', await aFile(vault, 'twice')))
    const other = await vault.keep('originals', await aFile(vault, 'other'))
    expect(twice[0]).toEqual(twice[1])
    const listed = (await all(vault.list('originals'))).map(({ sha256, size }) => ({ sha256, size }))
    const before = (a: { sha256: string }, b: { sha256: string }) => a.sha256.localeCompare(b.sha256)
    expect(listed.toSorted(before)).toEqual([other, twice[0] ?? other].toSorted(before))
    expect(await readdir(vault.work)).toEqual([])
  })

  test('keeps the same bytes once when they come together', async () => {
    const vault = await open()
    const bytes = randomBytes(20_000)
    const files = await Promise.all(Array.from({ length: 6 }, async () => await aFile(vault, bytes)))
    const kept = await Promise.all(files.map(async (file) => await vault.keep('originals', file)))
    expect(new Set(kept.map(({ sha256 }) => sha256))).toEqual(new Set([sumOf(bytes)]))
    expect(await readAll(vault, sumOf(bytes))).toEqual(bytes)
    expect(await readdir(vault.work)).toEqual([])
  })

  test('refuses bytes that are not those announced, and names nothing', async () => {
    const vault = await open()
    const before = (await all(vault.list('originals'))).length
    await expect(vault.keep('originals', await aFile(vault, 'wrong'), nothing)).rejects.toThrow('not those announced')
    expect(await all(vault.list('originals'))).toHaveLength(before)
    const right = await vault.keep('originals', await aFile(vault, 'right'), sumOf(Buffer.from('right')))
    expect(right.size).toBe(5)
  })

  test('has nothing but what it kept, and believes no name that is not a sum', async () => {
    const vault = await open()
    for (const name of [nothing, '../../etc/passwd', '', 'A'.repeat(64), '/'.repeat(64)]) {
      await expect(vault.read('originals', name)).rejects.toMatchObject({ code: 'not_found' })
      await expect(vault.borrow('originals', name)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await vault.find('originals', nothing)).toBeUndefined()
    await expect(vault.find('originals', '..')).rejects.toMatchObject({ code: 'not_found' })
    expect(await vault.restore('originals', nothing)).toBe(false)
    await vault.discard('originals', nothing)
    await vault.forget('originals', nothing)
    expect(await readdir(vault.work)).toEqual([])
  })

  test('lends a file of this machine', async () => {
    const vault = await open()
    const { sha256 } = await vault.keep('originals', await aFile(vault, 'a voice'))
    const { file, release } = await vault.borrow('originals', sha256)
    expect(await readFile(file, 'utf8')).toBe('a voice')
    await release()
    expect(await readdir(vault.work)).toEqual([])
    expect(await readAll(vault, sha256)).toEqual(Buffer.from('a voice'))
  })

  test('brings back what was discarded, until it is forgotten', async () => {
    const vault = await open()
    const bytes = randomBytes(30_000)
    const { sha256, size } = await vault.keep('originals', await aFile(vault, bytes))
    const old = new Date('2020-01-01')
    const trashed = async () => (await all(vault.listTrash())).filter((each) => each.sha256 === sha256)

    await vault.discard('originals', sha256)
    expect(await vault.find('originals', sha256)).toBeUndefined()
    await expect(vault.read('originals', sha256)).rejects.toMatchObject({ code: 'not_found' })
    const [waiting] = await trashed()
    expect(waiting).toMatchObject({ area: 'originals', sha256, size })
    expect(Number(waiting?.at)).toBeGreaterThan(Number(old))
    expect(Math.abs(Number(waiting?.at) - Date.now())).toBeLessThan(60_000)
    await vault.discard('originals', sha256)

    expect(await vault.restore('originals', sha256)).toBe(true)
    expect(await readAll(vault, sha256)).toEqual(bytes)
    expect(await trashed()).toEqual([])

    await vault.discard('originals', sha256)
    await vault.forget('originals', sha256)
    expect(await trashed()).toEqual([])
    expect(await vault.restore('originals', sha256)).toBe(false)
  })

  test('takes again what was discarded when it comes again', async () => {
    const vault = await open()
    const { sha256 } = await vault.keep('originals', await aFile(vault, 'again'))
    await vault.discard('originals', sha256)
    await vault.keep('originals', await aFile(vault, 'again'))
    expect(await readAll(vault, sha256)).toEqual(Buffer.from('again'))
  })

  test('throws away what was left half-done, and never an upload in course', async () => {
    const vault = await open()
    const [left, recent] = [await aFile(vault, 'left'), await aFile(vault, 'recent')]
    const upload = path.join(vault.work, uploadsFolder, 'in-course')
    const inFolder = path.join(vault.work, 'derive-1', 'frame.png')
    const longAgo = new Date(Date.now() - 25 * 3_600_000)
    for (const file of [upload, inFolder]) {
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, 'bytes')
    }
    for (const file of [left, upload, inFolder, path.dirname(inFolder)]) await utimes(file, longAgo, longAgo)
    expect(await vault.sweep(new Date(Date.now() - 24 * 3_600_000))).toBe(2)
    expect((await readdir(vault.work)).toSorted()).toContain(path.basename(recent))
    expect(await readdir(path.dirname(upload))).toEqual(['in-course'])
    // The folder lost its last file just now: it goes with the next sweep.
    expect(await vault.sweep(new Date(Date.now() + 1_000))).toBe(1)
    expect(await readdir(vault.work)).toEqual([uploadsFolder])
  })
})

test.each(places.slice(0, 2))(
  'a vault %s takes a big file without keeping it in memory',
  { timeout: 120_000 },
  async (_, open) => {
    const vault = await open()
    const size = 192 << 20
    const chunk = randomBytes(1 << 20)
    const file = path.join(vault.work, 'big')
    const chunks = Readable.from(
      (function* () {
        for (let at = 0; at < size; at += chunk.length) yield chunk
      })(),
    )
    await pipeline(chunks, createWriteStream(file))
    globalThis.gc?.()
    const before = process.memoryUsage.rss()
    let most = before
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10)
    const kept = await vault.keep('originals', file)
    let read = 0
    for await (const each of await vault.read('originals', kept.sha256)) read += (each as Buffer).length
    clearInterval(watch)
    expect([kept.size, read]).toEqual([size, size])
    expect((most - before) / 2 ** 20).toBeLessThan(128)
  },
)

test('a store may be used whole, from its root', async () => {
  const vault = await inStore('')
  const { sha256, size } = await vault.keep('originals', await aFile(vault, 'root'))
  expect(await all(vault.list('originals'))).toMatchObject([{ sha256, size }])
  await vault.discard('originals', sha256)
  expect(await all(vault.listTrash())).toMatchObject([{ area: 'originals', sha256 }])
})

test('files on a disk are read by their owner alone', async () => {
  const folder = aFolder()
  const vault = await openDiskVault(folder)
  const { sha256 } = await vault.keep('originals', await aFile(vault, 'private'))
  const mode = (await stat(path.join(folder, 'originals', sha256.slice(0, 2), sha256))).mode & 0o777
  expect(mode).toBe(0o600)
})

test.each([
  [
    'a disk',
    async (sha256: string) => {
      const folder = aFolder()
      const place = path.join(folder, 'originals', sha256.slice(0, 2), sha256)
      await mkdir(path.dirname(place), { recursive: true })
      await writeFile(place, 'damagfd')
      return await openDiskVault(folder)
    },
  ],
  [
    'a store',
    async (sha256: string) => {
      const prefix = `${randomUUID()}/`
      const vault = await inStore(prefix)
      const { openS3Objects } = await import('./s3-objects.ts')
      await openS3Objects(store).put(
        `${prefix}originals/${sha256.slice(0, 2)}/${sha256}`,
        await aFile(vault, 'damagfd'),
      )
      return vault
    },
  ],
])('good bytes take the place of damaged ones on %s', async (_, damaged) => {
  const sha256 = sumOf(Buffer.from('damaged'))
  const vault = await damaged(sha256)
  expect(String(await readAll(vault, sha256))).toBe('damagfd')
  await vault.keep('originals', await aFile(vault, 'damaged'), sha256)
  expect(String(await readAll(vault, sha256))).toBe('damaged')
})

test('a store that is away is said to be away, and nothing is lost', async () => {
  const vault = await openS3Vault({ ...store, endpoint: 'http://127.0.0.1:9' }, path.join(aFolder(), 'work'))
  const file = await aFile(vault, 'kept for later')
  await expect(vault.keep('originals', file)).rejects.toMatchObject({ code: 'unavailable' })
  await expect(vault.read('originals', nothing)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await readFile(file, 'utf8')).toBe('kept for later')
})

test('a key that the store refuses is no absence', async () => {
  const vault = await openS3Vault({ ...store, key: 'NOBODY' }, path.join(aFolder(), 'work'))
  await expect(vault.read('originals', nothing)).rejects.toThrow('does not exist in our records')
})
