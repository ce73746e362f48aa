// The home's composition: the draft that editors work on and the one published, on the desk; what the reader sees of it.

import type { Kysely } from 'kysely'
import type { Kinds } from '#core/contribution/kind.ts'
import type { DeskDatabase, DeskTransaction, Published } from '#core/desk.ts'
import { withDescendants } from '#core/shelf/browse.ts'
import { listNaming, redactionAmong } from '#core/shelf/crossings/hiding.ts'
import { redactValue } from '#core/shelf/redact.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { compositionOf, emptyComposition, type Composition, type Thread } from './composition.rules.ts'
import type { ComposedTables } from './territory.tables.ts'

type Reader = Kysely<ShelfTables>

/** `version` grows with each change of the draft: what is published is what was looked at. */
export type KeptHome = { published: Composition; draft: Composition; version: number }

const homeOf = (value: unknown): KeptHome => {
  const { published, draft, version = 0 } = (value ?? {}) as Partial<KeptHome>
  return { published: compositionOf(published), draft: compositionOf(draft ?? published), version }
}

export async function getHome(db: DeskDatabase): Promise<KeptHome> {
  const row = await db.selectFrom('desk.setting').select('value').where('name', '=', 'home').executeTakeFirst()
  return homeOf(row?.value)
}

/** The same, held until the change is done: two editors at work never lose each other's bands. */
export async function holdHome(tx: DeskTransaction, now: Date): Promise<KeptHome> {
  const first: KeptHome = { published: emptyComposition, draft: emptyComposition, version: 0 }
  await tx
    .insertInto('desk.setting')
    .values({ name: 'home', value: JSON.stringify(first), changed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('desk.setting')
    .select('value')
    .where('name', '=', 'home')
    .forUpdate()
    .executeTakeFirstOrThrow()
  return homeOf(row.value)
}

export const keepHome = async (tx: DeskTransaction, home: KeptHome, now: Date): Promise<unknown> =>
  await tx
    .updateTable('desk.setting')
    .set({ value: JSON.stringify(home), changed_at: now })
    .where('name', '=', 'home')
    .execute()

/**
 * Puts a composition on the shelf, in place of the one before. A thread's words hide the names that its stories hide.
 * The caller holds the shelf.
 */
export async function shelveHome(
  tx: DeskTransaction,
  { kinds, now }: { kinds: Kinds; now: Date },
  composition: Composition,
): Promise<void> {
  const threads: Thread[] = []
  for (const thread of composition.threads) {
    const ids = await listSpokenOf(tx, thread)
    const redact = ids.length ? await redactionAmong(tx, kinds, ids, now) : undefined
    threads.push(
      redact
        ? { ...thread, title: redactValue(thread.title, redact), words: redactValue(thread.words, redact) }
        : thread,
    )
  }
  const home = JSON.stringify({ ...composition, threads })
  await tx
    .insertInto('shelf.home')
    .values({ id: 1, home })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ home }))
    .execute()
}

const wordsOf = ({ title, words }: Thread): string[] => [...Object.values(title), ...Object.values(words)]

/** The stories whose hidden names a thread's words must not say: those chosen, or those it gathers and may name. */
async function listSpokenOf(tx: DeskTransaction, thread: Thread): Promise<readonly string[]> {
  const { source } = thread
  if (source.from === 'stories') return source.picks
  const naming = await listNaming(tx, wordsOf(thread))
  if (source.from === 'choice')
    // A story that is not there, or not yet, may have had another period.
    return naming.filter(({ language }) => !source.language || source.language === language).map(({ id }) => id)
  const under = withDescendants(
    await tx.selectFrom('desk.theme').select(['id', 'parent_id']).execute(),
    source.theme_id,
  )
  return naming.filter(({ themes }) => themes.some((id) => under.has(id))).map(({ id }) => id)
}

/** Shelves the home again when its threads chose, or may name, a story that was published or taken away. */
export const keepHomeTrue: Published = async (tx, { kinds, ids, now }) => {
  const row = await tx.selectFrom('desk.setting').select('value').where('name', '=', 'home').executeTakeFirst()
  const { published } = homeOf(row?.value)
  const chosen = published.threads.flatMap(({ source }) => (source.from === 'stories' ? source.picks : []))
  const gathering = published.threads.filter(({ source }) => source.from !== 'stories')
  if (chosen.some((id) => ids.includes(id)) || (await listNaming(tx, gathering.flatMap(wordsOf), ids)).length > 0)
    await shelveHome(tx, { kinds, now }, published)
}

/** The home as it was published. */
export async function readHome(reader: Reader): Promise<Composition> {
  const row = await reader.withTables<ComposedTables>().selectFrom('shelf.home').select('home').executeTakeFirst()
  return compositionOf(row?.home)
}

/** The contribution of this number, if everyone may see it now. */
export async function findShelved(reader: Reader, code: string): Promise<string | undefined> {
  const row = await reader.selectFrom('shelf.item').select('id').where('code', '=', code).executeTakeFirst()
  return row?.id
}

/** Numbers of contributions, shown or not, by id. */
export async function listCodes(db: DeskDatabase, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('desk.contribution').select(['id', 'code']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.code]))
}
