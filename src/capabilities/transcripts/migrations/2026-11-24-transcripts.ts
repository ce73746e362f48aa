// Table of the capability: what a machine was asked to write down.

import { sql, type Kysely } from 'kysely'

export const transcriptMigrations = {
  '2026-11-24-i-transcripts': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.transcription (
          id uuid primary key default gen_random_uuid(),
          space_id uuid not null references desk.space(id),
          contribution_id uuid not null references desk.contribution(id) on delete cascade,
          file_id uuid not null references desk.file(id) on delete cascade,
          language text not null,
          state text not null default 'waiting',
          progress integer not null default 0,
          attempts integer not null default 0,
          claimed_until timestamptz,
          trouble text,
          asked_by uuid not null references desk.person(id),
          asked_at timestamptz not null,
          done_at timestamptz
        )`.execute(db)
      await sql`create unique index transcription_open on desk.transcription (file_id) where state in ('waiting', 'working')`.execute(
        db,
      )
      await sql`create index transcription_file on desk.transcription (file_id, asked_at desc)`.execute(db)
    },
  },
}
