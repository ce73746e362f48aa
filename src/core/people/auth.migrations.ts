// Tables of better-auth 1.7 (written here by hand, never by its command line), one-time links, and the language in
// which letters are written to someone.

import { sql, type Kysely } from 'kysely'

export const accountMigrations = {
  '2026-11-22-b2-accounts': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`alter table desk.person add column locale text not null default 'fr'`.execute(db)
      await sql`
        create table desk.auth_user (
          id text primary key,
          name text not null,
          email text not null constraint auth_user_email_unique unique,
          email_verified boolean not null default false,
          image text,
          created_at timestamptz not null default now(),
          updated_at timestamptz not null default now()
        )`.execute(db)
      await sql`
        create table desk.auth_session (
          id text primary key,
          token text not null constraint auth_session_token_unique unique,
          user_id text not null references desk.auth_user(id) on delete cascade,
          expires_at timestamptz not null,
          created_at timestamptz not null default now(),
          updated_at timestamptz not null default now(),
          ip_address text,
          user_agent text
        )`.execute(db)
      await sql`create index auth_session_user on desk.auth_session (user_id)`.execute(db)
      await sql`
        create table desk.auth_account (
          id text primary key,
          account_id text not null,
          provider_id text not null,
          user_id text not null references desk.auth_user(id) on delete cascade,
          access_token text,
          refresh_token text,
          id_token text,
          access_token_expires_at timestamptz,
          refresh_token_expires_at timestamptz,
          scope text,
          password text,
          created_at timestamptz not null default now(),
          updated_at timestamptz not null default now()
        )`.execute(db)
      await sql`create index auth_account_user on desk.auth_account (user_id)`.execute(db)
      await sql`
        create table desk.auth_verification (
          id text primary key,
          identifier text not null,
          value text not null,
          expires_at timestamptz not null,
          created_at timestamptz not null default now(),
          updated_at timestamptz not null default now()
        )`.execute(db)
      await sql`create index auth_verification_identifier on desk.auth_verification (identifier)`.execute(db)
      await sql`
        create table desk.auth_passkey (
          id text primary key,
          name text,
          public_key text not null,
          user_id text not null references desk.auth_user(id) on delete cascade,
          credential_id text not null constraint auth_passkey_credential_unique unique,
          counter bigint not null,
          device_type text not null,
          backed_up boolean not null,
          transports text,
          created_at timestamptz,
          aaguid text
        )`.execute(db)
      await sql`create index auth_passkey_user on desk.auth_passkey (user_id)`.execute(db)
      await sql`
        create table desk.sign_in_link (
          id uuid primary key default gen_random_uuid(),
          token_hash text not null constraint sign_in_link_token_unique unique,
          person_id uuid not null references desk.person(id),
          created_at timestamptz not null default now(),
          expires_at timestamptz not null,
          used_at timestamptz
        )`.execute(db)
      await sql`create index sign_in_link_person on desk.sign_in_link (person_id)`.execute(db)
      await sql`create index card_session_card on desk.card_session (card_id)`.execute(db)
    },
  },
}
