// Cards: what a list shows of contributions of any kind, in the reader's language when the words exist in it.
// Reads the shelf only, with the reader's connection; lists are bounded and go on by key, never by offset.

import { sql, type Expression, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Locale } from '../platform/i18n.ts'
import { queryOf } from './search-words.ts'
import type { ShelfTables, ShownCredit } from './shelf.tables.ts'

/** Words and the language they are in: it goes to `lang` and `dir`. */
export type Words = { text: string; language: string }

export type Card = {
  id: string
  kind: string
  code: string
  slug: string
  /** The language it was told or written in. */
  language: string
  /** Every language it can be read in, the one told first. */
  languages: string[]
  title: Words
  lead: Words | null
  quote: Words | null
  /** Those whose words these are; `name` is null for someone who prefers not to say it. */
  voices: ShownCredit[]
  minutes: number
  /** 'text', 'sound' or 'video' when the kind says so. */
  medium: string | null
  portrait: string | null
  accent: string | null
  period: string
  published_at: Date
  /** Where a list goes on after this card, or before it. */
  cursor: string
}

/** What to choose among the shelf. Everything is optional; what is given must all hold. */
export type CardFilter = {
  kinds?: readonly string[]
  /** Only these, whatever their order. */
  ids?: readonly string[]
  /** Themes by id; give a theme's descendants too (see browse.ts). */
  themes?: readonly string[]
  /** The language told. */
  language?: string
  medium?: string
  /** What someone typed in the search box. */
  words?: string
}

export type CardPage = CardFilter & {
  locale: Locale
  /** At most 60; 24 when absent. */
  limit?: number
  /** A card's `cursor`: the list goes on after it, or ends before it. Anything else is ignored. */
  after?: string
  before?: string
}

const maxCards = 60

/** The newest first. `listCards(reader, { locale: 'ar', kinds: ['testimony'], limit: 6 })` */
export async function listCards(reader: Kysely<ShelfTables>, page: CardPage): Promise<Card[]> {
  const limit = Math.min(Math.max(page.limit ?? 24, 1), maxCards)
  const after = keyOf(page.after)
  const before = after ? undefined : keyOf(page.before)
  const direction = before ? 'asc' : 'desc'
  const rows = await reader
    .selectFrom('shelf.item')
    .select((eb) => [
      'id',
      'kind',
      'code',
      'slug',
      'language',
      'credits',
      'portrait',
      'period',
      'published_at',
      sql<string | null>`details ->> 'medium'`.as('medium'),
      sql<number>`(extract(epoch from published_at) * 1000000)::bigint`.as('microseconds'),
      eb.fn.coalesce('accent', accentOfThemes(eb)).as('accent'),
      jsonArrayFrom(
        eb
          .selectFrom('shelf.text')
          .select(['shelf.text.language', 'form', 'title', 'lead', 'quote', 'minutes'])
          .whereRef('shelf.text.item_id', '=', 'shelf.item.id')
          .where('form', '!=', 'easy')
          .orderBy('form')
          .orderBy('shelf.text.language')
          .limit(24),
      ).as('texts'),
    ])
    .where((eb) => chosen(eb, page))
    .$if(after !== undefined, (query) => query.where(beyond('<', after)))
    .$if(before !== undefined, (query) => query.where(beyond('>', before)))
    .orderBy('published_at', direction)
    .orderBy('code', direction)
    .limit(limit)
    .execute()
  if (before) rows.reverse()
  return rows.map(({ texts, credits, microseconds, ...row }) => ({
    ...row,
    ...wordsFor(page.locale, row.language, texts),
    languages: [row.language, ...new Set(texts.map((text) => text.language).filter((each) => each !== row.language))],
    voices: credits.filter(({ role }) => role === 'told' || role === 'wrote'),
    cursor: `${microseconds}-${row.code}`,
  }))
}

/** One page of a list, with where the next one and the one before begin. */
export async function listCardPage(
  reader: Kysely<ShelfTables>,
  page: CardPage,
): Promise<{ cards: Card[]; next?: string; previous?: string }> {
  const limit = Math.min(Math.max(page.limit ?? 24, 1), maxCards - 1)
  const isBack = keyOf(page.after) === undefined && keyOf(page.before) !== undefined
  const found = await listCards(reader, { ...page, limit: limit + 1 })
  const isMore = found.length > limit
  const cards = isBack ? found.slice(-limit) : found.slice(0, limit)
  const [first, last] = [cards[0], cards.at(-1)]
  return {
    cards,
    ...(last && (isBack || isMore) ? { next: last.cursor } : {}),
    ...(first && (isBack ? isMore : keyOf(page.after) !== undefined) ? { previous: first.cursor } : {}),
  }
}

/** How many hold, up to ten thousand. */
export async function countCards(reader: Kysely<ShelfTables>, filter: CardFilter): Promise<number> {
  const found = reader
    .selectFrom('shelf.item')
    .select('id')
    .where((eb) => chosen(eb, filter))
    .limit(10_000)
    .as('found')
  const { count } = await reader
    .selectFrom(found)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

type TextSeen = { language: string; form: string; title: string; lead: string; quote: string; minutes: number }

/** The title, lead and quote for a reader: hers when someone translated them, else as they were told. */
export function wordsFor(
  locale: Locale,
  told: string,
  texts: readonly TextSeen[],
): Pick<Card, 'title' | 'lead' | 'quote' | 'minutes'> {
  const original =
    texts.find((text) => text.form === 'original' && text.language === told) ??
    texts.find((text) => text.form === 'original') ??
    texts[0]
  const mine = texts.find((text) => isIn(text.language, locale)) ?? original
  const best = (part: 'title' | 'lead' | 'quote'): Words | null => {
    const text = [mine, original].find((each) => each?.[part])
    return text ? { text: text[part], language: text.language } : null
  }
  return {
    title: best('title') ?? { text: '…', language: told },
    lead: best('lead'),
    quote: best('quote'),
    minutes: (mine ?? original)?.minutes ?? 1,
  }
}

/** Whether words tagged `language` are in the reader's locale: ar-MA is Arabic. */
export const isIn = (language: string, locale: Locale): boolean => language.toLowerCase().split('-')[0] === locale

type Items = ExpressionBuilder<ShelfTables, 'shelf.item'>

/** The condition of a filter, on rows of shelf.item. */
function chosen(eb: Items, filter: CardFilter): Expression<SqlBool> {
  const { kinds, ids, themes, language, medium, words } = filter
  const all: Expression<SqlBool>[] = []
  if (kinds) all.push(kinds.length ? eb('kind', 'in', kinds) : sql<SqlBool>`false`)
  if (ids) all.push(ids.length ? eb('id', 'in', ids.slice(0, 1_000)) : sql<SqlBool>`false`)
  if (language) all.push(eb('language', '=', language))
  if (medium) all.push(sql<SqlBool>`details ->> 'medium' = ${medium}`)
  if (themes)
    all.push(
      themes.length
        ? eb.exists(
            eb
              .selectFrom('shelf.item_theme')
              .select('theme_id')
              .whereRef('item_id', '=', 'shelf.item.id')
              .where('theme_id', 'in', themes.slice(0, 500)),
          )
        : sql<SqlBool>`false`,
    )
  if (words) {
    const query = queryOf(words)
    // Words without a letter or a digit find nothing.
    all.push(
      query === null
        ? sql<SqlBool>`false`
        : sql<SqlBool>`shelf.item.id in (select item_id from shelf.text where search @@ to_tsquery('simple', ${query}))`,
    )
  }
  return eb.and(all)
}

const accentOfThemes = (eb: Items) =>
  eb
    .selectFrom('shelf.item_theme')
    .innerJoin('shelf.theme', 'shelf.theme.id', 'theme_id')
    .select('shelf.theme.accent')
    .whereRef('item_id', '=', 'shelf.item.id')
    .orderBy('shelf.theme.position')
    .orderBy('shelf.theme.slug')
    .limit(1)

type Key = { microseconds: string; code: string }

function keyOf(cursor: string | undefined): Key | undefined {
  const [, microseconds, code] = /^(\d{1,16})-(\d{6})$/.exec(cursor ?? '') ?? []
  return microseconds && code ? { microseconds, code } : undefined
}

const beyond = (operator: '<' | '>', key: Key | undefined): Expression<SqlBool> =>
  sql<SqlBool>`(published_at, code) ${sql.raw(operator)} (timestamptz 'epoch' + ${key?.microseconds ?? '0'}::bigint * interval '1 microsecond', ${key?.code ?? ''})`
