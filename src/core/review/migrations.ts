// Tables of the review room.

import { sql, type Kysely } from 'kysely'

export const reviewMigrations = {
  '2026-11-22-e-review': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.signoff (
          id bigint generated always as identity primary key,
          contribution_id uuid not null references desk.contribution(id),
          revision_id uuid not null references desk.revision(id),
          kind text not null,
          decision text not null,
          person_id uuid not null references desk.person(id),
          method text not null,
          reason text not null default '',
          opinion text not null default '',
          opinion_is_public boolean not null default false,
          recorded_by uuid references desk.person(id),
          at timestamptz not null default now()
        )`.execute(db)
      await sql`create index signoff_contribution on desk.signoff (contribution_id)`.execute(db)
      await sql`
        create trigger signoff_only_grows before update or delete on desk.signoff
        for each row execute function desk.refuse_change()`.execute(db)
      await sql`
        create trigger signoff_only_grows_whole before truncate on desk.signoff
        for each statement execute function desk.refuse_change()`.execute(db)
      await sql`
        create table desk.remark (
          id uuid primary key default gen_random_uuid(),
          contribution_id uuid not null references desk.contribution(id),
          revision_id uuid not null references desk.revision(id),
          language text not null,
          form text not null,
          quote text not null,
          start integer not null,
          body text not null,
          author_id uuid not null references desk.person(id),
          at timestamptz not null default now(),
          settled_by uuid references desk.person(id),
          settled_at timestamptz,
          settled_note text not null default ''
        )`.execute(db)
      await sql`create index remark_contribution on desk.remark (contribution_id)`.execute(db)
    },
  },
}
