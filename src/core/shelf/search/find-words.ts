// Search: what was typed in one box, as the contributions that hold it. Reads the shelf with the reader's connection.
// A word that nobody says is replaced by the nearest one that someone visible says, and the answer tells so.

import { sql, type Kysely } from 'kysely'
import type { ShelfTables } from '../shelf.tables.ts'
import { correct, widen } from './corrections.ts'
import { slipsForgiven } from './slips.ts'
import { asksOfTerms, questionsOf } from './questions.ts'
import { stemsOf } from './stems.ts'
import { asksNothing, changed, termsOf, type AskedWord, type Term } from './typed.ts'

export type Found = {
  /** Every contribution that holds what was asked, by `ordinal`, in no order. */
  ordinals: readonly number[]
  /** Those that bear it in a title, the name of who tells, a place or a theme. */
  strong: readonly number[]
  /** What was searched instead of what was typed: nothing was found with one of its words. */
  corrected?: string
  /** What was searched, for extracts. */
  terms: readonly Term[]
  /** Nothing was asked: no word, or only words that must not be there. */
  asksNothing: boolean
}

type Reader = Kysely<ShelfTables>

/**
 * Undefined when nothing at all was typed. Whatever is typed, the search answers. `exact`: the words as they were typed,
 * without correction.
 */
export async function findWords(
  reader: Reader,
  typed: string,
  { exact = false }: { exact?: boolean } = {},
): Promise<Found | undefined> {
  if (typed.trim() === '') return undefined
  const terms = termsOf(typed)
  if (asksNothing(terms)) return { ordinals: [], strong: [], terms, asksNothing: true }
  const { unsaid, ...found } = await findTerms(reader, terms)
  if (exact || unsaid.length === 0) return found
  if (found.ordinals.length > 0) {
    const widened = await widen(reader, terms, unsaid)
    return widened ? foundOf(await findTerms(reader, widened)) : found
  }
  const corrected = await correct(reader, typed, terms, unsaid)
  if (!corrected) return found
  const instead = await findTerms(reader, corrected.terms)
  return instead.ordinals.length > 0 ? { ...foundOf(instead), corrected: corrected.typed } : found
}

type Answer = Found & { unsaid: AskedWord[] }
const foundOf = ({ unsaid: _, ...found }: Answer): Found => found

/** `unsaid`: the words asked that nobody wrote so. */
async function findTerms(reader: Reader, terms: readonly Term[]): Promise<Answer> {
  const words = terms.flatMap((term) => (term.kind === 'not' ? [] : term.words)).filter((word) => !word.letters)
  const stems = await stemsOf(reader, asksOfTerms(terms))
  // A last word that someone says is whole: who types « mer » means neither « merci » nor « mère ». Else it begins another.
  const last = words.find(({ isBeginning }) => isBeginning)
  const whole = last ? changed(terms, last, { ...last, isBeginning: false }) : terms
  const { rows } = await sql<{ ordinals: Buffer | null; strong: Buffer | null; said: string[] }>`
    with said as (select unnest(shelf.said(${words.map(({ folded }) => folded)}::text[])) as word)
    select found.*, array(select word from said) as said
    from shelf.found(case when exists (select from said where word = ${last?.folded ?? ''})
      then ${questionsOf(whole, stems)}::text[] else ${questionsOf(terms, stems)}::text[] end::tsquery[]) as found`.execute(
    reader,
  )
  const said = new Set(rows[0]?.said)
  return {
    ordinals: numbersIn(rows[0]?.ordinals),
    strong: numbersIn(rows[0]?.strong),
    terms: last && said.has(last.folded) ? whole : terms,
    asksNothing: false,
    unsaid: words.filter(({ folded }) => !said.has(folded) && slipsForgiven(folded) > 0 && !/\d/.test(folded)),
  }
}

// Tens of thousands of numbers come as bytes, four each: PostgreSQL writes no figures and nobody reads them.
function numbersIn(bytes: Buffer | null | undefined): number[] {
  const numbers: number[] = []
  if (bytes) for (let at = 0; at < bytes.length; at += 4) numbers.push(bytes.readInt32BE(at))
  return numbers
}
