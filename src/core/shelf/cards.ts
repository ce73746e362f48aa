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
  /** How long the telling lasts, heard or seen. */
  duration_ms: number | null
  portrait: string | null
  accent: string | null
  period: string
  published_at: Date
}

const maxCards = 60

/** The cards of these contributions, in this order; at most 60. Those that are not on the shelf are not there. */
export async function listCards(
  reader: Kysely<ShelfTables>,
  { ids, locale }: { ids: readonly string[]; locale: Locale },
): Promise<Card[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<CardRow>`
    select ${cardColumns} from shelf.item where id = any(${ids.slice(0, maxCards)}::uuid[])`.execute(reader)
  const places = new Map(ids.map((id, at) => [id, at]))
  return rows
    .map((row) => cardOf(locale, row))
    .sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0))
}

/** What `cardOf` needs of a row of `shelf.item`. */
export const cardColumns = sql`
  item.id, item.kind, item.code, item.slug, item.language, item.credits, item.portrait, item.period, item.published_at,
  item.duration_ms,
  item.details ->> 'medium' as medium,
  coalesce(item.accent, (
    select theme.accent from shelf.item_theme join shelf.theme on theme.id = theme_id
    where item_id = item.id order by position, slug limit 1
  )) as accent,
  coalesce((
    select json_agg(json_build_array(language, form, title, lead, quote, minutes, machine)) from (
      select language, form, title, lead, quote, minutes, machine from shelf.text
      where item_id = item.id and form <> 'easy' order by form, language limit 24
    ) as seen
  ), '[]') as texts`

export type CardRow = Omit<Card, 'languages' | 'title' | 'lead' | 'quote' | 'isMachine' | 'voices' | 'minutes'> & {
  credits: ShownCredit[]
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

/** The card that a row makes for a reader. */
export function cardOf(locale: Locale, { texts, credits, ...row }: CardRow): Card {
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
