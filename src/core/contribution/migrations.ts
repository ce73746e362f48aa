// Tables of the contribution room. Revisions and events only ever grow: a trigger refuses anything else.

import { sql, type Kysely } from 'kysely'

export const contributionMigrations = {
  '2026-11-22-c-contribution': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create function desk.refuse_change() returns trigger language plpgsql as $$
        begin
          raise exception '% only grows: a row is never changed or removed', tg_table_name;
        end $$`.execute(db)
      await sql`
        create table desk.theme (
          id uuid primary key default gen_random_uuid(),
          parent_id uuid references desk.theme(id),
          slug text not null constraint theme_slug_unique unique,
          names jsonb not null,
          presentation jsonb not null default '{}',
          accent text not null default 'terre',
          position integer not null default 0,
          retired_at timestamptz
        )`.execute(db)
      await sql`
        create table desk.theme_address (
          slug text primary key,
          theme_id uuid not null references desk.theme(id)
        )`.execute(db)
      await sql`
        create table desk.contribution (
          id uuid primary key default gen_random_uuid(),
          code text not null constraint contribution_code_unique unique,
          kind text not null,
          space_id uuid not null references desk.space(id),
          draft jsonb not null,
          draft_version integer not null default 1,
          draft_saved_at timestamptz not null default now(),
          draft_saved_by uuid references desk.person(id),
          facilitator_id uuid references desk.person(id),
          notes text not null default '',
          created_at timestamptz not null default now(),
          created_by uuid references desk.person(id),
          stage text not null default 'draft',
          stage_since timestamptz not null default now(),
          work_stage text,
          due text[] not null default '{}',
          first_published_at timestamptz,
          next_change_at timestamptz
        )`.execute(db)
      await sql`create index contribution_stage on desk.contribution (stage, stage_since)`.execute(db)
      await sql`create index contribution_facilitator on desk.contribution (facilitator_id)`.execute(db)
      await sql`create index contribution_next_change on desk.contribution (next_change_at) where next_change_at is not null`.execute(
        db,
      )
      await sql`
        create table desk.revision (
          id uuid primary key default gen_random_uuid(),
          contribution_id uuid not null references desk.contribution(id),
          number integer not null,
          content jsonb not null,
          content_hash text not null,
          created_at timestamptz not null default now(),
          created_by uuid references desk.person(id),
          constraint revision_number_unique unique (contribution_id, number)
        )`.execute(db)
      await sql`
        create trigger revision_only_grows before update or delete on desk.revision
        for each row execute function desk.refuse_change()`.execute(db)
      await sql`
        create trigger revision_only_grows_whole before truncate on desk.revision
        for each statement execute function desk.refuse_change()`.execute(db)
      await sql`
        create table desk.credit (
          contribution_id uuid not null references desk.contribution(id),
          person_id uuid not null references desk.person(id),
          role text not null,
          pseudonym text,
          primary key (contribution_id, person_id, role)
        )`.execute(db)
      await sql`create index credit_person on desk.credit (person_id)`.execute(db)
      await sql`
        create table desk.event (
          id bigint generated always as identity primary key,
          at timestamptz not null default now(),
          kind text not null,
          actor_id uuid references desk.person(id),
          for_person_id uuid references desk.person(id),
          contribution_id uuid references desk.contribution(id),
          space_id uuid references desk.space(id),
          data jsonb not null default '{}'
        )`.execute(db)
      await sql`create index event_at on desk.event (at desc)`.execute(db)
      await sql`create index event_contribution on desk.event (contribution_id) where contribution_id is not null`.execute(
        db,
      )
      await sql`create index event_actor on desk.event (actor_id, kind) where actor_id is not null`.execute(db)
      await sql`
        create trigger event_only_grows before update or delete on desk.event
        for each row execute function desk.refuse_change()`.execute(db)
      await sql`
        create trigger event_only_grows_whole before truncate on desk.event
        for each statement execute function desk.refuse_change()`.execute(db)
      await sql`
        create table desk.submission (
          id uuid primary key,
          action text not null,
          result jsonb not null,
          at timestamptz not null default now()
        )`.execute(db)
    },
  },
}
