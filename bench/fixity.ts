// `npm run fixity -- --size 2GB` (REL-19): how long it takes to read every original again on demand, beside `sha256sum`
// on the same files in turns; what the scheduled pace leaves to others; a bit flipped somewhere, found, and healed from
// the second copy. `--folder` chooses the disk, `--times` the turns.

import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, open, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Desk } from '#core/desk.ts'
import { askedShare, readAll, readDue, type Readings } from '#core/media/fixity.ts'
import { fillSecondCopy } from '#core/media/second-copy.ts'
import { readConfig } from '#core/platform/config.ts'
import { silentLog as log } from '#core/platform/log.ts'
import { openInstallation } from '../src/installation.ts'
import { keepRecord, stampNow, type FixityRecord } from './results.ts'
import { hashOfFile, makeSound, megabytes, sizeOf } from './uploads/stage.ts'

const most_s_100GB = 3_600
const mostShare = 0.1
const longestPaced_ms = 60_000
const run = promisify(execFile)

export async function main(args: string[]): Promise<number> {
  const option = (name: string, usual: string) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? usual : (args[at + 1] ?? usual)
  }
  const size = sizeOf(option('size', '2GB'))
  const times = Math.max(1, Math.trunc(Number(option('times', '3'))) || 3)
  const folder = await mkdtemp(path.join(option('folder', tmpdir()), 'veillee-fixity-'))
  const env = {
    DATA_DIR: path.join(folder, 'data'),
    DEMO: 'none',
    FILES_COPY_URL: pathToFileURL(path.join(folder, 'copy')).href,
  }
  const installation = await openInstallation(() => {}, readConfig(env))
  try {
    const { desk } = installation
    const files = await makeOriginals(desk, size, path.join(env.DATA_DIR, 'files'))
    const bytes = files.reduce((sum, each) => sum + each.size, 0)
    const { copy: _, ...vault } = desk.vault
    const alone: Desk = { ...desk, vault }
    const failures: string[] = []
    const ours: number[] = []
    const theirs: number[] = []
    const isCold = await isForgotten(files)
    for (let turn = 0; turn < times; turn += 1) {
      await isForgotten(files)
      ours.push(await seconds(async () => expectWhole(await readAll(alone, { log }), files.length)))
      await isForgotten(files)
      theirs.push(
        await seconds(
          async () =>
            await run(
              'sha256sum',
              files.map(({ file }) => file),
              { maxBuffer: 1e8 },
            ),
        ),
      )
    }
    const here = median(ours)
    const beside = median(theirs)
    const paced = await atSchedule(alone, files)
    const share = paced.bytes / paced.seconds / (bytes / here)
    const told = `${files.length} originals, ${megabytes(bytes)}, ${isCold ? 'read from the disk each time' : 'in memory from the second time on'}`
    console.log(told)
    console.log(`on demand       ${here.toFixed(2)} s, ${megabytes(bytes / here)}/s`)
    console.log(
      `sha256sum       ${beside.toFixed(2)} s, ${megabytes(bytes / beside)}/s: ours takes ${(here / beside).toFixed(2)} times as long`,
    )
    const whole = (1e11 / bytes) * here
    console.log(
      `100 GB          ${minutes(whole)} by veillee check --files, ${minutes(whole / askedShare)} from the page, as things go here`,
    )
    console.log(
      `by schedule     ${megabytes(paced.bytes / paced.seconds)}/s over ${paced.seconds.toFixed(0)} s: ${(share * 100).toFixed(1)} % of the time on demand; 100 GB in ${(1e11 / (paced.bytes / paced.seconds) / 3_600).toFixed(1)} h`,
    )
    if (whole / askedShare > most_s_100GB) failures.push('100 GB would take more than an hour')
    // What one reading takes varies from one to the next by more than a point.
    if (share > mostShare * 1.15) failures.push(`the schedule takes ${(share * 100).toFixed(1)} % of the disk`)
    failures.push(...(await flipAndHeal(desk, files)))
    const record: FixityRecord = { ...stampNow(), bytes, isCold, seconds: { ours: here, sha256sum: beside }, share }
    await keepRecord('fixity', record)
    for (const failure of failures) console.log(`FAILED ${failure}`)
    return failures.length > 0 ? 1 : 0
  } finally {
    await installation.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type Original = { file: string; sha256: string; size: number }

/** Twenty originals of noise, in the vault and in its rows, as files received are. */
async function makeOriginals(desk: Desk, size: number, folder: string): Promise<Original[]> {
  const files: Original[] = []
  const each = Math.ceil(size / 20)
  while (files.length < 20) {
    const made = path.join(desk.vault.work, randomUUID())
    await makeSound(made, each)
    const kept = await desk.vault.keep('originals', made)
    const now = desk.now()
    await desk.db
      .insertInto('desk.original')
      .values({ ...kept, kept_at: now, verified_at: now, copied_at: null })
      .execute()
    files.push({ ...kept, file: path.join(folder, 'originals', kept.sha256.slice(0, 2), kept.sha256) })
  }
  return files
}

/** Asks the system to forget these files, so that the disk is read. False where it cannot be asked (GNU dd). */
async function isForgotten(files: readonly Original[]): Promise<boolean> {
  try {
    for (const { file } of files) await run('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none'])
    return true
  } catch {
    return false
  }
}

/** The scheduled reading, of everything that is due, for a minute at most. */
async function atSchedule(desk: Desk, files: readonly Original[]): Promise<{ bytes: number; seconds: number }> {
  await desk.db
    .updateTable('desk.original')
    .set({ verified_at: new Date(Date.now() - 61 * 86_400_000) })
    .execute()
  await isForgotten(files)
  const ends = new AbortController()
  const timer = setTimeout(() => ends.abort(), longestPaced_ms)
  const began = performance.now()
  let last = began
  let bytes = 0
  await readDue(desk, {
    log,
    signal: ends.signal,
    onRead: (readings) => {
      bytes = readings.bytes
      last = performance.now()
    },
  })
  clearTimeout(timer)
  if (bytes === 0) throw new Error('not one file was read in a minute: take a smaller size')
  return { bytes, seconds: (last - began) / 1_000 }
}

/** One bit of one file, anywhere. Gives what did not happen as promised. */
async function flipAndHeal(desk: Desk, files: readonly Original[]): Promise<string[]> {
  await fillSecondCopy(desk, log)
  const { file, sha256, size } = files[Math.floor(Math.random() * files.length)] as Original
  const at = Math.floor(Math.random() * size)
  // As a failing disk does: another file of the same length, with one bit that is not the same.
  await flipBit(file, at)
  const before = await hashOfFile(file)
  let readings: Readings | undefined
  const took = await seconds(async () => (readings = await readAll(desk, { log })))
  const after = await hashOfFile(file)
  const event = await desk.db
    .selectFrom('desk.event')
    .select('data')
    .where('kind', '=', 'fixity.healed')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const isHealed = readings?.healed === 1 && readings.damaged === 0 && after === sha256
  console.log(
    `a bit flipped   at byte ${at} of ${size}: ${isHealed ? `found and healed from the second copy in ${took.toFixed(2)} s, both places read` : 'NOT HEALED'}`,
  )
  return [
    ...(before === sha256 ? ['no bit was flipped'] : []),
    ...(isHealed ? [] : ['the flipped bit was not healed']),
    ...(event?.data['sha256'] === sha256 && event.data['event'] === 'recovery' ? [] : ['no event tells the recovery']),
  ]
}

async function flipBit(file: string, at: number): Promise<void> {
  // An original may not be written to; whoever owns the folder may put another in its place.
  const other = `${file}.flipped`
  await run('cp', [file, other])
  await run('chmod', ['u+w', other])
  const handle = await open(other, 'r+')
  try {
    const byte = Buffer.alloc(1)
    await handle.read(byte, 0, 1, at)
    byte.writeUInt8(byte.readUInt8() ^ 1)
    await handle.write(byte, 0, 1, at)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(other, file)
}

function expectWhole({ read, damaged, lost, unread }: Readings, count: number): void {
  if (read !== count || damaged + lost + unread > 0) throw new Error('these files should all be whole')
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN
const minutes = (figure: number): string => `${(figure / 60).toFixed(1)} min`
