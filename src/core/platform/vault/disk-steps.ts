// The steps a vault on disk is made of, one by one, so that a test can cut the power between any two (REL-06).

import { createHash } from 'node:crypto'
import { chmod, mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'

export type DiskSteps = {
  /** The file's bytes are on the disk, and its owner alone reads them. */
  flush(file: string): Promise<void>
  hash(file: string): Promise<string>
  size(file: string): Promise<number | undefined>
  /** Makes a folder that lasts. */
  makeFolder(folder: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** The names in a folder are on the disk. */
  flushNames(folder: string): Promise<void>
  remove(file: string): Promise<void>
  /** Sets the file's hour to now. */
  touch(file: string): Promise<void>
}

export const diskSteps: DiskSteps = {
  async flush(file) {
    await chmod(file, 0o600)
    const handle = await open(file, 'r+')
    await handle.sync().finally(async () => await handle.close())
  },
  hash: hashOf,
  size: async (file) => (await stat(file).catch(unlessMissing))?.size,
  async makeFolder(folder) {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (made) await flushNames(path.dirname(made))
  },
  rename,
  flushNames,
  remove: async (file) => await rm(file, { force: true }),
  touch: async (file) => await utimes(file, new Date(), new Date()),
}

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(file)
  try {
    // Two pieces of memory for the whole file: one is read into while the other is counted.
    const pieces = [Buffer.allocUnsafeSlow(1 << 20), Buffer.allocUnsafeSlow(1 << 20)] as const
    let reading = handle.read(pieces[0], 0, undefined, 0)
    for (let at = 0; ;) {
      const { buffer, bytesRead } = await reading
      if (bytesRead === 0) break
      at += bytesRead
      reading = handle.read(buffer === pieces[0] ? pieces[1] : pieces[0], 0, undefined, at)
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}

async function flushNames(folder: string): Promise<void> {
  // Windows opens no folder, and writes its names by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync().finally(async () => await handle.close())
}

/** For a file that may not be there; any other trouble (rights, a dying disk) is said. */
export function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
