// Tables of the consent room.

import { sql, type Kysely } from 'kysely'

export const consentMigrations = {
  '2026-11-22-d-consent': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.consent (
          id bigint generated always as identity primary key,
          contribution_id uuid not null references desk.contribution(id),
          person_id uuid not null references desk.person(id),
          use text not null,
          form text not null,
          answer text not null,
          capacity text not null,
          said_by text not null,
          method text not null,
          in_front_of uuid references desk.person(id),
          wording_version text not null,
          wording_language text not null,
          wording text not null,
          ends_on date,
          recorded_by uuid references desk.person(id),
          recorded_at timestamptz not null,
          previous_hash text not null,
          hash text not null
        )`.execute(db)
      await sql`create index consent_contribution on desk.consent (contribution_id, person_id)`.execute(db)
      await sql`
        create trigger consent_only_grows before update or delete on desk.consent
        for each row execute function desk.refuse_change()`.execute(db)
      await sql`
        create trigger consent_only_grows_whole before truncate on desk.consent
        for each statement execute function desk.refuse_change()`.execute(db)
      await sql`
        create table desk.seal (
          id uuid primary key default gen_random_uuid(),
          contribution_id uuid not null references desk.contribution(id),
          person_id uuid references desk.person(id),
          scope text not null,
          until date,
          reason text not null,
          asked_by text not null,
          placed_by uuid references desk.person(id),
          placed_at timestamptz not null default now(),
          lifted_by uuid references desk.person(id),
          lifted_at timestamptz
        )`.execute(db)
      await sql`create index seal_contribution on desk.seal (contribution_id)`.execute(db)
    },
  },
}
