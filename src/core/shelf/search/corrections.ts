// Typing errors. Each word that finds nothing is replaced by its nearest neighbour among the words of the shelf; only a
// word of a contribution that readers see is ever offered.

import { sql, type Kysely } from 'kysely'
import type { ShelfTables } from '../shelf.tables.ts'
import { distanceOf, nearOf, slipsForgiven } from './slips.ts'
import { asksOfTerms, strictQuestionOf } from './questions.ts'
import { stemsOf } from './stems.ts'
import { changed, spelled, type AskedWord, type Term } from './typed.ts'
import { quoted } from './vectors.ts'
import { wordsOf } from './words.ts'

type Reader = Kysely<ShelfTables>

const maxCandidates = 5

/**
 * The same question with its unknown words corrected, and as it would be typed; undefined when every word is known, or
 * when nothing is near one of them. `unsaid`: the words that the dictionary of the shelf does not hold.
 */
export async function correct(
  reader: Reader,
  typed: string,
  terms: readonly Term[],
  unsaid: readonly AskedWord[],
): Promise<{ typed: string; terms: Term[] } | undefined> {
  const neighbours = await neighboursOf(reader, terms, unsaid)
  if (neighbours.size === 0 || [...neighbours.values()].includes(undefined)) return undefined
  let corrected = [...terms]
  let text = typed
  // From the end, so that places in what was typed stay right.
  for (const [word, neighbour] of [...neighbours].toSorted(([one], [other]) => other.start - one.start)) {
    const written = await writtenForm(reader, neighbour ?? '')
    corrected = changed(corrected, word, spelled(word, written))
    text = text.slice(0, word.start) + written + text.slice(word.end)
  }
  return { typed: text, terms: corrected }
}

/**
 * The same question, its unknown words with the nearest ones beside: something was found that begins alike, in a language
 * without dictionary, which may not be what was meant. Undefined when nothing is near.
 */
export async function widen(
  reader: Reader,
  terms: readonly Term[],
  unsaid: readonly AskedWord[],
): Promise<Term[] | undefined> {
  let widened: Term[] | undefined
  for (const [word, neighbour] of await neighboursOf(reader, terms, unsaid))
    if (neighbour) widened = changed(widened ?? terms, word, { ...word, also: [spelled(word, neighbour)] })
  return widened
}

/** The nearest word of each one that no visible contribution says, nor any word of its family that dictionaries know. */
async function neighboursOf(
  reader: Reader,
  terms: readonly Term[],
  unsaid: readonly AskedWord[],
): Promise<Map<AskedWord, string | undefined>> {
  if (unsaid.length === 0) return new Map()
  const stems = await stemsOf(reader, asksOfTerms(terms))
  const { rows } = await sql<{ is_known: boolean }>`
    select shelf.finds(asked::tsquery) as is_known
    from unnest(${unsaid.map((word) => strictQuestionOf(word, stems))}::text[]) with ordinality as question(asked, at)
    order by at`.execute(reader)
  const unknown = unsaid.filter((_, at) => rows[at]?.is_known === false)
  return new Map(await Promise.all(unknown.map(async (word) => [word, await neighbourOf(reader, word)] as const)))
}

/** The nearest word that a visible contribution says: fewest slips, then the most said. */
async function neighbourOf(reader: Reader, { folded }: AskedWord): Promise<string | undefined> {
  const limit = slipsForgiven(folded)
  if (limit === 0) return undefined
  const { rows } = await sql<{ word: string; items: number }>`
    select word, items from shelf.spelling join shelf.word using (word)
    where near && ${nearOf(folded)}::text[] order by items desc limit 500`.execute(reader)
  const candidates = rows
    .map((row) => ({ ...row, slips: distanceOf(folded, row.word, limit) }))
    .filter(({ slips }) => slips <= limit)
    // People rarely miss the first letter.
    .map((row) => ({ ...row, rank: row.slips + ([...row.word][0] === [...folded][0] ? 0 : 0.5) }))
    .sort((one, other) => one.rank - other.rank || other.items - one.items || (one.word < other.word ? -1 : 1))
    .slice(0, maxCandidates)
    .map(({ word }) => word)
  if (candidates.length === 0) return undefined
  const said = await sql<{ word: string }>`
    select word from unnest(${candidates}::text[], ${candidates.map(quoted)}::text[]) with ordinality as candidate(word, asked, at)
    where shelf.finds(asked::tsquery) order by at limit 1`.execute(reader)
  return said.rows[0]?.word
}

/** A word as people wrote it, with its accents, in the newest contributions that say it. */
async function writtenForm(reader: Reader, folded: string): Promise<string> {
  const { rows } = await sql<{ said: string }>`
    with newest as (
      select item.id, item.credits::text as credits from shelf.item
      where ordinal = any(shelf.newest(${quoted(folded)}::tsquery, false, 3))
    )
    select credits as said from newest
    union all select name from newest join shelf.place on place.item_id = newest.id
    union all select concat_ws(' ', title, lead, quote, left(body::text, 200000)) from newest join shelf.text on text.item_id = newest.id
    limit 100`.execute(reader)
  const forms = new Map<string, number>()
  for (const { said } of rows)
    for (const word of wordsOf(said)) if (word.folded === folded) forms.set(word.text, (forms.get(word.text) ?? 0) + 1)
  const [best] = [...forms].sort(([one, times], [other, often]) => often - times || (one > other ? -1 : 1))
  return best?.[0] ?? folded
}
