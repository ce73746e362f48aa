// Rows of the capability's own table: links by which a witness takes her copy, without account.

import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>

export type CopyLinkTable = {
  id: Generated<string>
  /** SHA-256 of the token; the token itself is told once. */
  token_hash: string
  contribution_id: string
  /** Whose copy it is. */
  person_id: string
  created_at: Timestamp
  created_by: string | null
  expires_at: Timestamp
  stopped_at: Timestamp | null
  downloads: Generated<number>
}

declare module '#core/desk.ts' {
  interface CapabilityTables {
    'desk.copy_link': CopyLinkTable
  }
}
