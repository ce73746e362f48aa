// Tables of the media room. Evidence only ever grows: a trigger refuses anything else.

import { sql, type Kysely } from 'kysely'

export const mediaMigrations = {
  '2026-11-24-a-media': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.original (
          sha256 text primary key,
          size bigint not null,
          kept_at timestamptz not null,
          verified_at timestamptz not null,
          state text not null default 'kept',
          copied_at timestamptz
        )`.execute(db)
      await sql`create index original_verified on desk.original (verified_at)`.execute(db)
      await sql`
        create table desk.file (
          id uuid primary key default gen_random_uuid(),
          space_id uuid not null references desk.space(id),
          contribution_id uuid not null references desk.contribution(id),
          purpose text not null,
          sha256 text not null references desk.original(sha256),
          name text not null,
          media_type text not null,
          nature text not null,
          facts jsonb not null default '{}',
          received_at timestamptz not null,
          received_by uuid references desk.person(id),
          removed_at timestamptz
        )`.execute(db)
      await sql`create index file_contribution on desk.file (contribution_id)`.execute(db)
      await sql`create index file_sha256 on desk.file (sha256)`.execute(db)
      await sql`
        create table desk.upload (
          id text primary key,
          contribution_id uuid not null references desk.contribution(id),
          purpose text not null,
          use text not null,
          space_id uuid not null references desk.space(id),
          person_id uuid references desk.person(id),
          name text not null,
          size bigint not null,
          created_at timestamptz not null,
          finished_at timestamptz,
          file_id uuid references desk.file(id),
          refusal text,
          waits_for text
        )`.execute(db)
      await sql`create index upload_contribution on desk.upload (contribution_id)`.execute(db)
      await sql`
        create table desk.derivation (
          id uuid primary key default gen_random_uuid(),
          file_id uuid not null references desk.file(id),
          hidings text not null,
          recipe jsonb not null,
          state text not null default 'waiting',
          progress integer not null default 0,
          attempts integer not null default 0,
          claimed_until timestamptz,
          trouble text,
          results jsonb not null default '[]',
          findings jsonb not null default '{}',
          wanted_at timestamptz not null,
          done_at timestamptz,
          constraint derivation_once unique (file_id, hidings)
        )`.execute(db)
      await sql`create index derivation_results on desk.derivation using gin (results jsonb_path_ops)`.execute(db)
      await sql`create index derivation_waiting on desk.derivation (wanted_at) where state in ('waiting', 'working')`.execute(
        db,
      )
      await sql`
        create table desk.hiding (
          id uuid primary key default gen_random_uuid(),
          contribution_id uuid not null references desk.contribution(id),
          file_id uuid references desk.file(id),
          kind text not null,
          start_ms integer,
          end_ms integer,
          x double precision,
          y double precision,
          w double precision,
          h double precision,
          words text[] not null default '{}',
          until date,
          reason text not null default '',
          asked_by text not null default 'team',
          placed_by uuid references desk.person(id),
          placed_at timestamptz not null,
          lifted_by uuid references desk.person(id),
          lifted_at timestamptz,
          constraint hiding_is_whole check (
            (kind = 'span' and file_id is not null and start_ms >= 0 and end_ms > start_ms)
            or (kind = 'region' and file_id is not null and x >= 0 and y >= 0 and w > 0 and h > 0)
            or (kind = 'words' and cardinality(words) > 0))
        )`.execute(db)
      await sql`create index hiding_contribution on desk.hiding (contribution_id)`.execute(db)
      await sql`
        create table desk.third_person (
          id uuid primary key default gen_random_uuid(),
          contribution_id uuid not null references desk.contribution(id),
          names text[] not null,
          treatment text not null,
          alias text not null default '',
          asked_by text not null default 'team',
          placed_by uuid references desk.person(id),
          placed_at timestamptz not null,
          removed_at timestamptz
        )`.execute(db)
      await sql`create index third_person_contribution on desk.third_person (contribution_id)`.execute(db)
      await sql`
        create table desk.evidence (
          id uuid primary key default gen_random_uuid(),
          contribution_id uuid not null references desk.contribution(id),
          person_id uuid not null references desk.person(id),
          nature text not null,
          file_id uuid not null references desk.file(id),
          sha256 text not null,
          wording text not null,
          wording_language text not null,
          recorded_by uuid references desk.person(id),
          recorded_at timestamptz not null
        )`.execute(db)
      await sql`create index evidence_contribution on desk.evidence (contribution_id)`.execute(db)
      await sql`
        create trigger evidence_only_grows before update or delete on desk.evidence
        for each row execute function desk.refuse_change()`.execute(db)
      await sql`
        create trigger evidence_only_grows_whole before truncate on desk.evidence
        for each statement execute function desk.refuse_change()`.execute(db)
      await sql`alter table desk.consent add column evidence_id uuid references desk.evidence(id)`.execute(db)
      await sql`
        create table desk.picture (
          file_id uuid primary key references desk.file(id),
          looked_by uuid references desk.person(id),
          looked_at timestamptz not null
        )`.execute(db)
      await sql`
        create table desk.pictured (
          id uuid primary key default gen_random_uuid(),
          file_id uuid not null references desk.file(id),
          x double precision,
          y double precision,
          w double precision,
          h double precision,
          status text not null,
          person_id uuid references desk.person(id),
          name text not null default '',
          agreed_by text not null default '',
          agreed_by_second text not null default '',
          agreed_on date,
          agreed_until date,
          born_on date,
          evidence_id uuid references desk.evidence(id),
          asked_again_at timestamptz,
          taken_back_at timestamptz,
          placed_by uuid references desk.person(id),
          placed_at timestamptz not null,
          removed_at timestamptz
        )`.execute(db)
      await sql`create index pictured_file on desk.pictured (file_id)`.execute(db)
      await sql`
        create table desk.loan (
          id uuid primary key default gen_random_uuid(),
          contribution_id uuid not null references desk.contribution(id),
          space_id uuid not null references desk.space(id),
          person_id uuid not null references desk.person(id),
          code text not null constraint loan_code_unique unique,
          what text not null,
          count integer not null,
          state_seen text not null default '',
          received_on date not null,
          received_by uuid references desk.person(id),
          photo_file_id uuid references desk.file(id),
          return_by date not null,
          returned_on date,
          returned_to text not null default '',
          reminded_at timestamptz
        )`.execute(db)
      await sql`create index loan_due on desk.loan (return_by) where returned_on is null`.execute(db)
    },
  },
  '2026-11-25-a-her-hidings': {
    async up(db: Kysely<unknown>): Promise<void> {
      // What a witness hides herself, with her card; a whole file too.
      await sql`
        alter table desk.hiding
          add column witness_id uuid references desk.person(id),
          add column lifted_reason text not null default '',
          add column seen_by uuid references desk.person(id),
          add column seen_at timestamptz`.execute(db)
      await sql`
        alter table desk.hiding
          drop constraint hiding_is_whole,
          add constraint hiding_is_whole check (
            (kind = 'span' and file_id is not null and start_ms >= 0 and end_ms > start_ms)
            or (kind = 'region' and file_id is not null and x >= 0 and y >= 0 and w > 0 and h > 0)
            or (kind = 'file' and file_id is not null)
            or (kind = 'words' and cardinality(words) > 0))`.execute(db)
      await sql`create index hiding_unseen on desk.hiding (contribution_id) where witness_id is not null and seen_at is null`.execute(
        db,
      )
    },
  },
}
