// The vault on any S3-compatible store: originals/ab/abcdef…, trash/originals-abcdef…, and arriving/… where bytes are
// read again before they are named. Objects are whole or absent there: only wrong bytes are to be feared.

import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { notFound } from '../errors.ts'
import type { S3Address } from './address.ts'
import { hashOf } from './disk-steps.ts'
import { openS3Objects, type storeLimits } from './s3-objects.ts'
import { areas, isSha256, type Area, type Vault } from './vault.ts'
import { sweepWork } from './work.ts'

/** The vault of this address; `work` is a folder of this machine. Nothing is asked of the store yet. */
export async function openS3Vault(address: S3Address, work: string, limits?: typeof storeLimits): Promise<Vault> {
  await mkdir(work, { recursive: true, mode: 0o700 })
  const objects = openS3Objects(address, limits)
  const { prefix } = address
  const keyOf = (area: Area, sha256: string): string => {
    if (!isSha256(sha256)) throw notFound()
    return `${prefix}${area}/${sha256.slice(0, 2)}/${sha256}`
  }
  const trashOf = (area: Area, sha256: string): string => `${prefix}trash/${area}-${path.basename(keyOf(area, sha256))}`
  const move = async (from: string, to: string): Promise<boolean> => {
    if (!(await objects.copy(from, to))) return false
    await objects.remove(from)
    return true
  }
  const isThere = async (key: string, { sha256, size }: { sha256: string; size: number }): Promise<boolean> =>
    (await objects.find(key))?.size === size && (await sumOf(await objects.read(key))) === sha256

  return {
    work,
    async keep(area, file, expected, how) {
      const sha256 = how === 'read again' && expected !== undefined ? expected : await hashOf(file)
      if (expected !== undefined && expected !== sha256) throw new Error('the bytes are not those announced')
      const { size } = await stat(file)
      const key = keyOf(area, sha256)
      if (!(await isThere(key, { sha256, size }))) {
        const arriving = `${prefix}arriving/${randomUUID()}`
        await objects.put(arriving, file)
        if (!(await isThere(arriving, { sha256, size }))) throw new Error('the store of files gave other bytes back')
        await objects.copy(arriving, key)
        await objects.remove(arriving)
      }
      await rm(file, { force: true })
      return { sha256, size }
    },
    read: async (area, sha256, range) => await objects.read(keyOf(area, sha256), range),
    find: async (area, sha256) => await objects.find(keyOf(area, sha256)),
    async borrow(area, sha256) {
      const file = path.join(work, `borrowed-${randomUUID()}`)
      const release = async () => await rm(file, { force: true })
      try {
        await pipeline(await objects.read(keyOf(area, sha256)), createWriteStream(file, { mode: 0o600 }))
      } catch (error) {
        await release()
        throw error
      }
      return { file, release }
    },
    async discard(area, sha256) {
      await move(keyOf(area, sha256), trashOf(area, sha256))
    },
    restore: async (area, sha256) => await move(trashOf(area, sha256), keyOf(area, sha256)),
    forget: async (area, sha256) => await objects.remove(trashOf(area, sha256)),
    async *list(area) {
      for await (const { key, ...found } of objects.list(`${prefix}${area}/`)) {
        const sha256 = path.posix.basename(key)
        if (isSha256(sha256)) yield { sha256, ...found }
      }
    },
    async *listTrash() {
      for await (const { key, ...found } of objects.list(`${prefix}trash/`)) {
        const [, word, sha256 = ''] = /\/(\w+)-(\w+)$/.exec(key) ?? []
        const area = areas.find((each) => each === word)
        if (area && isSha256(sha256)) yield { area, sha256, ...found }
      }
    },
    async sweep(before) {
      let swept = await sweepWork(work, before)
      for await (const { key, at } of objects.list(`${prefix}arriving/`))
        if (at < before) {
          await objects.remove(key)
          swept += 1
        }
      await objects.abandon(prefix, before)
      return swept
    },
    // A bucket has no end that can be seen from here.
    room: async () => undefined,
  }
}

async function sumOf(bytes: Readable): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(bytes, hash)
  return hash.digest('hex')
}
