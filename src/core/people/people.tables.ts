// Rows of the people room. A person may have no account: most witnesses never will.

import type { ColumnType, Generated } from 'kysely'
import type { Locale } from '../platform/i18n.ts'
import type { AuthTables } from './auth.tables.ts'
import type { Role } from './roles.ts'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json<Value> = ColumnType<Value, string, string>

export type PersonTable = {
  id: Generated<string>
  /** The name as the person wants it: one field, no first or last name (L-10). */
  name: string
  /** The same name in other scripts or spellings, so that sealing it hides them all. */
  other_names: string[]
  born: number | null
  portrait: string | null
  languages: string[]
  district: string | null
  phone: string | null
  email: string | null
  /** Private notes of those who know her; never published. */
  notes: string
  /** The name she agreed to be credited by when she collects, translates or re-reads; null: not named. */
  credited_as: string | null
  /** For relays shown to everyone: a sentence per locale. */
  presentation: Json<Record<string, string>>
  is_listed: boolean
  /** The language in which letters are written to her. */
  locale: Generated<Locale>
  /** Her sign-in (desk.auth_user); null for those who never sign in. */
  account_id: string | null
  created_at: Timestamp
  created_by: string | null
}

export type SpaceTable = {
  id: Generated<string>
  slug: string
  settings: Json<SpaceSettings>
}

/** What a space asks before anything appears. */
export type SpaceSettings = { required_signoffs: ('editorial' | 'scientific' | 'witness')[] }

export type RoleGrantTable = {
  id: Generated<string>
  person_id: string
  space_id: string
  role: Role
  granted_by: string | null
  granted_at: Timestamp
  revoked_by: string | null
  revoked_at: Timestamp | null
}

/** What a facilitator may do for a witness, until when, on what evidence (S02). */
export type MandateTable = {
  id: Generated<string>
  person_id: string
  facilitator_id: string
  scope: ('collect' | 'sign' | 'withdraw')[]
  evidence: 'paper' | 'spoken' | 'screen'
  evidence_note: string
  starts_on: string
  ends_on: string
  created_at: Timestamp
  created_by: string
  revoked_at: Timestamp | null
  revoked_by: string | null
}

/** The number and code printed on a witness's card: she follows, signs and takes back with it, without an account. */
export type CardTable = {
  id: Generated<string>
  number: string
  code_hash: string
  person_id: string
  created_at: Timestamp
  created_by: string | null
  revoked_at: Timestamp | null
}

export type CardSessionTable = {
  token_hash: string
  card_id: string
  expires_at: Timestamp
}

export type PeopleTables = AuthTables & {
  'desk.person': PersonTable
  'desk.space': SpaceTable
  'desk.role_grant': RoleGrantTable
  'desk.mandate': MandateTable
  'desk.card': CardTable
  'desk.card_session': CardSessionTable
}
