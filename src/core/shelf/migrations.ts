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
  '2026-11-23-a-shelf-finding': {
    async up(db: Kysely<unknown>): Promise<void> {
      // `ordinal` names a row in few bytes, for counting; `format` says how the row was made: older ones are made again.
      await sql`
        alter table shelf.item
          add column ordinal integer generated always as identity constraint item_ordinal_unique unique,
          add column format integer not null default 0`.execute(db)
      await sql`alter table shelf.text drop column search`.execute(db)
      // One row a contribution: the words it bears (title, names, places, themes) and every word it says.
      await sql`
        create table shelf.search (
          item_id uuid primary key references shelf.item(id) on delete cascade,
          ordinal integer not null,
          strong tsvector not null,
          words tsvector not null,
          visible_until timestamptz
        ) with (toast_tuple_target = 128)`.execute(db)
      await sql`create index search_strong on shelf.search using gin (strong) with (fastupdate = off)`.execute(db)
      await sql`create index search_words on shelf.search using gin (words) with (fastupdate = off)`.execute(db)
      // Words as people wrote them, folded, and how many contributions say each. `near` holds the word and what is left
      // of it without one letter: a mistyped word finds its neighbours without any extension of the database. The counts
      // stand apart: they move at each publication, and would take the index of `near` with them.
      await sql`
        create table shelf.word (word text collate "C" primary key, items integer not null) with (fillfactor = 70)`.execute(
        db,
      )
      await sql`create table shelf.spelling (word text collate "C" primary key, near text[] not null)`.execute(db)
      await sql`create index spelling_near on shelf.spelling using gin (near) with (fastupdate = off)`.execute(db)
      // Which contributions came, changed or left: each process keeps its counts true by reading on from where it was.
      await sql`
        create table shelf.move (
          xid xid8 not null default pg_current_xact_id(),
          item_id uuid not null,
          at timestamptz not null default now()
        )`.execute(db)
      await sql`create index move_xid on shelf.move (xid)`.execute(db)
      await sql`
        create function shelf.note_move() returns trigger language plpgsql as $$
        begin
          insert into shelf.move (item_id) values (coalesce(new.id, old.id));
          return null;
        end $$`.execute(db)
      await sql`create trigger item_moves after insert or update or delete on shelf.item for each row execute function shelf.note_move()`.execute(
        db,
      )
      await sql`alter table shelf.search enable row level security`.execute(db)
      await sql`
        create policy still_agreed on shelf.search for select
        using (visible_until is null or visible_until > now())`.execute(db)
      // Under row security an index serves only operators that can leak nothing, and `@@` is not marked so: a reader's
      // search would read every row. These functions search as the owner and hold the same condition themselves. Rows
      // are narrow and their words apart (toast_tuple_target): to read them all, without their words, is never right.
      await sql`
        create function shelf.found(asked tsquery, out ordinals text, out strong text)
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
        begin
          select string_agg(row.ordinal::text, ' ') into ordinals from shelf.search as row
          where row.words @@ asked and (row.visible_until is null or row.visible_until > now());
          select string_agg(row.ordinal::text, ' ') into strong from shelf.search as row
          where row.strong @@ asked and (row.visible_until is null or row.visible_until > now());
        end $$`.execute(db)
      await sql`
        create function shelf.finds(asked tsquery) returns boolean
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
        begin
          return exists (
            select from shelf.search as row
            where row.words @@ asked and (row.visible_until is null or row.visible_until > now())
          );
        end $$`.execute(db)
      await sql`
        create function shelf.newest(asked tsquery, named boolean, most integer) returns integer[]
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
        begin
          if named then
            return array(
              select row.ordinal from shelf.search as row
              where row.strong @@ asked and (row.visible_until is null or row.visible_until > now())
              order by row.ordinal desc limit most
            );
          end if;
          return array(
            select row.ordinal from shelf.search as row
            where row.words @@ asked and (row.visible_until is null or row.visible_until > now())
            order by row.ordinal desc limit most
          );
        end $$`.execute(db)
    },
  },
  '2026-11-23-e-vanishing': {
    async up(db: Kysely<unknown>): Promise<void> {
      // The next row to hide itself is asked for each time the shelf moves.
      await sql`create index item_vanishing on shelf.item (visible_until) where visible_until is not null`.execute(db)
    },
  },
  '2026-11-24-b-shelf-media': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        alter table shelf.item
          add column duration_ms integer,
          add column media jsonb not null default '[]'`.execute(db)
      // The accessibility statement lists them.
      await sql`
        create index item_unsaid on shelf.item (code)
        where jsonb_path_exists(media, '$[*] ? (@.excuse != null)')`.execute(db)
      await sql`
        create table shelf.file (
          id uuid primary key,
          item_id uuid not null references shelf.item(id) on delete cascade,
          sha256 text not null,
          size bigint not null,
          media_type text not null,
          visible_until timestamptz
        )`.execute(db)
      await sql`create index file_item on shelf.file (item_id)`.execute(db)
      await sql`alter table shelf.file enable row level security`.execute(db)
      await sql`
        create policy still_agreed on shelf.file for select
        using (visible_until is null or visible_until > now())`.execute(db)
    },
  },
  '2026-11-25-t-words-said': {
    async up(db: Kysely<unknown>): Promise<void> {
      // The dictionary counts a story to the end of the minute in which its agreement ends. A word of more stories than
      // have ended is said by one that is there; of the others, the rows themselves are asked.
      await sql`create index search_vanishing on shelf.search (visible_until) where visible_until is not null`.execute(
        db,
      )
      await sql`
        create function shelf.said(asked text[]) returns text[]
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
          ended integer;
        begin
          select count(*) into ended from shelf.search as row where row.visible_until <= now();
          return array(
            select known.word from shelf.word as known
            where known.word = any(asked) and (
              known.items > ended
              or shelf.finds(('''' || replace(replace(known.word, '\\', '\\\\'), '''', '''''') || '''')::tsquery)
            )
          );
        end $$`.execute(db)
    },
  },
  '2026-11-26-g-guessed-times': {
    async up(db: Kysely<unknown>): Promise<void> {
      // Guessed times were not told to the shelf at first. What was published then is published again as the town opens.
      await sql`
        update shelf.item set format = 0 from desk.revision
        where desk.revision.contribution_id = shelf.item.id and desk.revision.number = shelf.item.revision_number
          and jsonb_path_exists(desk.revision.content, '$.media[*].transcripts[*] ? (@.estimated == true)')
          and not jsonb_path_exists(shelf.item.media, '$[*].transcripts[*] ? (@.estimated == true)')`.execute(db)
    },
  },
  '2026-11-26-s-ways-said': {
    async up(db: Kysely<unknown>): Promise<void> {
      // Asked in several questions, one of which must hold: each is read from one list of the index. Numbers come as
      // bytes. It takes some milliseconds: less than other processes take to begin.
      await sql`drop function shelf.found(tsquery)`.execute(db)
      await sql`
        create function shelf.found(asked tsquery[], out ordinals bytea, out strong bytea)
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp
        set enable_seqscan = off set max_parallel_workers_per_gather = 0 as $$
        begin
          select string_agg(int4send(row.ordinal), '') into ordinals from shelf.search as row
          where row.words @@ any(asked) and (row.visible_until is null or row.visible_until > now());
          select string_agg(int4send(row.ordinal), '') into strong from shelf.search as row
          where row.strong @@ any(asked) and (row.visible_until is null or row.visible_until > now());
        end $$`.execute(db)
    },
  },
}
