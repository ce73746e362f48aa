// Rows of the platform itself: letters waiting to leave, and the settings of the installation.

import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json<Value> = ColumnType<Value, string, string>

/** A letter to send. Kept visible to the administrator when no mail server is set. */
export type MailTable = {
  id: Generated<string>
  to_address: string
  subject: string
  body: string
  created_at: Timestamp
  sent_at: Timestamp | null
  attempts: Generated<number>
  /** When it was last taken to be sent: nobody else takes it for a minute. */
  tried_at: Generated<Date | null>
  last_error: string | null
}

/** Facts about the installation itself, by name: 'demo', 'town'… */
export type SettingTable = { name: string; value: Json<unknown>; changed_at: Timestamp }

export type PlatformTables = { 'desk.mail': MailTable; 'desk.setting': SettingTable }
