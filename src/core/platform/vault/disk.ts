// The vault on a disk: files/originals/ab/abcdef…, one file a hash; files/trash/originals-abcdef…; files/work beside
// them, on the same disk, so that a file is named by one rename.

import { createReadStream } from 'node:fs'
import { mkdir, readdir, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { notFound } from '../errors.ts'
import { diskSteps, unlessMissing, type DiskSteps } from './disk-steps.ts'
import { isSha256, areas, type Area, type Vault } from './vault.ts'
import { sweepWork } from './work.ts'

/** The vault in a folder, which is made if needed. */
export async function openDiskVault(folder: string): Promise<Vault> {
  for (const each of ['originals', 'derived', 'trash', 'work'])
    await mkdir(path.join(folder, each), { recursive: true, mode: 0o700 })
  const work = path.join(folder, 'work')
  const find = async (area: Area, sha256: string) => {
    const found = await stat(placeOf(folder, area, sha256)).catch(unlessMissing)
    return found && { size: found.size, at: found.mtime }
  }
  return {
    work,
    find,
    ...diskMoves(folder),
    async read(area, sha256, range) {
      if (!(await find(area, sha256))) throw notFound()
      return createReadStream(placeOf(folder, area, sha256), range)
    },
    async borrow(area, sha256) {
      if (!(await find(area, sha256))) throw notFound()
      return { file: placeOf(folder, area, sha256), release: async () => {} }
    },
    async *list(area) {
      for (const shelf of await readdir(path.join(folder, area)))
        for (const sha256 of await readdir(path.join(folder, area, shelf)).catch(() => [])) {
          const found = isSha256(sha256) ? await find(area, sha256) : undefined
          if (found) yield { sha256, ...found }
        }
    },
    async *listTrash() {
      for (const name of await readdir(path.join(folder, 'trash'))) {
        const [, word, sha256 = ''] = /^(\w+)-(\w+)$/.exec(name) ?? []
        const area = areas.find((each) => each === word)
        const found =
          area && isSha256(sha256) ? await stat(path.join(folder, 'trash', name)).catch(unlessMissing) : undefined
        if (area && found) yield { area, sha256, size: found.size, at: found.mtime }
      }
    },
    sweep: async (before) => await sweepWork(work, before),
    async room() {
      const { bavail, blocks, bsize } = await statfs(folder)
      return { free: bavail * bsize, total: blocks * bsize }
    },
  }
}

/** What moves bytes, made of single steps: a power cut between any two leaves a whole file, or one to be swept. */
export function diskMoves(
  folder: string,
  steps: DiskSteps = diskSteps,
): Pick<Vault, 'keep' | 'discard' | 'restore' | 'forget'> {
  const trashOf = (area: Area, sha256: string): string =>
    path.join(folder, 'trash', `${area}-${path.basename(placeOf(folder, area, sha256))}`)
  const move = async (from: string, to: string): Promise<boolean> => {
    if ((await steps.size(from)) === undefined) return false
    await steps.makeFolder(path.dirname(to))
    // Before it moves: its hour is that of its arrival, and a cut in between only makes it younger.
    await steps.touch(from)
    await steps.rename(from, to)
    await steps.flushNames(path.dirname(to))
    await steps.flushNames(path.dirname(from))
    return true
  }
  return {
    async keep(area, file, expected, how) {
      await steps.flush(file)
      const sha256 = how === 'read again' && expected !== undefined ? expected : await steps.hash(file)
      if (expected !== undefined && expected !== sha256) throw new Error('the bytes are not those announced')
      const size = (await steps.size(file)) ?? 0
      const place = placeOf(folder, area, sha256)
      await steps.makeFolder(path.dirname(place))
      // Bytes that the disk cannot read any more are not there.
      const there = (await steps.size(place)) === size && (await steps.hash(place).catch(() => undefined))
      const isThere = there === sha256
      // Over nothing, or over bytes that are not what their name says.
      if (isThere) await steps.remove(file)
      else await steps.rename(file, place)
      // Even when it was there: who put it may not have come so far.
      await steps.flushNames(path.dirname(place))
      return { sha256, size }
    },
    async discard(area, sha256) {
      await move(placeOf(folder, area, sha256), trashOf(area, sha256))
    },
    restore: async (area, sha256) => await move(trashOf(area, sha256), placeOf(folder, area, sha256)),
    forget: async (area, sha256) => await steps.remove(trashOf(area, sha256)),
  }
}

function placeOf(folder: string, area: Area, sha256: string): string {
  if (!isSha256(sha256)) throw notFound()
  return path.join(folder, area, sha256.slice(0, 2), sha256)
}
