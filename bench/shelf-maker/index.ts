// A whole town's shelf, made: `await makeShelf(installation.desk, { stories: 10_000 })`. Told once more with a larger
// number, it goes on from where it was.

import { sql } from 'kysely'
import { emptyTown, ensureTown, publishSite, saveTown } from '#capabilities/territory/town.ts'
import { change } from '#core/change.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import type { Desk, DeskTransaction } from '#core/desk.ts'
import { crossItems } from '#core/shelf/crossings/cross.ts'
import { announce } from '#core/shelf/publish.ts'
import { countWords, vectorsFor } from '#core/shelf/search/shelve-words.ts'
import { districts, town } from './places.ts'
import { rowsOf, type Office } from './rows.ts'
import { keepSilence, silence } from './sound.ts'
import { storyOf, type MadeStory } from './story.ts'
import { themes } from './themes.ts'
import { randomOf, uuidOf } from './random.ts'

export { markers } from './story.ts'
export { themes } from './themes.ts'

export type ShelfOptions = {
  stories: number
  seed?: number
  onProgress?: (done: number) => void
}

const batch = 500
// Fewer than that are added faster than indexes are made again.
const few = 900
const editor_id = uuidOf(randomOf(31, 0))

export async function makeShelf(desk: Desk, { stories, seed = 1, onProgress }: ShelfOptions): Promise<void> {
  const office = { space_id: await ensureTown(desk), editor_id }
  const { count } = await desk.db
    .selectFrom('desk.contribution')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count === 0) await openTown(desk, office)
  await keepSilence(desk.vault)
  await desk.db.connection().execute(async (db) => {
    await sql`set synchronous_commit = off`.execute(db)
    const restore = stories - count > few ? await withoutIndexes(db) : async () => {}
    const said = new Map<string, number>()
    for (let from = count; from < stories; from += batch) {
      const made = Array.from({ length: Math.min(batch, stories - from) }, (_, at) => storyOf(seed, from + at))
      await db.transaction().execute((tx) => addStories(tx, desk.kinds, office, made, said))
      onProgress?.(from + made.length)
    }
    // Counted once at the end: common words would be counted again with each batch.
    const words = [...said]
    for (let from = 0; from < words.length; from += 20_000)
      await db.transaction().execute((tx) => countWords(tx, new Map(words.slice(from, from + 20_000))))
    await restore()
    await sql`reset synchronous_commit`.execute(db)
  })
  await desk.db.transaction().execute(announce)
  await sql`vacuum (analyze)`.execute(desk.db)
}

/** The town opens: its name, its themes, and who signs for the board. */
async function openTown(desk: Desk, office: Office): Promise<void> {
  await change(
    desk,
    { action: 'bench.town', actor: { kind: 'machine', person_id: null, space_id: office.space_id } },
    async (work) => {
      await insertRows(
        work.tx,
        'desk.theme',
        themes.map((theme, position) => ({ ...theme, presentation: {}, position })),
      )
      await insertRows(work.tx, 'desk.person', [
        {
          id: editor_id,
          name: 'Nadia',
          other_names: [],
          languages: ['fr'],
          notes: '',
          credited_as: 'Nadia',
          presentation: {},
          is_listed: false,
          locale: 'fr',
          created_at: work.now,
        },
      ])
      const site = {
        ...emptyTown.site,
        ...town,
        motto: { fr: 'Mieux nous connaître', en: 'Knowing each other better', ar: 'نتعارف أكثر' },
        phone: '03 53 01 24 68',
        is_live: true,
      }
      const seen = { kept_at: work.now, verified_at: work.now }
      await insertRows(work.tx, 'desk.original', [{ ...silence.original, ...seen }])
      await saveTown(work, { ...emptyTown, site, districts: [...districts] })
      await publishSite(work)
    },
  )
}

/** Adds stories to desk and shelf; `said` gets how many of them say each word. */
async function addStories(
  tx: DeskTransaction,
  kinds: Kinds,
  office: Office,
  stories: readonly MadeStory[],
  said: Map<string, number>,
): Promise<void> {
  const now = new Date()
  const { tables, items } = rowsOf(stories, office, now)
  for (const [table, rows] of tables) await insertRows(tx, table, rows)
  const ids = items.map(({ id }) => id)
  const shelved = await tx.selectFrom('shelf.item').select(['id', 'ordinal']).where('id', 'in', ids).execute()
  const ordinals = new Map(shelved.map(({ id, ordinal }) => [id, ordinal]))
  const vectors = await vectorsFor(tx, items)
  await insertRows(
    tx,
    'shelf.search',
    items.map(({ id, visible_until }, at) => ({
      item_id: id,
      ordinal: ordinals.get(id),
      strong: vectors[at]?.strong,
      words: vectors[at]?.words,
      visible_until,
    })),
  )
  for (const vector of vectors) for (const word of vector.said) said.set(word, (said.get(word) ?? 0) + 1)
  await crossItems(tx, kinds, { ids, left: new Map(), now })
}

/** Rows by hundreds in one statement; columns not given keep what the table says. */
async function insertRows(tx: DeskTransaction, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = sql.join([...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => sql.ref(name)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}

/** Word indexes are made faster whole than word by word: takes them away, and gives what puts them back. */
async function withoutIndexes(db: Desk['db']): Promise<() => Promise<void>> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(indexname) as name, indexdef as definition
    from pg_indexes where schemaname = 'shelf' and indexdef like '% USING gin %'`.execute(db)
  for (const { name } of rows) await sql`drop index ${sql.raw(name)}`.execute(db)
  return async () => {
    await sql`set maintenance_work_mem = '512MB'`.execute(db)
    for (const { definition } of rows) await sql.raw(definition).execute(db)
    await sql`reset maintenance_work_mem`.execute(db)
  }
}
