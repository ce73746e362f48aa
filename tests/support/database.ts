// A database of its own for a test file, with every table, empty of people; dropped when the file is done.

import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import type { DeskTables } from '#core/desk.ts'
import { connect, type Database } from '#core/platform/database.ts'
import { prepareDatabase } from '#core/platform/database-roles.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { onServer, withDatabase } from '#tests/support/postgres.ts'

/**
 * Call it at the top of a test file, outside any test: `const database = await testDatabase()`.
 * `database.desk` is the owner's connection, `database.reader` the public's.
 */
export async function testDatabase<Desk = DeskTables, Shelf = ShelfTables>(): Promise<Database<Desk, Shelf>> {
  const postgres = inject('postgres')
  if ('failure' in postgres) throw new Error(`no database for the tests: ${postgres.failure}`)
  const { adminUrl, url, readerPassword, template } = postgres
  const name = template.replace(/template$/, randomBytes(5).toString('hex'))
  await onServer(adminUrl, (admin) =>
    admin.query(`create database ${name} template ${template} owner ${new URL(url).username}`),
  )
  const ours = withDatabase(url, name)
  const readerUrl = await prepareDatabase({ url: ours, adminUrl: withDatabase(adminUrl, name), readerPassword })
  const database = connect<Desk, Shelf>(ours, readerUrl, () =>
    onServer(adminUrl, async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`))),
  )
  afterAll(() => database.close())
  return database
}
