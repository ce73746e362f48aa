// The work folder of a vault: what is left there by work that was cut short goes within a day.

import { lstat, mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { unlessMissing } from './disk-steps.ts'
import { uploadsFolder } from './vault.ts'

/** Removes files last written before then, and the folders this leaves empty. Gives how many files. */
export async function sweepWork(work: string, before: Date): Promise<number> {
  let swept = 0
  const sweep = async (folder: string): Promise<void> => {
    for (const name of await readdir(folder)) {
      const place = path.join(folder, name)
      if (place === path.join(work, uploadsFolder)) continue
      const found = await lstat(place).catch(unlessMissing)
      if (!found) continue
      if (found.isDirectory()) await sweep(place)
      if (found.mtime >= before) continue
      // A folder that is not empty stays; so does one that work in course has just taken.
      if (found.isDirectory()) await rmdir(place).catch(() => undefined)
      else {
        await rm(place, { force: true })
        swept += 1
      }
    }
  }
  await mkdir(work, { recursive: true, mode: 0o700 })
  await sweep(work)
  return swept
}
