// Tables of the home composed by editors, and of the stories chosen to open a theme. The desk keeps the composition in
// `desk.setting` (name `home`); the shelf holds the one that was published.

import { sql, type Kysely } from 'kysely'

export const homeMigrations = {
  '2026-11-23-d-home': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table desk.theme_pick (
          theme_id uuid not null references desk.theme(id) on delete cascade,
          contribution_id uuid not null references desk.contribution(id) on delete cascade,
          position integer not null,
          primary key (theme_id, contribution_id)
        )`.execute(db)
      // Ids only, and no reference: a story that leaves the shelf is not found any more, one that comes back is.
      await sql`create table shelf.theme_pick (theme_id uuid primary key, items uuid[] not null)`.execute(db)
      await sql`
        create table shelf.home (
          id integer primary key default 1 constraint one_home check (id = 1),
          home jsonb not null
        )`.execute(db)
    },
  },
}
