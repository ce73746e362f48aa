// Writes the words of a contribution on the shelf, and keeps the dictionary of the shelf true: which words are said, by
// how many contributions. Part of publish(): the words of a withdrawn story leave in the same transaction.

import { sql } from 'kysely'
import type { DeskTransaction } from '../../desk.ts'
import { nearOf } from './slips.ts'
import { stemsOf, type Asks } from './stems.ts'
import { askAbout, readTold, vectorsOf, type Told, type Vectors } from './vectors.ts'

export type ToldItem = Told & { themes: readonly string[]; visible_until: Date | null }

/** Writes the words of a contribution whose row is on the shelf and whose words are not. */
export async function shelveWords(tx: DeskTransaction, item: ToldItem, ordinal: number): Promise<void> {
  const [vectors] = await vectorsFor(tx, [item])
  if (!vectors) return
  const { strong, words, said } = vectors
  await sql`
    insert into shelf.search (item_id, ordinal, strong, words, visible_until)
    values (${item.id}, ${ordinal}, ${strong}::tsvector, ${words}::tsvector, ${item.visible_until})`.execute(tx)
  await countWords(tx, new Map(said.map((word) => [word, 1])))
}

/** The words of contributions as they are kept, in the order given. */
export async function vectorsFor(tx: DeskTransaction, items: readonly ToldItem[]): Promise<Vectors[]> {
  const ids = [...new Set(items.flatMap(({ themes }) => themes))]
  const themes = ids.length
    ? await tx.selectFrom('shelf.theme').select(['id', 'names']).where('id', 'in', ids).execute()
    : []
  const names = new Map(themes.map((theme) => [theme.id, theme.names]))
  const asks: Asks = new Map()
  const told = items.map((item) => {
    const read = readTold(
      item,
      item.themes.map((id) => names.get(id)).filter((each) => each !== undefined),
    )
    askAbout(asks, read)
    return read
  })
  const stems = await stemsOf(tx, asks)
  return told.map((read) => vectorsOf(read, stems))
}

/** To be called before the contribution's rows leave the shelf: what it said is no longer said by it. */
export async function forgetWords(tx: DeskTransaction, item_id: string): Promise<void> {
  await oneAtATime(tx)
  // The dictionary holds what `vectors.ts` calls said: the lexemes that are words, not stems, numbers or letters.
  await sql`
    with said as (
      select lexeme as word from shelf.search, unnest(words) where item_id = ${item_id}
    ), held as (
      select word.word from shelf.word join said on said.word = word.word order by word.word
    ), less as (
      update shelf.word set items = items - 1 from held where word.word = held.word and items > 1 returning word.word
    ), gone as (
      delete from shelf.word using held where word.word = held.word and items = 1 returning word.word
    )
    delete from shelf.spelling using gone where spelling.word = gone.word`.execute(tx)
}

/** Adds to the dictionary words that so many more contributions say. */
export async function countWords(tx: DeskTransaction, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) return
  await oneAtATime(tx)
  const words = [...counts.keys()].sort()
  // Most words are said already: only their count changes, and no index.
  const { rows } = await sql<{ word: string }>`
    update shelf.word set items = items + more
    from unnest(${words}::text[], ${words.map((word) => counts.get(word) as number)}::integer[]) as said(word, more)
    where shelf.word.word = said.word
    returning shelf.word.word`.execute(tx)
  const known = new Set(rows.map(({ word }) => word))
  const first = words.filter((word) => !known.has(word))
  if (first.length === 0) return
  await sql`
    insert into shelf.word (word, items)
    select word, items from unnest(${first}::text[], ${first.map((word) => counts.get(word) as number)}::integer[]) as row(word, items)`.execute(
    tx,
  )
  await sql`
    insert into shelf.spelling (word, near)
    select word, string_to_array(near, ' ')
    from unnest(${first}::text[], ${first.map((word) => nearOf(word).join(' '))}::text[]) as row(word, near)`.execute(
    tx,
  )
}

// Two publications that count the same words in another order would wait for each other for ever.
const oneAtATime = (tx: DeskTransaction): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('shelf.word'))`.execute(tx)
