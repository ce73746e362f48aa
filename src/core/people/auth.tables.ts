// Rows written by better-auth, under our names, and one-time links. Accounts hold how someone proves who she is;
// who she is stands in desk.person.

import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>

export type AuthUserTable = {
  id: string
  name: string
  email: string
  email_verified: boolean
  image: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

/** One browser signed in. `token` is worth nothing without the installation's secret, which signs the cookie. */
export type AuthSessionTable = {
  id: string
  token: string
  user_id: string
  expires_at: Timestamp
  created_at: Timestamp
  updated_at: Timestamp
  ip_address: string | null
  user_agent: string | null
}

/** A password (scrypt) when `provider_id` is 'credential'. */
export type AuthAccountTable = {
  id: string
  account_id: string
  provider_id: string
  user_id: string
  password: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type AuthVerificationTable = {
  id: string
  identifier: string
  value: string
  expires_at: Timestamp
  created_at: Timestamp
  updated_at: Timestamp
}

export type AuthPasskeyTable = {
  id: string
  name: string | null
  user_id: string
  credential_id: string
  created_at: Timestamp | null
}

/** A link that lets someone in once. Only its hash is kept. */
export type SignInLinkTable = {
  id: Generated<string>
  token_hash: string
  person_id: string
  created_at: Timestamp
  expires_at: Timestamp
  used_at: Timestamp | null
}

export type AuthTables = {
  'desk.auth_user': AuthUserTable
  'desk.auth_session': AuthSessionTable
  'desk.auth_account': AuthAccountTable
  'desk.auth_verification': AuthVerificationTable
  'desk.auth_passkey': AuthPasskeyTable
  'desk.sign_in_link': SignInLinkTable
}
