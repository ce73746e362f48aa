// Tables of crossings, on the shelf and on the desk (crossings.tables.ts tells what they hold).

import { sql, type Kysely } from 'kysely'

export const crossingMigrations = {
  '2026-11-23-c-crossings': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`alter table shelf.place add column nature text not null default '', add column words jsonb not null default '{}'`.execute(
        db,
      )
      await sql`
        create table shelf.mark (
          item_id uuid not null references shelf.item(id) on delete cascade,
          kind text not null,
          position integer not null,
          key text not null,
          label text not null,
          nature text not null,
          country text not null,
          starts date,
          ends date,
          about boolean not null,
          at date not null,
          visible_until timestamptz,
          primary key (item_id, kind, key, position)
        )`.execute(db)
      // The nearest in time are read from it on both sides, without ever reading the others.
      await sql`create index mark_near on shelf.mark (kind, key, at, item_id, position)`.execute(db)
      await sql`
        create table shelf.mark_count (
          kind text not null,
          key text not null,
          country text not null,
          items integer not null,
          primary key (kind, key, country)
        )`.execute(db)
      await sql`create index mark_count_most on shelf.mark_count (kind, items desc, key)`.execute(db)
      await sql`
        create table shelf.crossing (
          one_id uuid not null references shelf.item(id) on delete cascade,
          two_id uuid not null references shelf.item(id) on delete cascade,
          rank integer not null,
          weight integer not null,
          kind text not null,
          key text not null,
          label text not null,
          nature text not null,
          way text not null,
          years integer not null,
          is_from_one boolean not null,
          words jsonb not null,
          visible_until timestamptz,
          primary key (one_id, two_id),
          constraint crossing_in_order check (one_id < two_id)
        )`.execute(db)
      await sql`create index crossing_one on shelf.crossing (one_id, rank, weight, two_id)`.execute(db)
      await sql`create index crossing_two on shelf.crossing (two_id, rank, weight, one_id)`.execute(db)
      await sql`
        create table shelf.gathering (
          id uuid primary key,
          slug text not null constraint shelf_gathering_slug_unique unique,
          kind text not null,
          titles jsonb not null,
          presentations jsonb not null,
          visible_until timestamptz
        )`.execute(db)
      await sql`
        create table shelf.gathering_item (
          gathering_id uuid not null references shelf.gathering(id) on delete cascade,
          item_id uuid not null references shelf.item(id) on delete cascade,
          position integer not null,
          extract text not null,
          extract_language text not null,
          visible_until timestamptz,
          primary key (gathering_id, item_id)
        )`.execute(db)
      await sql`create index gathering_item_item on shelf.gathering_item (item_id)`.execute(db)
      for (const table of ['mark', 'crossing', 'gathering', 'gathering_item']) {
        await sql`alter table ${sql.ref(`shelf.${table}`)} enable row level security`.execute(db)
        await sql`
          create policy still_agreed on ${sql.ref(`shelf.${table}`)} for select
          using (visible_until is null or visible_until > now())`.execute(db)
      }
      await sql`
        create table desk.crossing (
          one_id uuid not null references desk.contribution(id),
          two_id uuid not null references desk.contribution(id),
          verdict text,
          link text,
          from_id uuid,
          words jsonb not null default '{}',
          decided_by uuid references desk.person(id),
          decided_at timestamptz not null,
          primary key (one_id, two_id),
          constraint decided_in_order check (one_id < two_id),
          constraint something_decided check (verdict is not null or link is not null)
        )`.execute(db)
      await sql`create index decided_two on desk.crossing (two_id)`.execute(db)
      await sql`
        create table desk.gathering (
          id uuid primary key default gen_random_uuid(),
          space_id uuid not null references desk.space(id),
          slug text not null constraint gathering_slug_unique unique,
          kind text not null,
          titles jsonb not null,
          presentations jsonb not null,
          version integer not null default 1,
          saved_by uuid references desk.person(id),
          saved_at timestamptz not null,
          retired_at timestamptz
        )`.execute(db)
      await sql`
        create table desk.gathering_item (
          gathering_id uuid not null references desk.gathering(id) on delete cascade,
          contribution_id uuid not null references desk.contribution(id),
          position integer not null,
          extract text not null default '',
          primary key (gathering_id, contribution_id)
        )`.execute(db)
      await sql`create index gathering_item_contribution on desk.gathering_item (contribution_id)`.execute(db)
    },
  },
}
