// Extracts for a page of results: for each contribution its title, and the passage where the words are, in the reader's
// language when they are said in it, else in the language where they are.

import { sql, type Kysely } from 'kysely'
import type { Document } from '../../contribution/document.ts'
import type { Locale } from '../../platform/i18n.ts'
import { isIn } from '../cards.ts'
import type { ShelfTables } from '../shelf.tables.ts'
import {
  askAboutText,
  askedIn,
  extractOf,
  hitsIn,
  markedIn,
  plainOf,
  saidIn,
  type Hit,
  type Segment,
} from './extracts.ts'
import { heardPassages } from './heard.ts'
import { asksOfTerms } from './questions.ts'
import { passagesOf } from './passages.ts'
import { stemsOf, type Asks } from './stems.ts'
import type { Term } from './typed.ts'
import { wordsOf } from './words.ts'

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
    /** Nobody says it: one sees it in the film. */
    isSeen?: boolean
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
  const asks = asksOfTerms(terms)
  const stories = shown.map((id) => {
    const texts = rows
      .filter((row) => row.item_id === id)
      // The reader's language, then the one told, then translations; an easy version says it with fewer words.
      .sort((one, other) => rankOf(one, locale) - rankOf(other, locale))
    const titled = texts.find(({ form }) => form !== 'easy')
    const title: Part | undefined = titled && { text: titled.title, language: titled.language }
    return { id, title, texts, parts: texts.slice(0, 1).flatMap((text) => partsOf(text, terms)) }
  })
  // The first passage of a story mostly says everything asked: the others are read where it does not.
  const most = askedIn(terms)
  const hits = await hitsOf(
    reader,
    stories.flatMap(({ title, parts }) => [...(title ? [title] : []), ...parts.slice(0, 1)]),
    { terms, asks },
  )
  const others = stories.flatMap(({ texts, parts }) => {
    const [first] = parts
    if (first && saidIn(hits.get(first) ?? []) === most) return []
    parts.push(...texts.slice(1).flatMap((text) => partsOf(text, terms)))
    return parts.slice(1)
  })
  for (const [part, found] of await hitsOf(reader, others, { terms, asks })) hits.set(part, found)
  const extracts = new Map<string, Extract>()
  for (const { id, title, parts } of stories) {
    const extract: Extract = {}
    const named = (title && hits.get(title)) ?? []
    if (title && named.length > 0) extract.title = { segments: markedIn(title.text, named), language: title.language }
    let said = 0
    for (const part of parts) {
      const found = hits.get(part) ?? []
      const segments = saidIn(found) > said ? extractOf(part.text, found) : undefined
      if (!segments) continue
      said = saidIn(found)
      extract.passage = { segments, language: part.language }
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

/** A title, or a passage of a text. */
type Part = { text: string; language: string }

/** The passages of a text that may say what was asked, the best first. */
function partsOf(
  { lead, quote, body, language }: { lead: string; quote: string; body: Document; language: string },
  terms: readonly Term[],
): Part[] {
  const plain = [lead, quote, plainOf(body)].filter(Boolean).join('\n\n')
  return passagesOf(plain, terms).map((text) => ({ text, language }))
}

/** What was asked, in each of these: their words are read once, and the dictionaries asked about all of them at once. */
async function hitsOf(
  reader: Kysely<ShelfTables>,
  parts: readonly Part[],
  { terms, asks }: { terms: readonly Term[]; asks: Asks },
): Promise<Map<Part, Hit[]>> {
  if (parts.length === 0) return new Map()
  const read = parts.map((part) => ({ part, said: [...wordsOf(part.text)] }))
  for (const { part, said } of read) askAboutText(asks, said, part.language, terms)
  const stems = await stemsOf(reader, asks)
  return new Map(read.map(({ part, said }) => [part, hitsIn(said, part.language, terms, stems)]))
}

const rankOf = (text: { language: string; told: string; form: string }, locale: Locale): number =>
  (text.form === 'easy' ? 4 : 0) + (isIn(text.language, locale) ? 0 : text.language === text.told ? 1 : 2)
