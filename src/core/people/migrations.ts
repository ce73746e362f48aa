// Tables of the people room.

import { sql, type Kysely } from 'kysely'
import { accountMigrations } from './auth.migrations.ts'

export const peopleMigrations = {
  ...accountMigrations,
  '2026-11-22-b-people': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.space (
          id uuid primary key default gen_random_uuid(),
          slug text not null constraint space_slug_unique unique,
          settings jsonb not null
        )`.execute(db)
      await sql`
        create table desk.person (
          id uuid primary key default gen_random_uuid(),
          name text not null,
          other_names text[] not null default '{}',
          born integer,
          portrait text,
          languages text[] not null default '{}',
          district text,
          phone text,
          email text,
          notes text not null default '',
          credited_as text,
          presentation jsonb not null default '{}',
          is_listed boolean not null default false,
          account_id text constraint person_account_unique unique,
          created_at timestamptz not null default now(),
          created_by uuid references desk.person(id)
        )`.execute(db)
      await sql`create unique index person_email_unique on desk.person (email) where email is not null and account_id is not null`.execute(
        db,
      )
      await sql`
        create table desk.role_grant (
          id uuid primary key default gen_random_uuid(),
          person_id uuid not null references desk.person(id),
          space_id uuid not null references desk.space(id),
          role text not null,
          granted_by uuid references desk.person(id),
          granted_at timestamptz not null default now(),
          revoked_by uuid references desk.person(id),
          revoked_at timestamptz
        )`.execute(db)
      await sql`create unique index role_grant_live_unique on desk.role_grant (person_id, space_id, role) where revoked_at is null`.execute(
        db,
      )
      await sql`
        create table desk.mandate (
          id uuid primary key default gen_random_uuid(),
          person_id uuid not null references desk.person(id),
          facilitator_id uuid not null references desk.person(id),
          scope text[] not null,
          evidence text not null,
          evidence_note text not null default '',
          starts_on date not null,
          ends_on date not null,
          created_at timestamptz not null default now(),
          created_by uuid not null references desk.person(id),
          revoked_at timestamptz,
          revoked_by uuid references desk.person(id)
        )`.execute(db)
      await sql`create index mandate_person on desk.mandate (person_id)`.execute(db)
      await sql`create index mandate_facilitator on desk.mandate (facilitator_id)`.execute(db)
      await sql`
        create table desk.card (
          id uuid primary key default gen_random_uuid(),
          number text not null constraint card_number_unique unique,
          code_hash text not null,
          person_id uuid not null references desk.person(id),
          created_at timestamptz not null default now(),
          created_by uuid references desk.person(id),
          revoked_at timestamptz
        )`.execute(db)
      await sql`create index card_person on desk.card (person_id)`.execute(db)
      await sql`
        create table desk.card_session (
          token_hash text primary key,
          card_id uuid not null references desk.card(id),
          expires_at timestamptz not null
        )`.execute(db)
    },
  },
}
