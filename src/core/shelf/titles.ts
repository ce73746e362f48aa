// Finding a public contribution by a few letters of its title or by its number, for editors who choose one: not the readers' search.

import { sql, type Kysely, type Transaction } from 'kysely'
import { digitsOf } from '../platform/identifiers.ts'
import type { ShelfTables } from './shelf.tables.ts'

type Db<Tables extends ShelfTables> = Kysely<Tables> | Transaction<Tables>

// Capitals, accents, and the two ways of typing an apostrophe set aside, on both sides of the comparison.
const folded = (text: ReturnType<typeof sql>) =>
  sql`translate(regexp_replace(lower(normalize(${text}, NFKD)), '[\u0300-\u036f\u064b-\u065f]', '', 'g'), '‘’', '''''')`

/** Ids of those whose title holds these words, in any language, or whose number it is, the newest first; `themes`: under one of these. */
export async function listByTitle<Tables extends ShelfTables>(
  db: Db<Tables>,
  words: string,
  { themes, limit }: { themes?: readonly string[] | undefined; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select item.id from shelf.item
    where (
      item.code = ${digitsOf(words)}
      or exists (
        select from shelf.text
        where item_id = item.id and position(${folded(sql`${words.trim()}::text`)} in ${folded(sql`title`)}) > 0
      )
    )
    ${themes ? sql`and exists (select from shelf.item_theme where item_id = item.id and theme_id = any(${[...themes]}::uuid[]))` : sql``}
    order by published_at desc, code desc limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}
