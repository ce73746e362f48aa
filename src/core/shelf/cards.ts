// Cards: what a list shows of contributions of any kind, in the reader's language when the words exist in it.
// Reads the shelf only, with the reader's connection; lists are bounded and go on by key, never by offset.

import { sql, type Kysely } from 'kysely'
import type { Locale } from '../platform/i18n.ts'
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
  /** These words are a translation that a machine made and nobody has checked. */
  isMachine: boolean
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

/** What to choose among the shelf, beside what the catalog selects. What is given must hold. */
export type CardFilter = {
  kinds?: readonly string[]
  /** Only these, in this order. */
  ids?: readonly string[]
}

export type CardPage = CardFilter & {
  locale: Locale
  /** At most 60; when absent, as many as `ids`, or 24. */
  limit?: number
  /** A card's `cursor`: the list goes on after it, or ends before it. Anything else is ignored. */
  after?: string
  before?: string
}

const maxCards = 60

/** The newest first; with `ids`, in their order. `listCards(reader, { locale: 'ar', kinds: ['testimony'], limit: 6 })` */
export async function listCards(reader: Kysely<ShelfTables>, page: CardPage): Promise<Card[]> {
  const { kinds, ids } = page
  if (ids?.length === 0 || kinds?.length === 0) return []
  const limit = Math.min(Math.max(page.limit ?? ids?.length ?? 24, 1), maxCards)
  const after = keyOf(page.after)
  const before = after ? undefined : keyOf(page.before)
  const direction = before ? sql`asc` : sql`desc`
  const { rows } = await sql<Row>`
    select id, kind, code, slug, language, credits, portrait, period, published_at,
      details ->> 'medium' as medium,
      (extract(epoch from published_at) * 1000000)::bigint as microseconds,
      coalesce(accent, (
        select theme.accent from shelf.item_theme join shelf.theme on theme.id = theme_id
        where item_id = item.id order by position, slug limit 1
      )) as accent,
      coalesce((
        select json_agg(json_build_array(language, form, title, lead, quote, minutes, machine)) from (
          select language, form, title, lead, quote, minutes, machine from shelf.text
          where item_id = item.id and form <> 'easy' order by form, language limit 24
        ) as seen
      ), '[]') as texts
    from shelf.item
    where ${kinds ? sql`kind = any(${kinds}::text[])` : sql`true`}
      and ${ids ? sql`id = any(${ids.slice(0, 1_000)}::uuid[])` : sql`true`}
      and ${after ? beyond('<', after) : before ? beyond('>', before) : sql`true`}
    order by published_at ${direction}, code ${direction}
    limit ${limit}`.execute(reader)
  if (before) rows.reverse()
  const cards = rows.map((row) => cardOf(page.locale, row))
  const places = new Map(ids?.map((id, at) => [id, at]))
  return ids ? cards.sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0)) : cards
}

type Row = Omit<Card, 'languages' | 'title' | 'lead' | 'quote' | 'isMachine' | 'voices' | 'minutes' | 'cursor'> & {
  credits: ShownCredit[]
  microseconds: number
  texts: [
    language: string,
    form: string,
    title: string,
    lead: string,
    quote: string,
    minutes: number,
    machine: boolean,
  ][]
}

function cardOf(locale: Locale, { texts, credits, microseconds, ...row }: Row): Card {
  const seen = texts.map(([language, form, title, lead, quote, minutes, machine]) => ({
    language,
    form,
    title,
    lead,
    quote,
    minutes,
    machine,
  }))
  const words = wordsFor(locale, row.language, seen)
  const shown = new Set([words.title, words.lead, words.quote].map((each) => each?.language))
  return {
    ...row,
    ...words,
    isMachine: seen.some((text) => text.machine && shown.has(text.language)),
    languages: [row.language, ...new Set(seen.map(({ language }) => language).filter((each) => each !== row.language))],
    voices: credits.filter(({ role }) => role === 'told' || role === 'wrote'),
    cursor: `${microseconds}-${row.code}`,
  }
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

type Key = { microseconds: string; code: string }

function keyOf(cursor: string | undefined): Key | undefined {
  const [, microseconds, code] = /^(\d{1,16})-(\d{6})$/.exec(cursor ?? '') ?? []
  return microseconds && code ? { microseconds, code } : undefined
}

const beyond = (operator: '<' | '>', key: Key) =>
  sql`(published_at, code) ${sql.raw(operator)} (timestamptz 'epoch' + ${key.microseconds}::bigint * interval '1 microsecond', ${key.code})`
