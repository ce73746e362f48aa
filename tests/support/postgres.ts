// Vitest's global set-up: one PostgreSQL for the whole run, with a database whose tables are already made and that each
// test file copies (see database.ts). Embedded and without fsync, or the one of TEST_DATABASE_URL.

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { projectFolder } from '#core/platform/assets.ts'
import { prepareDatabase } from '#core/platform/database-roles.ts'
import { connect } from '#core/platform/database.ts'
import { migrate, type Migrations } from '#core/platform/migrate.ts'
import { startEmbedded } from '#core/platform/postgres.ts'
import { readSecrets } from '#core/platform/secrets.ts'

/** What test files receive: an address that may create databases, the owner's, the reader's, and what to copy. */
export type TestPostgres = {
  readonly adminUrl: string
  readonly url: string
  readonly readerPassword: string
  readonly template: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestPostgres | { readonly failure: string }
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const stops: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const each of stops.toReversed()) await each()
  }
  try {
    project.provide('postgres', await prepare(stops))
    return stop
  } catch (error) {
    // Told by the files that need a database; rules and other pure tests run without.
    project.provide('postgres', { failure: String((error as Error).stack ?? error) })
    await stop()
    return undefined
  }
}

async function prepare(stops: (() => Promise<unknown>)[]): Promise<TestPostgres> {
  const server = await testServer()
  stops.push(server.stop)
  const template = `test_${process.pid}_template`
  await onServer(server.adminUrl, async (admin) => {
    await dropLeftovers(admin)
    await admin.query(`create database ${template} owner ${pg.escapeIdentifier(new URL(server.url).username)}`)
  })
  stops.push(() =>
    onServer(server.adminUrl, (admin) => admin.query(`drop database if exists ${template} with (force)`)),
  )
  const url = withDatabase(server.url, template)
  const { adminUrl, readerPassword } = server
  const readerUrl = await prepareDatabase({ url, adminUrl: withDatabase(adminUrl, template), readerPassword })
  const database = connect(url, readerUrl)
  try {
    await migrate(database.desk, await everyMigration())
  } finally {
    await database.close()
  }
  return { adminUrl, url, readerPassword, template }
}

type TestServer = { adminUrl: string; url: string; readerPassword: string; stop: () => Promise<void> }

async function testServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) {
    const readerPassword = createHash('sha256').update(given).digest('hex')
    return { adminUrl: given, url: given, readerPassword, stop: async () => {} }
  }
  const folder = path.join(projectFolder, '.cache', 'tests')
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' }
  const { adminUrl, url, stop } = await startEmbedded(folder, { settings })
  return { adminUrl, url, readerPassword: readSecrets(folder).reader, stop }
}

async function everyMigration(): Promise<Migrations> {
  if (!existsSync(path.join(projectFolder, 'src', 'capabilities', 'index.ts'))) return {}
  const [{ allMigrations }, { capabilities }] = await Promise.all([
    import('#core/migrations.ts'),
    import('#capabilities/index.ts'),
  ])
  return allMigrations(capabilities)
}

// A run that was killed leaves its databases; their names say which process made them.
async function dropLeftovers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^test_[0-9]+_'`,
  )
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split('_')[1]))) await admin.query(`drop database if exists ${datname} with (force)`)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
