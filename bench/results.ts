// What the measures found, kept in bench/results: one file for each command, written by it alone.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'
import { dayOf } from '#core/platform/clock.ts'

export type Machine = { cpus: number; model: string; node: string }
/** When and where it was measured. */
export type Stamp = { day: string; machine: Machine }

export function stampNow(): Stamp {
  const cpus = os.cpus()
  const machine = { cpus: cpus.length, model: cpus[0]?.model ?? '', node: process.versions.node }
  return { day: dayOf(new Date()), machine }
}

/** Seconds each way takes for one file of so many bytes. */
export type UploadsRecord = Stamp & {
  bytes: number
  seconds: { copy: number; 'copy and hash': number; tus: number; 'plain form': number }
}
/** Seconds for the copies of each picture, ours and those of vips. */
export type PicturesRecord = Stamp & { pictures: { name: string; ours: number; theirs: number }[] }

/** Seconds to read so many bytes again, ours and those of sha256sum; `share`: of that speed, what the schedule takes. */
export type FixityRecord = Stamp & {
  bytes: number
  /** Read from the disk each time, not from memory. */
  isCold: boolean
  seconds: { ours: number; sha256sum: number }
  share: number
}

type RecordName = 'latest' | 'uploads' | 'pictures' | 'fixity'
const fileOf = (name: string) => path.join(projectFolder, 'bench', 'results', `${name}.json`)

export async function keepRecord(name: RecordName, record: object): Promise<void> {
  await mkdir(path.dirname(fileOf(name)), { recursive: true })
  await writeFile(fileOf(name), `${JSON.stringify(record, null, 2)}\n`)
}

/** What was kept, or undefined when nothing ever was. */
export async function readRecord<Kept>(name: RecordName): Promise<Kept | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(name), 'utf8')) as Kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
