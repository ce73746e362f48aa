// Loads the demonstration town into an empty installation, through the same changes as people make, at the hours they
// would have made them. The contents (demo/) are CC BY-SA 4.0.

import { sql } from 'kysely'
import { countFigures } from '#capabilities/review/review.jobs.ts'
import { ensureTown, saveTown, type Town } from '#capabilities/territory/town.ts'
import { change } from '#core/change.ts'
import type { Desk, DeskDatabase } from '#core/desk.ts'
import { slugOf } from '#core/platform/identifiers.ts'
import { emptySite } from '#core/shelf/site.ts'
import type { Machine } from '#core/people/roles.ts'
import { readDemonstration, type DemoPerson, type DemoTheme, type DemoTown } from './data.ts'
import type { Loaded } from './loaded.ts'
import { loadStory } from './stories.ts'
import { readDemoMedia } from './media.data.ts'
import { loadArticle } from './articles.ts'
import { loadCallbacks } from './callbacks.ts'
import { codesOf } from './codes.ts'
import { loadLoans } from './papers.ts'
import { loadComposition } from './composition.ts'
import { loadCrossings } from './crossings.ts'
import { issueDemonstrationCard } from './cast.ts'
import type { Config } from '#core/platform/config.ts'

/**
 * Whether nothing was ever put in: no person, no contribution. A demonstration whose loading was cut short is taken out
 * first: nobody could have come in meanwhile, as nothing is served before it ends.
 */
export async function isEmptyTown(desk: Desk): Promise<boolean> {
  const { db } = desk
  const demo = await db.selectFrom('desk.setting').select('value').where('name', '=', 'demo').executeTakeFirst()
  if (demo?.value === 'left') return false
  if (demo?.value === 'loading') {
    await emptyTables(db)
    await ensureTown(desk)
  }
  const person = await db.selectFrom('desk.person').select('id').limit(1).executeTakeFirst()
  return person === undefined
}

/** Takes the demonstration town out, for good: false, and nothing changed, when this is not one. */
export async function leaveDemonstration(desk: Desk): Promise<boolean> {
  const demo = await desk.db.selectFrom('desk.setting').select('value').where('name', '=', 'demo').executeTakeFirst()
  if (demo?.value !== true) return false
  await emptyTables(desk.db)
  await ensureTown(desk)
  await desk.db
    .insertInto('desk.setting')
    .values({ name: 'demo', value: JSON.stringify('left'), changed_at: desk.now() })
    .execute()
  return true
}

export async function loadDemonstration({ desk, config }: { desk: Desk; config: Config }): Promise<void> {
  const demo = await readDemonstration()
  const space = await desk.db.selectFrom('desk.space').select('id').orderBy('slug').executeTakeFirstOrThrow()
  const machine: Machine = { kind: 'machine', person_id: null, space_id: space.id }
  const start = new Date('2025-09-01T09:00:00Z')
  await desk.db
    .insertInto('desk.setting')
    .values({ name: 'demo', value: JSON.stringify('loading'), changed_at: start })
    .execute()

  const { people, themes } = await change(
    { ...desk, now: () => start },
    { action: 'demonstration.town', actor: machine },
    async (work) => {
      const loadedPeople: [string, string][] = []
      for (const person of demo.people) {
        const { id } = await work.tx
          .insertInto('desk.person')
          .values(personRow(person, start))
          .returning('id')
          .executeTakeFirstOrThrow()
        loadedPeople.push([person.key, id])
        for (const role of person.roles ?? [])
          await work.tx
            .insertInto('desk.role_grant')
            .values({
              person_id: id,
              space_id: space.id,
              role,
              granted_by: null,
              granted_at: start,
              revoked_by: null,
              revoked_at: null,
            })
            .execute()
      }
      const loadedThemes = new Map<string, string>()
      // Parents first: a theme never comes before the one above it.
      const ordered = [...demo.themes].sort((a, b) => Number(Boolean(a.parent)) - Number(Boolean(b.parent)))
      for (const theme of ordered) {
        const { id } = await work.tx
          .insertInto('desk.theme')
          .values(themeRow(theme, loadedThemes, demo.themes.indexOf(theme)))
          .returning('id')
          .executeTakeFirstOrThrow()
        loadedThemes.set(theme.key, id)
      }
      await work.tx
        .updateTable('desk.space')
        .set({ settings: JSON.stringify({ required_signoffs: ['editorial', 'scientific', 'witness'] }) })
        .where('id', '=', space.id)
        .execute()
      await saveTown(work, townOf(demo.town))
      return { people: loadedPeople, themes: [...loadedThemes] }
    },
  )
  const loaded: Loaded = {
    desk,
    space_id: space.id,
    people: new Map(people),
    themes: new Map(themes),
    cast: demo.people,
    media: await readDemoMedia(),
    papers: demo.papers,
  }
  for (const story of demo.stories) await loadStory(loaded, story)
  for (const article of demo.articles) await loadArticle(loaded, article)
  await loadCallbacks(loaded, demo.callbacks)
  const codeOf = await codesOf(desk, demo.stories)
  await loadLoans(loaded, demo.stories, codeOf)
  await loadCrossings(loaded, codeOf, demo.crossings)
  await loadComposition(loaded, codeOf, demo.composition)
  await countFigures(desk, space.id, 'every quarter')
  // What was set for later, or until a day, is told by today's date and not by that of the loading.
  await change(desk, { action: 'demonstration.today', actor: machine }, async (work) => {
    // Whatever the stories say, their files were written and read just now.
    await work.tx.updateTable('desk.original').set({ kept_at: work.now, verified_at: work.now }).execute()
    for (const { id } of await work.tx.selectFrom('desk.contribution').select('id').execute()) work.touch(id)
  })
  await issueDemonstrationCard(loaded, config)
}

/** Takes everything out of the desk and the shelf, but the list of migrations: rows that only grow included. */
async function emptyTables(db: DeskDatabase): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('desk', 'shelf') and tablename not like 'kysely_%'`.execute(tx)
    for (const { name } of rows) await sql`alter table ${sql.raw(name)} disable trigger user`.execute(tx)
    await sql`truncate ${sql.raw(rows.map((row) => row.name).join(', '))} restart identity cascade`.execute(tx)
    for (const { name } of rows) await sql`alter table ${sql.raw(name)} enable trigger user`.execute(tx)
  })
}

const personRow = (person: DemoPerson, at: Date) => ({
  name: person.name,
  other_names: person.other_names ?? [],
  born: person.born ?? null,
  portrait: person.portrait ?? null,
  languages: person.languages,
  district: person.district ?? null,
  phone: person.phone ?? null,
  email: person.email ?? null,
  notes: '',
  credited_as: person.name,
  presentation: JSON.stringify(person.presentation ?? {}),
  is_listed: person.roles?.includes('facilitator') ?? false,
  account_id: null,
  created_at: at,
  created_by: null,
})

const themeRow = (theme: DemoTheme, known: ReadonlyMap<string, string>, position: number) => ({
  parent_id: theme.parent ? (known.get(theme.parent) ?? null) : null,
  slug: slugOf(theme.names.fr),
  names: JSON.stringify(theme.names),
  presentation: JSON.stringify(theme.presentation),
  accent: theme.accent,
  position,
  retired_at: null,
})

function townOf(town: DemoTown): Town {
  const { legal, districts, ...identity } = town
  return { site: { ...emptySite, ...identity, is_live: true, is_demo: true }, districts, pages: legal }
}
