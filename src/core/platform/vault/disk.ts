// The vault on a disk: files/originals/ab/abcdef…, one file a hash.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { notFound } from '../errors.ts'
import { isSha256, type Area, type Vault } from './vault.ts'

/** The vault in a folder, which is made if needed. */
export async function openDiskVault(folder: string): Promise<Vault> {
  const work = path.join(folder, 'work')
  for (const each of ['originals', 'derived', 'trash', 'work'])
    await mkdir(path.join(folder, each), { recursive: true, mode: 0o700 })
  const placeOf = (area: string, sha256: string): string => {
    if (!isSha256(sha256)) throw notFound()
    return path.join(folder, area, sha256.slice(0, 2), sha256)
  }
  const find = async (area: Area, sha256: string) => {
    const found = await stat(placeOf(area, sha256)).catch(() => undefined)
    return found && { size: found.size, at: found.mtime }
  }
  return {
    work,
    find,
    async keep(area, file, expected) {
      await flush(file)
      const sha256 = await hashOf(file)
      if (expected !== undefined && expected !== sha256) throw new Error('the bytes are not those announced')
      const place = placeOf(area, sha256)
      const { size } = await stat(file)
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      await rename(file, place)
      await flush(path.dirname(place))
      return { sha256, size }
    },
    async read(area, sha256, range) {
      const place = placeOf(area, sha256)
      if (!(await find(area, sha256))) throw notFound()
      return createReadStream(place, range)
    },
    async borrow(area, sha256) {
      if (!(await find(area, sha256))) throw notFound()
      return { file: placeOf(area, sha256), release: async () => {} }
    },
    async discard(area, sha256) {
      const to = path.join(folder, 'trash', `${area}-${sha256}`)
      await rename(placeOf(area, sha256), to).catch(() => undefined)
    },
    async restore(area, sha256) {
      const place = placeOf(area, sha256)
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      return await rename(path.join(folder, 'trash', `${area}-${sha256}`), place).then(
        () => true,
        () => false,
      )
    },
    async *list(area) {
      for (const name of await readdir(path.join(folder, area), { recursive: true })) {
        const sha256 = path.basename(name)
        const found = isSha256(sha256) ? await find(area, sha256) : undefined
        if (found) yield { sha256, ...found }
      }
    },
    async room() {
      const { bavail, blocks, bsize } = await statfs(folder)
      return { free: bavail * bsize, total: blocks * bsize }
    },
  }
}

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

async function flush(file: string): Promise<void> {
  const handle = await open(file)
  await handle.sync().finally(async () => await handle.close())
}
