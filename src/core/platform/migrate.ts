// Brings the tables to the present: every migration of the core and of the capabilities that this database has not had
// yet, in the order of their dates, all in one transaction and under a lock that other processes wait for.

import type { Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { StartError } from '#core/platform/terminal.ts'

export type { Migration }
/** Named by date, then room, then matter: `2026-11-22-contribution`. Frozen once released. */
export type Migrations = Readonly<Record<string, Migration>>

const nameShape = /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/

/** Runs what is missing and gives the names of what ran. Throws a StartError when the data come from a newer version. */
export async function migrate(db: Kysely<any>, migrations: Migrations): Promise<string[]> {
  await refuseNewer(db, migrations)
  const { error, results = [] } = await migratorOf(db, migrations).migrateToLatest()
  if (error) throw error
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

async function refuseNewer(db: Kysely<any>, migrations: Migrations): Promise<void> {
  const unknown = (await doneMigrations(db)).filter((name) => !(name in migrations))
  if (unknown.length === 0) return
  throw new StartError({
    fr: `Les données viennent d’une version plus récente de Veillée (${unknown.join(', ')}) : installez cette version, ou remettez une sauvegarde plus ancienne.`,
    en: `The data come from a newer version of Veillée (${unknown.join(', ')}): install that version, or restore an older backup.`,
  })
}

async function doneMigrations(db: Kysely<any>): Promise<string[]> {
  const tables = await db
    .selectFrom('pg_catalog.pg_tables')
    .select('tablename')
    .where('schemaname', '=', 'desk')
    .execute()
  if (!tables.some((table) => table['tablename'] === 'kysely_migration')) return []
  const rows = await db.selectFrom('desk.kysely_migration').select('name').execute()
  return rows.map((row) => row['name'] as string)
}

function migratorOf(db: Kysely<any>, migrations: Migrations): Migrator {
  const misnamed = Object.keys(migrations).find((name) => !nameShape.test(name))
  if (misnamed) throw new Error(`migration "${misnamed}" is not named YYYY-MM-DD-what`)
  return new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: 'desk',
    // A capability added later may bring migrations dated before those of another.
    allowUnorderedMigrations: true,
  })
}
