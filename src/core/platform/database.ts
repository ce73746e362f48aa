// Opens the two ways to the database. `desk` owns everything and serves people at work; `reader` can select from the
// schema `shelf` and do nothing else, and is the only one that serves the public.

import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Config } from '#core/platform/config.ts'
import { openDataFolder } from '#core/platform/data-folder.ts'
import { prepareDatabase } from '#core/platform/database-roles.ts'
import { startEmbedded } from '#core/platform/postgres.ts'
import { readSecrets } from '#core/platform/secrets.ts'
import type { Progress } from '#core/platform/terminal.ts'

export type Database<DeskTables = any, ShelfTables = any> = {
  readonly desk: Kysely<DeskTables>
  readonly reader: Kysely<ShelfTables>
  readonly url: string
  readonly readerUrl: string
  /** Closes the pools, then leaves (and stops, if we are the last) the embedded server. */
  readonly close: () => Promise<void>
}

/**
 * Opens the database of the settings, starting the embedded one when DATABASE_URL is absent, and prepares its schemas
 * and roles. Tables come later, from migrations. Throws a StartError with one plain line when it cannot.
 */
export async function openDatabase<DeskTables = any, ShelfTables = any>(
  config: Pick<Config, 'data_dir' | 'database_url' | 'reader_database_url'>,
  onProgress: Progress = () => {},
): Promise<Database<DeskTables, ShelfTables>> {
  openDataFolder(config.data_dir)
  const embedded = config.database_url ? undefined : await startEmbedded(config.data_dir, { onProgress })
  try {
    const url = config.database_url ?? (embedded?.url as string)
    const readerUrl = await prepareDatabase({
      url,
      readerPassword: readSecrets(config.data_dir).reader,
      ...(embedded && { adminUrl: withDatabaseOf(url, embedded.adminUrl) }),
      ...(config.reader_database_url && { readerUrl: config.reader_database_url }),
    })
    return connect(url, readerUrl, embedded?.stop)
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** Opens the two pools on addresses that are already prepared. */
export function connect<DeskTables = any, ShelfTables = any>(
  url: string,
  readerUrl: string,
  afterClose: () => Promise<void> = async () => {},
): Database<DeskTables, ShelfTables> {
  const desk = new Kysely<DeskTables>({ dialect: dialectOf(url, 'veillee desk') })
  const reader = new Kysely<ShelfTables>({ dialect: dialectOf(readerUrl, 'veillee reader', readingSeconds * 1000) })
  return {
    desk,
    reader,
    url,
    readerUrl,
    async close() {
      await Promise.allSettled([desk.destroy(), reader.destroy()])
      await afterClose()
    },
  }
}

// A reader who has waited that long has left: one slow question must not hold the others (SEC-40).
const readingSeconds = 10

function dialectOf(url: string, name: string, patience?: number): PostgresDialect {
  const pool = new pg.Pool({
    ...(patience ? { Client: PreparingClient, statement_timeout: patience, query_timeout: patience + 2_000 } : {}),
    connectionString: url,
    application_name: name,
    max: 10,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    types: { getTypeParser: parserOf as pg.CustomTypesConfig['getTypeParser'] },
  })
  // An idle connection that falls is replaced by the pool; without a listener the whole process would stop.
  pool.on('error', () => {})
  // The same for one that falls while it serves: its query fails, and that is told to whoever asked.
  pool.on('connect', (client) => client.on('error', () => {}))
  return new PostgresDialect({ pool })
}

// Readers ask a few questions thousands of times: PostgreSQL is told to remember them by name, which halves what it
// spends on each.
class PreparingClient extends pg.Client {
  private readonly names = new Map<string, string>()

  override query(...args: any[]): any {
    const ask = super.query.bind(this) as (...asked: any[]) => any
    const [text, values] = args
    if (args.length !== 2 || typeof text !== 'string' || !Array.isArray(values)) return ask(...args)
    const known = this.names.get(text)
    if (known === undefined && this.names.size >= maxPrepared) return ask(text, values)
    const name = known ?? `q${this.names.size}`
    this.names.set(text, name)
    return (ask({ name, text, values }) as Promise<unknown>).catch((error: unknown) => {
      // A newer version changed a table meanwhile: what was remembered no longer fits it.
      if ((error as { code?: string }).code === featureNotSupported) return ask(text, values)
      throw error
    })
  }
}
const maxPrepared = 200
const featureNotSupported = '0A000'

// Counts come back as numbers (a town never passes 2^53), days as '2026-11-22', which no time zone can shift.
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.DATE, String],
])

function parserOf(id: number, format?: 'text' | 'binary'): unknown {
  return (format !== 'binary' && parsers.get(id)) || pg.types.getTypeParser(id, format as 'text')
}

function withDatabaseOf(url: string, adminUrl: string): string {
  const admin = new URL(adminUrl)
  admin.pathname = new URL(url).pathname
  return admin.href
}
