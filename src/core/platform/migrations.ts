// Tables of the platform room.

import { sql, type Kysely } from 'kysely'

export const platformMigrations = {
  '2026-11-22-a-platform': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.mail (
          id uuid primary key default gen_random_uuid(),
          to_address text not null,
          subject text not null,
          body text not null,
          created_at timestamptz not null default now(),
          sent_at timestamptz,
          attempts integer not null default 0,
          tried_at timestamptz,
          last_error text
        )`.execute(db)
      await sql`create index mail_waiting on desk.mail (created_at) where sent_at is null`.execute(db)
      await sql`create table desk.setting (name text primary key, value jsonb not null, changed_at timestamptz not null default now())`.execute(
        db,
      )
    },
  },
  '2026-11-23-b-peers': {
    async up(db: Kysely<unknown>): Promise<void> {
      // Who serves the town now (peers.ts). Unlogged: after a crash of the database, everyone registers again.
      await sql`
        create unlogged table desk.process (
          id uuid primary key,
          seen_at timestamptz not null,
          heard bigint not null
        )`.execute(db)
      // One by one (cache 1), in the order asked: what peers.ts concludes from a number rests on it.
      await sql`create sequence desk.shelf_echo cache 1`.execute(db)
    },
  },
}
