// The embedded database on bad days: killed, doubled, cut short, half there. Real servers, real kills.

import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { projectFolder } from '#core/platform/assets.ts'
import { mayEnter } from '#core/platform/postgres-account.ts'
import { openDatabase } from '#core/platform/database.ts'
import { startEmbedded } from '#core/platform/postgres.ts'
import { isAlive, openElsewhere, postmasterOf, removeData } from '#tests/support/veillee-process.ts'

// Each of these makes a whole cluster: slow when the machine is busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const isRoot = process.getuid?.() === 0
let folder: string

beforeEach(() => {
  mkdirSync(path.join(projectFolder, '.cache'), { recursive: true })
  folder = mkdtempSync(path.join(projectFolder, '.cache', 'postgres-'))
  chmodSync(folder, 0o755)
})

afterEach(async () => {
  await removeData(path.join(folder, 'data'))
  await removeData(folder)
})

const postmaster = (data = folder) => postmasterOf(data)

async function note(word: string): Promise<string[]> {
  const database = await openDatabase({ data_dir: folder })
  await sql`create table if not exists desk.noted (id serial, word text)`.execute(database.desk)
  await sql`insert into desk.noted (word) values (${word})`.execute(database.desk)
  const { rows } = await sql<{ word: string }>`select word from desk.noted order by id`.execute(database.desk)
  await database.close()
  return rows.map((row) => row.word)
}

test('it starts, keeps what it was told, and stops', async () => {
  expect(await note('one')).toEqual(['one'])
  expect(postmaster()).toBeUndefined()
  expect(await note('two')).toEqual(['one', 'two'])
})

test('it is durable, checked, and closed to the network', async () => {
  const database = await openDatabase({ data_dir: folder })
  const asked = [
    'fsync',
    'full_page_writes',
    'synchronous_commit',
    'data_checksums',
    'listen_addresses',
    'server_encoding',
  ]
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name = any(${asked})`.execute(database.desk)
  expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    listen_addresses: '127.0.0.1',
    server_encoding: 'UTF8',
  })
  const { rows: words } = await sql`select upper('é') as upper, 'é' < 'z' as alphabetic`.execute(database.desk)
  expect(words).toEqual([{ upper: 'É', alphabetic: false }])
  await database.close()
  expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
  expect(statSync(path.join(folder, 'postgres')).mode & 0o777).toBe(0o700)
})

test(
  'after kill -9 of Veillée, the next start takes over the server that goes on, then stops it',
  { retry: 1 },
  async () => {
    await note('before')
    const other = await openElsewhere(folder)
    expect(other.said).toBe('ready')
    const orphan = postmaster()
    await other.kill('SIGKILL')
    expect(isAlive(orphan as number)).toBe(true)
    const start = Date.now()
    const database = await openDatabase({ data_dir: folder })
    expect(Date.now() - start).toBeLessThan(10_000)
    expect(postmaster()).toBe(orphan)
    await database.close()
    expect(postmaster()).toBeUndefined()
  },
)

test('after kill -9 of everything, the next start recovers what was acknowledged', { retry: 1 }, async () => {
  await note('before')
  const other = await openElsewhere(folder)
  const database = await openDatabase({ data_dir: folder })
  await sql`insert into desk.noted (word) values ('acknowledged')`.execute(database.desk)
  await other.kill('SIGKILL')
  process.kill(postmaster() as number, 'SIGKILL')
  await database.close()
  const start = Date.now()
  expect(await note('after')).toEqual(['before', 'acknowledged', 'after'])
  expect(Date.now() - start).toBeLessThan(10_000)
})

test('a server that falls while Veillée runs is started again at the same address', async () => {
  const database = await openDatabase({ data_dir: folder })
  const fallen = postmaster() as number
  process.kill(fallen, 'SIGKILL')
  const deadline = Date.now() + 10_000
  let answered = false
  while (!answered && Date.now() < deadline) {
    answered = await sql`select 1`.execute(database.desk).then(
      () => true,
      () => false,
    )
    await wait(100)
  }
  expect(answered).toBe(true)
  expect(postmaster()).not.toBe(fallen)
  await database.close()
  expect(postmaster()).toBeUndefined()
})

test('a number left by a dead server, now that of another program, does not stop the start', async () => {
  await note('one')
  const other = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const place = realpathSync(path.join(folder, 'postgres'))
  writeFileSync(
    path.join(place, 'postmaster.pid'),
    [other.pid, place, 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n'),
  )
  expect(await note('two')).toEqual(['one', 'two'])
  expect(other.exitCode).toBeNull()
  other.kill()
})

test('two processes on one folder share the server; the last one to leave stops it', async () => {
  const [first, second] = await Promise.all([openElsewhere(folder), openElsewhere(folder)])
  expect([first.said, second.said]).toEqual(['ready', 'ready'])
  const shared = postmaster()
  await first.kill('SIGTERM')
  expect(postmaster()).toBe(shared)
  const database = await openDatabase({ data_dir: folder })
  await second.kill('SIGTERM')
  expect(postmaster()).toBe(shared)
  await sql`select 1`.execute(database.desk)
  await database.close()
  expect(postmaster()).toBeUndefined()
})

test('a first start cut short leaves nothing in the way', async () => {
  mkdirSync(path.join(folder, 'postgres.new'))
  writeFileSync(path.join(folder, 'postgres.new', 'PG_VERSION'), '18\n')
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await new Promise((resolve) => void gone.once('exit', resolve))
  writeFileSync(path.join(folder, 'starting.lock'), String(gone.pid))
  expect(await note('one')).toEqual(['one'])
})

test('data of another PostgreSQL, or without their secrets, are refused in one line', async () => {
  await note('one')
  const version = path.join(folder, 'postgres', 'PG_VERSION')
  writeFileSync(version, '17\n')
  await expect(startEmbedded(folder)).rejects.toThrow('comes from PostgreSQL 17')
  writeFileSync(version, '18\n')
  const secrets = path.join(folder, 'secrets.json')
  const kept = readFileSync(secrets)
  rmSync(secrets)
  await expect(startEmbedded(folder)).rejects.toThrow('secrets.json is not the one of the database')
  writeFileSync(secrets, '{')
  await expect(startEmbedded(folder)).rejects.toThrow('is damaged')
  writeFileSync(secrets, kept)
  expect(await note('two')).toEqual(['one', 'two'])
})

test('a data folder that cannot be made is said', async () => {
  const file = path.join(folder, 'a-file')
  writeFileSync(file, '')
  await expect(openDatabase({ data_dir: path.join(file, 'data') })).rejects.toThrow(/is not writable/)
})

describe.runIf(isRoot)('as root', () => {
  test('the server runs under an account that is not', async () => {
    const database = await openDatabase({ data_dir: folder })
    expect(statSync(`/proc/${postmaster()}`).uid).not.toBe(0)
    await database.close()
  })

  test('it takes the owner of the data folder', async () => {
    execFileSync('chown', ['daemon', folder])
    const database = await openDatabase({ data_dir: folder })
    expect(statSync(`/proc/${postmaster()}`).uid).toBe(numbersOf('daemon').uid)
    await database.close()
  })

  test('unless that owner has no name here', async () => {
    execFileSync('chown', ['54321:54321', folder])
    const database = await openDatabase({ data_dir: folder })
    expect([0, 54321]).not.toContain(statSync(`/proc/${postmaster()}`).uid)
    await database.close()
  })

  test('in a closed folder, such as one of /root, it lives outside and is found again', async () => {
    chmodSync(folder, 0o700)
    const data = path.join(folder, 'data')
    const database = await openDatabase({ data_dir: data })
    const link = path.join(data, 'postgres')
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    await database.close()
    await (await openDatabase({ data_dir: data })).close()
    expect(postmaster(data)).toBeUndefined()
  })
})

// A clone inside /root is closed to every other account: nothing to try there.
describe.runIf(isRoot && mayEnter(numbersOf('daemon'), projectFolder))('as an ordinary account', () => {
  test('it starts too, and is told when the folder is not its own', async () => {
    const refused = await openElsewhere(folder, numbersOf('daemon'))
    expect(refused.said).toMatch(/^StartError: .* is not writable/)
    execFileSync('chown', ['daemon', folder])
    const other = await openElsewhere(folder, numbersOf('daemon'))
    expect(other.said).toBe('ready')
    await other.kill('SIGTERM')
    await expect.poll(() => postmaster(), { timeout: 10_000 }).toBeUndefined()
  })

  test('an account without a name is told so', async () => {
    execFileSync('chown', ['54321', folder])
    const nameless = await openElsewhere(folder, { uid: 54321, gid: 54321 })
    expect(nameless.said).toMatch(/^StartError: The account 54321 has no name on this system/)
  })
})

function numbersOf(name: string): { uid: number; gid: number } {
  const number = (flag: string) => Number(execFileSync('id', [flag, name]).toString())
  return { uid: number('-u'), gid: number('-g') }
}
