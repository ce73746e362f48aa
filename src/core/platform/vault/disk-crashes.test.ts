// REL-06: the power cut between any two steps of keeping a file, in every order two keepers of the same bytes can take.
// What remains is nothing, or a file to be swept; and a row is written only once its bytes are safe.

import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { everyInterleaving, type Turn } from '#tests/support/interleavings.ts'
import { diskMoves, openDiskVault } from './disk.ts'
import { diskSteps, type DiskSteps } from './disk-steps.ts'

const sumOf = (bytes: string) => createHash('sha256').update(bytes).digest('hex')
const bytes = 'her own words'
const sha256 = sumOf(bytes)

describe('on a disk that forgets what was not flushed', () => {
  type Inode = { now: string; safe: string }

  /** Names and bytes as programs see them, and as they would be found after a cut. */
  function aDisk(files: Record<string, string>) {
    const inode = (name: string, now: string): Inode => ({ now, safe: name.startsWith('/vault/work') ? '' : now })
    const names = new Map(Object.entries(files).map(([name, now]) => [name, inode(name, now)]))
    const safeNames = new Map(names)
    const steps = (turn: Turn): DiskSteps => ({
      async flush(file) {
        await turn()
        const inode = names.get(file)
        if (inode) inode.safe = inode.now
      },
      async hash(file) {
        await turn()
        return sumOf(names.get(file)?.now ?? '')
      },
      async size(file) {
        await turn()
        return names.get(file)?.now.length
      },
      async makeFolder() {
        await turn()
      },
      async rename(from, to) {
        await turn()
        const inode = names.get(from)
        if (!inode) throw new Error(`${from} is not there`)
        names.delete(from)
        names.set(to, inode)
      },
      async flushNames(folder) {
        await turn()
        for (const name of new Set([...names.keys(), ...safeNames.keys()])) {
          if (path.dirname(name) !== folder) continue
          const inode = names.get(name)
          if (inode) safeNames.set(name, inode)
          else safeNames.delete(name)
        }
      },
      async remove(file) {
        await turn()
        names.delete(file)
      },
      async touch() {
        await turn()
      },
    })
    return { names, safeNames, steps }
  }

  const place = path.join('/vault/originals', sha256.slice(0, 2), sha256)
  const inWork = ['/vault/work/a', '/vault/work/b']

  /** Every order of these keepers, the power cut after every step of each. */
  const cutEverywhere = async (files: Record<string, string>, keepers: readonly string[]) => {
    const faults = new Set<string>()
    let cuts = 0
    const orders = await everyInterleaving(() => {
      const disk = aDisk(files)
      const rows = new Set<string>()
      return {
        actors: keepers.map((file) => async (turn: Turn) => {
          const kept = await diskMoves('/vault', disk.steps(turn)).keep('originals', file, sha256)
          await turn()
          rows.add(kept.sha256)
        }),
        after: () => {
          cuts += 1
          // Names that were not flushed may have come through a cut, or not; bytes that were not have no chance.
          for (const found of [disk.safeNames, disk.names]) {
            const there = found.get(place)?.safe
            if (rows.size > 0 && there !== bytes) faults.add('a row without its bytes')
            if (there !== undefined && there !== bytes && there !== files[place]) faults.add('half a file has the name')
            for (const name of found.keys())
              if (name !== place && !inWork.includes(name)) faults.add(`${name} would never be swept`)
          }
        },
      }
    })
    return { orders, cuts, faults: [...faults] }
  }

  test('one keeper, cut after each step', async () => {
    expect(await cutEverywhere({ '/vault/work/a': bytes }, ['/vault/work/a'])).toEqual({
      orders: 1,
      cuts: 8,
      faults: [],
    })
  })

  test('two keepers of the same bytes, in every order, cut after each step', { timeout: 60_000 }, async () => {
    const files = { '/vault/work/a': bytes, '/vault/work/b': bytes }
    const { orders, faults } = await cutEverywhere(files, inWork)
    expect(faults).toEqual([])
    // Eight steps each, or nine when the bytes are found there.
    expect(orders).toBeGreaterThan(12_870)
  })

  test('bytes that were damaged are replaced at once', async () => {
    const files = { [place]: 'her own wards', '/vault/work/a': bytes }
    const { faults } = await cutEverywhere(files, ['/vault/work/a'])
    expect(faults).toEqual([])
  })

  test('a keeper that forgot to flush would be seen', async () => {
    const disk = aDisk({ '/vault/work/a': bytes })
    const steps = disk.steps(async () => {})
    await diskMoves('/vault', { ...steps, flush: async () => {} }).keep('originals', '/vault/work/a')
    expect(disk.safeNames.get(place)?.safe).toBe('')
    const other = aDisk({ '/vault/work/a': bytes })
    const forgetful = { ...other.steps(async () => {}), flushNames: async () => {} }
    await diskMoves('/vault', forgetful).keep('originals', '/vault/work/a')
    expect(other.safeNames.get(place)).toBeUndefined()
  })
})

describe('on a real disk', () => {
  class Cut extends Error {}

  /** Steps that stop for good before the one numbered `at`, as a process that is killed. */
  function stopping(at: number): DiskSteps {
    let count = 0
    const step = () => {
      count += 1
      if (count > at) throw new Cut()
    }
    return Object.fromEntries(
      Object.entries(diskSteps).map(([name, work]) => [
        name,
        async (...args: [string, string]) => {
          step()
          return await (work as (...args: [string, string]) => Promise<unknown>)(...args)
        },
      ]),
    ) as DiskSteps
  }

  const openWith = async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'veillee-cut-'))
    const vault = await openDiskVault(folder)
    const file = path.join(vault.work, 'arriving')
    await writeFile(file, bytes)
    return { folder, file }
  }

  /** After the restart: what has the name is whole, the rest is swept, and the same bytes can come again. */
  const restart = async (folder: string) => {
    const vault = await openDiskVault(folder)
    const found = await vault.find('originals', sha256)
    if (found) expect(sumOf(await readFile((await vault.borrow('originals', sha256)).file, 'utf8'))).toBe(sha256)
    const left = (await readdir(vault.work)).length
    expect(left + (found ? 1 : 0)).toBeGreaterThan(0)
    expect(await vault.sweep(new Date(Date.now() + 60_000))).toBe(left)
    const again = path.join(vault.work, 'again')
    await writeFile(again, bytes)
    await vault.keep('originals', again, sha256)
    return found
  }

  test.each([0, 1, 2, 3, 4, 5, 6])('keeping is killed after %i steps', async (at) => {
    const { folder, file } = await openWith()
    await expect(diskMoves(folder, stopping(at)).keep('originals', file)).rejects.toThrow(Cut)
    await restart(folder)
  })

  test.each([0, 1, 2, 3, 4, 5])('discarding, then bringing back, is killed after %i steps', async (at) => {
    const { folder, file } = await openWith()
    const whole = diskMoves(folder)
    await whole.keep('originals', file)
    await expect(diskMoves(folder, stopping(at)).discard('originals', sha256)).rejects.toThrow(Cut)
    const vault = await openDiskVault(folder)
    const isThere = async () => (await vault.find('originals', sha256)) !== undefined
    // In one place or in the other, never in neither.
    expect((await isThere()) || (await whole.restore('originals', sha256))).toBe(true)
    await whole.discard('originals', sha256)
    await expect(diskMoves(folder, stopping(at)).restore('originals', sha256)).rejects.toThrow(Cut)
    expect((await isThere()) || (await whole.restore('originals', sha256))).toBe(true)
  })
})
