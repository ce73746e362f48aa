// Opening a database that is not ours: what is prepared there, and the one line for each way it can be wrong.

import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFolder } from '#core/platform/assets.ts'
import { connectionError } from '#core/platform/database-errors.ts'
import { refuseOld } from '#core/platform/database-roles.ts'
import { openDatabase } from '#core/platform/database.ts'
import { startEmbedded, type Embedded } from '#core/platform/postgres.ts'
import { StartError } from '#core/platform/terminal.ts'
import { removeData } from '#tests/support/veillee-process.ts'
import { onServer, withDatabase } from '#tests/support/postgres.ts'

// A server of its own, since roles belong to a whole server.
const cache = path.join(projectFolder, '.cache')
mkdirSync(cache, { recursive: true })
const folder = mkdtempSync(path.join(cache, 'database-'))
const data_dir = path.join(folder, 'town')
chmodSync(folder, 0o755)
let server: Embedded

beforeAll(async () => {
  server = await startEmbedded(path.join(folder, 'server'), { settings: { fsync: 'off' } })
  await onServer(server.adminUrl, async (admin) => {
    await admin.query(`create role mayor login createrole password 'p@ss/word'`)
    await admin.query(`create role clerk login password 'clerk'`)
    await admin.query(`create role guest login password 'guest'`)
    for (const name of ['mayor', 'clerk']) await admin.query(`create database town_of_${name} owner ${name}`)
  })
})

afterAll(async () => {
  await server.stop()
  await removeData(path.join(folder, 'server'))
  rmSync(folder, { recursive: true, force: true })
})

function address(user: string, password: string, database: string): string {
  const url = new URL(withDatabase(server.adminUrl, database))
  url.username = user
  url.password = encodeURIComponent(password)
  return url.href
}

async function refusal(database_url: string, reader_database_url?: string): Promise<string> {
  const opening = openDatabase({
    data_dir: path.join(folder, 'other-town'),
    database_url,
    ...(reader_database_url && { reader_database_url }),
  })
  const error = await opening.then(
    () => new Error('it opened'),
    (reason: Error) => reason,
  )
  expect(error).toBeInstanceOf(StartError)
  expect(error.message).not.toMatch(/\n|p@ss|p%40ss/)
  return error.message
}

test('a role that may create roles gets its schemas and its reader, once and again', async () => {
  const database_url = address('mayor', 'p@ss/word', 'town_of_mayor')
  for (const time of [1, 2]) {
    const database = await openDatabase({ data_dir, database_url })
    await sql`create table if not exists shelf.page (id int)`.execute(database.desk)
    await sql`create table if not exists desk.draft (id int)`.execute(database.desk)
    await sql`insert into shelf.page values (${time})`.execute(database.desk)
    expect((await sql`select count(*) as pages from shelf.page`.execute(database.reader)).rows).toEqual([
      { pages: time },
    ])
    await expect(sql`select * from desk.draft`.execute(database.reader)).rejects.toThrow('permission denied')
    await database.close()
  }
})

test('counts are numbers and days are days', async () => {
  const database = await openDatabase({ data_dir, database_url: address('mayor', 'p@ss/word', 'town_of_mayor') })
  const { rows } = await sql`select count(*) as many, '2026-03-29'::date as day from pg_class where false`.execute(
    database.desk,
  )
  expect(rows).toEqual([{ many: 0, day: '2026-03-29' }])
  await database.close()
})

test('another town on the same server must name its own reader', async () => {
  const said = await refusal(address('clerk', 'clerk', 'town_of_clerk'))
  expect(said).toContain('already exists on this server')
  expect(said).toContain('READER_DATABASE_URL')
})

test('a role that may not create roles is told to give a reader; then it opens', async () => {
  const database_url = address('clerk', 'clerk', 'town_of_clerk')
  await onServer(withDatabase(server.adminUrl, 'town_of_mayor'), async (admin) => {
    await admin.query('drop owned by veillee_reader cascade')
    await admin.query('drop role veillee_reader')
  })
  expect(await refusal(database_url)).toContain('"clerk" may not create the role veillee_reader')
  const database = await openDatabase({
    data_dir,
    database_url,
    reader_database_url: address('guest', 'guest', 'town_of_clerk'),
  })
  await sql`create table shelf.page (id int)`.execute(database.desk)
  expect((await sql`select * from shelf.page`.execute(database.reader)).rows).toEqual([])
  await database.close()
})

test('a reader that could read the desk, or another database, is refused', async () => {
  const database_url = address('clerk', 'clerk', 'town_of_clerk')
  expect(await refusal(database_url, database_url)).toContain('too many rights')
  expect(await refusal(database_url, address('guest', 'guest', 'town_of_mayor'))).toContain(
    'may not read the schema shelf',
  )
  expect(await refusal(database_url, address('guest', 'guest', 'postgres'))).toContain('may not read the schema shelf')
})

test('wrong password, database or right to create are each said, naming what to put right', async () => {
  expect(await refusal(address('clerk', 'wrong', 'town_of_clerk'))).toMatch(/^DATABASE_URL: .*"clerk" or its password/)
  expect(await refusal(address('clerk', 'clerk', 'nowhere'))).toMatch(/"nowhere" does not exist/)
  expect(await refusal(address('clerk', 'clerk', 'town_of_clerk'), address('guest', 'x', 'town_of_clerk'))).toMatch(
    /^READER_DATABASE_URL: /,
  )
  await onServer(server.adminUrl, (admin) => admin.query('create database empty'))
  expect(await refusal(address('clerk', 'clerk', 'empty'))).toContain('ALTER DATABASE empty OWNER TO clerk')
})

test('a PostgreSQL too old is said', async () => {
  const old = { query: async () => ({ rows: [{ version: 14 }] }) } as unknown as Pick<pg.Client, 'query'>
  await expect(refuseOld(old)).rejects.toThrow('this server is PostgreSQL 14, PostgreSQL 15 or later is needed')
})

test('wrong server or port are each said', async () => {
  expect(await refusal('postgres://a:p@127.0.0.1:1/b')).toContain('does not answer on 127.0.0.1:1')
  const unknown = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
  expect(connectionError('DATABASE_URL', 'postgres://a:p@db.invalid/b', unknown).message).toContain(
    'no server "db.invalid:5432"',
  )
  const both = new AggregateError([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })])
  expect(connectionError('DATABASE_URL', 'postgres://a:p@localhost/b', both).message).toContain('(ECONNREFUSED)')
})

test('a reader’s question is remembered by name, and still answered when a newer version changed its table', async () => {
  const database = await openDatabase({
    data_dir: path.join(folder, 'other-town'),
    database_url: address('mayor', 'p@ss/word', 'town_of_mayor'),
  })
  try {
    await sql`create table shelf.thing (name text)`.execute(database.desk)
    await sql`insert into shelf.thing values ('lamp')`.execute(database.desk)
    // One value, so that it is a question with parameters; one connection, so that it is the one that remembers.
    const ask = async () =>
      await database.reader.connection().execute(async (one) => {
        const asked = await sql`select * from shelf.thing where name = ${'lamp'}`.execute(one)
        const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements where ${true}`.execute(one)
        return { asked: asked.rows, remembered: rows.length }
      })
    expect(await ask()).toEqual({ asked: [{ name: 'lamp' }], remembered: 2 })
    await sql`alter table shelf.thing add column colour text`.execute(database.desk)
    expect((await ask()).asked).toEqual([{ name: 'lamp', colour: null }])
  } finally {
    await database.close()
  }
})
