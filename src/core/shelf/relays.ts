// The relays that everyone may call, as the shelf shows them.

import type { Kysely, Selectable } from 'kysely'
import type { RelayTable, ShelfTables } from './shelf.tables.ts'

export type Relay = Selectable<RelayTable>

/** Relays in the order the town gave them; at most 24. */
export const listRelays = async (reader: Kysely<ShelfTables>, limit = 24): Promise<Relay[]> =>
  await reader.selectFrom('shelf.relay').selectAll().orderBy('position').limit(Math.min(limit, 24)).execute()
