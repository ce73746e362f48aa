// What to propose to someone who is still typing: contributions by the beginning of what names them, never by the words
// they hold. From what readers see, with the reader's connection.

import { sql, type Kysely } from 'kysely'
import type { Locale } from '../../platform/i18n.ts'
import { listCards, type Card } from '../cards.ts'
import type { ShelfTables } from '../shelf.tables.ts'
import { fold } from './fold.ts'
import { asksOfTerms, questionOf } from './questions.ts'
import { stemsOf } from './stems.ts'
import { paired, wordsOf } from './words.ts'
import { asksNothing, termsOf } from './typed.ts'

/** Whether enough was typed to propose anything: two letters, or one of a script that writes a word in one. */
export const isEnough = (typed: string): boolean => [...fold(typed)].length >= 2 || paired.test(typed)

/** The newest contributions of these kinds whose title, teller, place or theme begins so. */
export async function suggestCards(
  reader: Kysely<ShelfTables>,
  { typed, kinds, locale, limit }: { typed: string; kinds: readonly string[]; locale: Locale; limit: number },
): Promise<Card[]> {
  const terms = termsOf(typed, { shortest: 1 })
  if (!isEnough(typed) || asksNothing(terms)) return []
  const stems = await stemsOf(reader, asksOfTerms(terms))
  const { rows } = await sql<{ id: string }>`
    select id from shelf.item
    where ordinal = any(shelf.newest(${questionOf(terms, stems) ?? ''}::tsquery, true, ${limit * 3})) and kind = any(${[...kinds]})
    order by ordinal desc limit ${limit}`.execute(reader)
  return await listCards(reader, { ids: rows.map(({ id }) => id), kinds, locale, limit })
}

/** Whether one of the words of a name begins as what was typed, or the name itself does: “al” finds “Oran, Algérie”. */
export function namedSo(name: string, typed: string): boolean {
  const asked = wordsIn(typed)
  const said = wordsIn(name)
  if (asked.length === 0) return false
  return said.some((_, at) =>
    asked.every((word, step) =>
      step === asked.length - 1 ? said[at + step]?.startsWith(word) : said[at + step] === word,
    ),
  )
}

const wordsIn = (text: string): string[] => [...wordsOf(text)].map(({ folded }) => folded)
