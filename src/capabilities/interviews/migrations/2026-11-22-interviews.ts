// Tables of the capability: requests to be called back, and meetings between a facilitator and witnesses.

import { sql, type Kysely } from 'kysely'

export const interviewMigrations = {
  '2026-11-22-g-interviews': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.callback (
          id uuid primary key default gen_random_uuid(),
          space_id uuid not null references desk.space(id),
          number text not null constraint callback_number_unique unique,
          name text not null,
          phone text not null,
          moment text not null,
          language text not null,
          district text not null default '',
          state text not null,
          tries integer not null default 0,
          last_tried_at timestamptz,
          taken_by uuid references desk.person(id),
          taken_at timestamptz,
          closed_at timestamptz,
          note text not null default '',
          person_id uuid references desk.person(id),
          created_at timestamptz not null
        )`.execute(db)
      await sql`create index callback_open on desk.callback (space_id, created_at) where closed_at is null`.execute(db)
      await sql`
        create table desk.interview (
          id uuid primary key default gen_random_uuid(),
          space_id uuid not null references desk.space(id),
          contribution_id uuid not null references desk.contribution(id),
          facilitator_id uuid not null references desk.person(id),
          held_on date not null,
          place text not null default '',
          language text not null,
          notes text not null default '',
          notes_version integer not null default 1,
          notes_saved_at timestamptz,
          created_at timestamptz not null,
          ended_at timestamptz
        )`.execute(db)
      await sql`create index interview_facilitator on desk.interview (facilitator_id, held_on desc)`.execute(db)
      await sql`create index interview_contribution on desk.interview (contribution_id)`.execute(db)
      await sql`
        create table desk.interview_witness (
          interview_id uuid not null references desk.interview(id) on delete cascade,
          person_id uuid not null references desk.person(id),
          primary key (interview_id, person_id)
        )`.execute(db)
    },
  },
}
