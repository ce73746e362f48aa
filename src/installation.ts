// One installation, opened: settings, database brought to the present, capabilities, the town. What every command
// needs before it does its own work; the server adds doors and jobs.

import { capabilities } from '#capabilities/index.ts'
import { ensureTown } from '#capabilities/territory/town.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import type { Desk, DeskTables } from '#core/desk.ts'
import { publishOlderFormats } from '#core/jobs.ts'
import { allMigrations } from '#core/migrations.ts'
import { readConfig, type Config } from '#core/platform/config.ts'
import { openDatabase, type Database } from '#core/platform/database.ts'
import { createLog, type Log } from '#core/platform/log.ts'
import { migrate } from '#core/platform/migrate.ts'
import { untilOthersHeard } from '#core/platform/peers.ts'
import { openVault } from '#core/platform/vault/open.ts'
import type { Progress } from '#core/platform/terminal.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'

export type Installation = {
  config: Config
  database: Database<DeskTables, ShelfTables>
  desk: Desk
  log: Log
  close: () => Promise<void>
}

/** Opens the installation of the settings. Throws a StartError with one plain line when something must be put right. */
export async function openInstallation(onProgress: Progress = () => {}, config = readConfig()): Promise<Installation> {
  const database = await openDatabase<DeskTables, ShelfTables>(config, onProgress)
  try {
    await migrate(database.desk, allMigrations(capabilities))
    const kinds: Kinds = new Map(capabilities.flatMap((each) => each.kinds ?? []).map((kind) => [kind.name, kind]))
    const moved = async () => await untilOthersHeard(database.desk)
    const published = capabilities.flatMap((each) => each.published ?? [])
    const vault = await openVault(config)
    const desk: Desk = { db: database.desk, kinds, now: () => new Date(), vault, moved, published }
    await ensureTown(desk)
    await publishOlderFormats(desk)
    return { config, database, desk, log: createLog(), close: database.close }
  } catch (error) {
    await database.close()
    throw error
  }
}
