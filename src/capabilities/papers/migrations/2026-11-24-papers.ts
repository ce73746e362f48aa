// Table of the capability: links by which a witness takes her own copy.

import { sql, type Kysely } from 'kysely'

export const papersMigrations = {
  '2026-11-24-h-papers': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.copy_link (
          id uuid primary key default gen_random_uuid(),
          token_hash text not null constraint copy_link_token_unique unique,
          contribution_id uuid not null references desk.contribution(id),
          person_id uuid not null references desk.person(id),
          created_at timestamptz not null,
          created_by uuid references desk.person(id),
          expires_at timestamptz not null,
          stopped_at timestamptz,
          downloads integer not null default 0
        )`.execute(db)
      await sql`create index copy_link_contribution on desk.copy_link (contribution_id)`.execute(db)
    },
  },
}
