// Extracts for a page of results: for each contribution its title, and the passage where the words are, in the reader's
// language when they are said in it, else in the language where they are.

import { sql, type Kysely } from 'kysely'
import type { Locale } from '../../platform/i18n.ts'
import { isIn } from '../cards.ts'
import type { ShelfTables } from '../shelf.tables.ts'
import { askAboutText, extractOf, hitsIn, markedIn, plainOf, type Segment } from './extracts.ts'
import { heardPassages } from './heard.ts'
import { asksOfTerms } from './questions.ts'
import { passagesOf } from './passages.ts'
import { stemsOf } from './stems.ts'
import type { Term } from './typed.ts'
import { wordsOf, type Word } from './words.ts'

export type Extract = {
  /** The card's title with what was found in it; absent when nothing was. */
  title?: { segments: Segment[]; language: string }
  /** The passage; absent when the words are in a name, a place or a theme. */
  passage?: {
    segments: Segment[]
    language: string
    /** It is heard, not written: from this second, in the sound of this mark (see soundsOf). */
    heard_s?: number
    mark?: string
  }
}

const maxCards = 24

/** By contribution id; those without a word to mark are left out. `terms`: what `findWords` gave. */
export async function listExtracts(
  reader: Kysely<ShelfTables>,
  { ids, terms, locale }: { ids: readonly string[]; terms: readonly Term[]; locale: Locale },
): Promise<Map<string, Extract>> {
  const shown = ids.slice(0, maxCards)
  if (shown.length === 0 || terms.length === 0) return new Map()
  const rows = await reader
    .selectFrom('shelf.text')
    .innerJoin('shelf.item', 'shelf.item.id', 'shelf.text.item_id')
    .select(['item_id', 'shelf.text.language', 'form', 'title', 'lead', 'quote', 'body', 'shelf.item.language as told'])
    // Without reading them: whether there are any.
    .select(sql<boolean>`pg_column_size(shelf.item.media) > pg_column_size('[]'::jsonb)`.as('has_media'))
    .where('item_id', 'in', shown)
    .orderBy('form')
    .limit(maxCards * 12)
    .execute()
  const texts = rows.map((row) => {
    const plain = [row.lead, row.quote, plainOf(row.body)].filter(Boolean).join('\n\n')
    return { ...row, title: readOf(row.title), passages: passagesOf(plain, terms).map(readOf) }
  })
  const asks = asksOfTerms(terms)
  for (const { title, passages, language } of texts)
    for (const { said } of [title, ...passages]) askAboutText(asks, said, language, terms)
  const stems = await stemsOf(reader, asks)
  const extracts = new Map<string, Extract>()
  for (const id of shown) {
    const mine = texts
      .filter((text) => text.item_id === id)
      // The reader's language, then the one told, then translations; an easy version says it with fewer words.
      .sort((one, other) => rankOf(one, locale) - rankOf(other, locale))
    const extract: Extract = {}
    const seen = mine.find(({ form }) => form !== 'easy')
    if (seen) {
      const { text, said } = seen.title
      const hits = hitsIn(said, seen.language, terms, stems)
      if (hits.length > 0) extract.title = { segments: markedIn(text, hits), language: seen.language }
    }
    let most = 0
    for (const { passages, language } of mine)
      for (const { text, said } of passages) {
        const hits = hitsIn(said, language, terms, stems)
        const different = new Set(hits.map(({ asked }) => asked)).size
        const segments = different > most ? extractOf(text, hits) : undefined
        if (!segments) continue
        most = different
        extract.passage = { segments, language }
      }
    if (extract.title || extract.passage) extracts.set(id, extract)
  }
  // Sounds are read only where no text says it: their words are many.
  const withMedia = new Set(rows.filter((row) => row.has_media).map((row) => row.item_id))
  const unsaid = shown.filter((id) => withMedia.has(id) && !extracts.get(id)?.passage)
  for (const [id, passage] of await heardPassages(reader, { ids: unsaid, terms, locale, asks }))
    extracts.set(id, { ...extracts.get(id), passage })
  return extracts
}

/** A text with its words, read once for all that is asked of it. */
const readOf = (text: string): { text: string; said: Word[] } => ({ text, said: [...wordsOf(text)] })

const rankOf = (text: { language: string; told: string; form: string }, locale: Locale): number =>
  (text.form === 'easy' ? 4 : 0) + (isIn(text.language, locale) ? 0 : text.language === text.told ? 1 : 2)
