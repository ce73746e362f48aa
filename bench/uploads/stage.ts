// What the measures of uploads stand on: a town with a draft, a facilitator signed in, files made of noise, and how much
// memory the server holds.

import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { emptyTestimonyDetails, testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import { change } from '#core/change.ts'
import { createContribution } from '#core/contribution/contributions.ts'
import { documentOf } from '#core/contribution/document.ts'
import type { Machine } from '#core/people/roles.ts'
import type { Config } from '#core/platform/config.ts'
import { openInstallation } from '../../src/installation.ts'
import { preparePeople } from '../kills/people.ts'

export type Stage = { code: string; token: string }

/** A town, its facilitator, and the draft that files are brought to. */
export async function prepareStage(config: Config): Promise<Stage> {
  const people = await preparePeople(config)
  const { desk, close } = await openInstallation(() => {}, config)
  try {
    const space = await desk.db.selectFrom('desk.space').select('id').executeTakeFirstOrThrow()
    const machine: Machine = { kind: 'machine', person_id: null, space_id: space.id }
    const { code } = await change(desk, { action: 'uploads.prepare', actor: machine }, async (work) => {
      const text = { lead: '', quote: '', body: documentOf('Un récit.'), machine: false }
      return await createContribution(work, {
        kind: testimonyKind,
        space_id: space.id,
        content: {
          language: 'fr',
          texts: [{ language: 'fr', form: 'original', title: 'Un récit', ...text }],
          period: '',
          themes: [],
          credits: [{ role: 'told', person_id: people.witnesses[0] ?? '' }],
          licence: 'CC-BY-SA-4.0',
          details: emptyTestimonyDetails,
        },
        facilitator_id: people.facilitator.id,
        created_by: people.facilitator.id,
      })
    })
    return { code, token: people.facilitator.token }
  } finally {
    await close()
  }
}

/** A WAV of noise: a sound by its first bytes, and nothing that could be compressed. Gives its SHA-256. */
export async function makeSound(file: string, size: number): Promise<string> {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(Math.min(size - 8, 0xffffffff), 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(2, 22)
  header.writeUInt32LE(48_000, 24)
  header.writeUInt32LE(192_000, 28)
  header.writeUInt16LE(4, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(Math.min(size - 44, 0xffffffff), 40)
  const noise = randomBytes(8_000_000)
  const handle = await open(file, 'w')
  try {
    await handle.write(header)
    for (let at = header.length; at < size;) {
      // Each piece is different, so that no two parts of the file could be taken for one another.
      noise.writeDoubleLE(at, 0)
      const { bytesWritten } = await handle.write(noise, 0, Math.min(noise.length, size - at))
      at += bytesWritten
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return await hashOfFile(file)
}

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

/** Bytes of memory a process holds (Linux); 0 where the system does not tell. */
export function memoryOf(pid: number): number {
  try {
    const [, kB] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kB ?? 0) * 1024
  } catch {
    return 0
  }
}

/** Seconds of processor a process has used, with those it ended (Linux); 0 where the system does not tell. */
export function processorOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0) / 100
  } catch {
    return 0
  }
}

/** `sizeOf('4GB')` */
export function sizeOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(MB|GB)$/.exec(text) ?? []
  if (!unit) throw new Error(`${text} is no size: write 500MB or 4GB`)
  return Math.round(Number(number) * (unit === 'GB' ? 1e9 : 1e6))
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
