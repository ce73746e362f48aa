// What to propose to someone who is still typing: contributions by the beginning of what names them, never by the words
// they hold. From what readers see, with the reader's connection.

import { sql, type Kysely } from 'kysely'
import type { Locale } from '../../platform/i18n.ts'
import { listCards, type Card } from '../cards.ts'
import type { ShelfTables } from '../shelf.tables.ts'
import { fold } from './fold.ts'
import { nameQuestionOf } from './questions.ts'
import { paired, wordsOf } from './words.ts'
import { termsOf } from './typed.ts'

/** Whether enough was typed to propose anything: two letters, or one of a script that writes a word in one. */
export const isEnough = (typed: string): boolean => [...fold(typed)].length >= 2 || paired.test(typed)

/** The newest contributions of these kinds whose title, or the name of who tells, holds these words and begins so. */
export async function suggestCards(
  reader: Kysely<ShelfTables>,
  { typed, kinds, locale, limit }: { typed: string; kinds: readonly string[]; locale: Locale; limit: number },
): Promise<Card[]> {
  const words = termsOf(typed, { shortest: 1 }).flatMap((term) => (term.kind === 'not' ? [] : term.words))
  if (!isEnough(typed) || words.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from shelf.item
    where ordinal = any(shelf.newest(${nameQuestionOf(words)}::tsquery, true, ${limit * 3})) and kind = any(${[...kinds]})
    order by ordinal desc limit ${limit}`.execute(reader)
  return await listCards(reader, { ids: rows.map(({ id }) => id), locale })
}

/** Whether one of the words of a name begins as what was typed, or the name itself does: “al” finds “Oran, Algérie”. */
export function namedSo(typed: string): (name: string) => boolean {
  const asked = foldedWords(typed)
  return (name) => {
    const said = foldedWords(name)
    if (asked.length === 0) return false
    return said.some((_, at) =>
      asked.every((word, step) =>
        step === asked.length - 1 ? said[at + step]?.startsWith(word) : said[at + step] === word,
      ),
    )
  }
}

// The same places and themes are compared with everything typed.
const kept = new Map<string, readonly string[]>()
const maxKept = 10_000

function foldedWords(text: string): readonly string[] {
  const known = kept.get(text)
  if (known) return known
  const words = [...wordsOf(text)].map(({ folded }) => folded)
  if (kept.size >= maxKept) kept.clear()
  kept.set(text, words)
  return words
}
