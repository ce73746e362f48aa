// Tables of the shelf. Row security makes the end of an agreement hold even if no job runs: readers stop seeing the
// row at that instant. The reader's role gets SELECT on this schema and on nothing else (platform/database.ts).

import { sql, type Kysely } from 'kysely'

export const shelfMigrations = {
  '2026-11-22-f-shelf': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table shelf.item (
          id uuid primary key,
          kind text not null,
          code text not null constraint item_code_unique unique,
          language text not null,
          slug text not null,
          portrait text,
          accent text,
          licence text not null,
          period text not null,
          period_start date,
          period_end date,
          credits jsonb not null,
          details jsonb not null,
          notes jsonb not null,
          revision_number integer not null,
          agreed_on date,
          witness_signed_on date,
          reviewed_on date,
          published_at timestamptz not null,
          updated_at timestamptz not null,
          visible_until timestamptz
        )`.execute(db)
      await sql`create index item_published on shelf.item (kind, published_at desc, id)`.execute(db)
      await sql`
        create table shelf.text (
          item_id uuid not null references shelf.item(id) on delete cascade,
          language text not null,
          form text not null,
          title text not null,
          lead text not null,
          quote text not null,
          body jsonb not null,
          machine boolean not null,
          minutes integer not null,
          search tsvector not null,
          visible_until timestamptz,
          primary key (item_id, language, form)
        )`.execute(db)
      await sql`create index text_search on shelf.text using gin (search)`.execute(db)
      await sql`
        create table shelf.item_theme (
          item_id uuid not null references shelf.item(id) on delete cascade,
          theme_id uuid not null,
          visible_until timestamptz,
          primary key (item_id, theme_id)
        )`.execute(db)
      await sql`create index item_theme_theme on shelf.item_theme (theme_id)`.execute(db)
      await sql`
        create table shelf.place (
          item_id uuid not null references shelf.item(id) on delete cascade,
          position integer not null,
          name text not null,
          country text not null,
          lat double precision,
          lon double precision,
          period text not null,
          period_start date,
          period_end date,
          visible_until timestamptz,
          primary key (item_id, position)
        )`.execute(db)
      await sql`create index place_name on shelf.place (name, period_start)`.execute(db)
      await sql`create table shelf.gone (code text primary key, kind text not null)`.execute(db)
      await sql`
        create table shelf.theme (
          id uuid primary key,
          parent_id uuid,
          slug text not null constraint shelf_theme_slug_unique unique,
          names jsonb not null,
          presentation jsonb not null,
          accent text not null,
          position integer not null
        )`.execute(db)
      await sql`create table shelf.theme_address (slug text primary key, theme_id uuid not null)`.execute(db)
      await sql`
        create table shelf.site (
          id integer primary key default 1 constraint one_site check (id = 1),
          site jsonb not null
        )`.execute(db)
      await sql`
        create table shelf.page (
          slug text not null,
          language text not null,
          title text not null,
          body jsonb not null,
          updated_at timestamptz not null,
          primary key (slug, language)
        )`.execute(db)
      await sql`
        create table shelf.relay (
          person_id uuid primary key,
          name text not null,
          portrait text,
          phone text,
          languages text[] not null,
          presentation jsonb not null,
          position integer not null
        )`.execute(db)
      await sql`create table shelf.figure (period text not null, name text not null, count integer not null, primary key (period, name))`.execute(
        db,
      )
      for (const table of ['item', 'text', 'item_theme', 'place']) {
        await sql`alter table ${sql.ref(`shelf.${table}`)} enable row level security`.execute(db)
        await sql`
          create policy still_agreed on ${sql.ref(`shelf.${table}`)} for select
          using (visible_until is null or visible_until > now())`.execute(db)
      }
    },
  },
}
