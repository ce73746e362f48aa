// Migrations run once, in order, all or none, and never on the data of a newer version.

import { sql, type Kysely } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { migrate, type Migrations } from '#core/platform/migrate.ts'
import { StartError } from '#core/platform/terminal.ts'
import { testDatabase } from '#tests/support/database.ts'

const { desk: db } = await testDatabase<any, any>()

const creating = (table: string) => ({
  up: async (each: Kysely<any>) => void (await sql`create table desk.${sql.ref(table)} (id int)`.execute(each)),
})
const first: Migrations = { '2026-01-02-tried-b': creating('tried_b'), '2026-01-01-tried-a': creating('tried_a') }

beforeEach(async () => {
  await sql`drop schema desk cascade`.execute(db)
  await sql`create schema desk`.execute(db)
})

test('they run in the order of their dates, and once', async () => {
  expect(await migrate(db, first)).toEqual(['2026-01-01-tried-a', '2026-01-02-tried-b'])
  expect(await migrate(db, first)).toEqual([])
})

test('a capability added later may bring an older date', async () => {
  await migrate(db, first)
  expect(await migrate(db, { ...first, '2025-12-31-tried-c': creating('tried_c') })).toEqual(['2025-12-31-tried-c'])
})

test('when one fails, none of them happened', async () => {
  const broken = {
    ...first,
    '2026-01-03-broken': { up: async (each: Kysely<any>) => void (await sql`select nothing`.execute(each)) },
  }
  await expect(migrate(db, broken)).rejects.toThrow('nothing')
  await expect(sql`select from desk.tried_a`.execute(db)).rejects.toThrow('does not exist')
})

test('two processes that start together run them once', async () => {
  const [one, two] = await Promise.all([migrate(db, first), migrate(db, first)])
  expect([...one, ...two].toSorted()).toEqual(['2026-01-01-tried-a', '2026-01-02-tried-b'])
})

test('data of a newer version are refused in one line, and nothing changes', async () => {
  await migrate(db, first)
  const older = { '2026-01-01-tried-a': creating('tried_a'), '2026-01-05-other': creating('other') }
  await expect(migrate(db, older)).rejects.toThrow(StartError)
  await expect(migrate(db, older)).rejects.toThrow('2026-01-02-tried-b')
  await expect(sql`select from desk.other`.execute(db)).rejects.toThrow('does not exist')
})

test('a migration without its date is refused', async () => {
  await expect(migrate(db, { 'create-things': creating('things') })).rejects.toThrow('create-things')
})
