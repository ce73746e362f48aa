// The ground of every other test: a real database, its two connections, and what the reader cannot do.

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'

const database = await testDatabase<any, any>()

test('each test file has a database of its own, with every migration', async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.desk)
  expect(rows[0]?.name).toMatch(/^test_\d+_[0-9a-f]{10}$/)
})

test('the reader reads the shelf and nothing else', async () => {
  await sql`create table shelf.tried (id bigint, on_day date)`.execute(database.desk)
  await sql`create table desk.tried (secret text)`.execute(database.desk)
  await sql`insert into shelf.tried values (5, '2026-11-22')`.execute(database.desk)
  const { rows } = await sql`select * from shelf.tried`.execute(database.reader)
  expect(rows).toEqual([{ id: 5, on_day: '2026-11-22' }])
  await expect(sql`select * from desk.tried`.execute(database.reader)).rejects.toThrow(
    'permission denied for schema desk',
  )
  for (const forbidden of [sql`delete from shelf.tried`, sql`create table shelf.mine ()`, sql`create schema mine`]) {
    await expect(forbidden.execute(database.reader)).rejects.toThrow(/permission denied|read-only/)
  }
})

test('the reader writes nothing even when it asks for a writing transaction', async () => {
  const attempts = [
    sql`insert into shelf.tried values (1)`,
    sql`create temporary table mine ()`,
    sql`create table public.mine ()`,
  ]
  for (const forbidden of attempts) {
    const attempt = database.reader.transaction().execute(async (transaction) => {
      await sql`set transaction read write`.execute(transaction)
      await forbidden.execute(transaction)
    })
    await expect(attempt).rejects.toThrow('permission denied')
  }
})

test('no role of the pages is a superuser', async () => {
  for (const connection of [database.desk, database.reader]) {
    const { rows } =
      await sql`select rolsuper, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user`.execute(
        connection,
      )
    expect(rows).toEqual([{ rolsuper: false, rolcreaterole: false, rolbypassrls: false }])
  }
})
