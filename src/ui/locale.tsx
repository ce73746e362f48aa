// The page's language, and words in other languages inside it. Everything a page says passes through here:
// `useTexts` for the interface, `Foreign` and `Quote` for what people said, `Day` and the ages for time.

import type { ComponentChildren } from 'preact'
import {
  defaultLocale,
  directionOf,
  intlLocale,
  languageName,
  type Locale,
  type Texts,
  type Translate,
} from '#core/platform/i18n.ts'
import { remembered } from '#core/platform/remembered.ts'
import { formatDay, formatMoment, toDate, type DayStyle } from '#ui/dates.ts'
import { createPageContext } from '#ui/page-context.ts'
import { quoted } from '#ui/quotes.ts'

type Spoken = { locale: Locale; language: string; timeZone: string }
/** The language of the page, that of the words around, and the town's hour. */
export const Tongue = createPageContext<Spoken>({
  locale: defaultLocale,
  language: defaultLocale,
  timeZone: 'Europe/Paris',
})

/** Gives the locale to everything inside. `Page` and `DeskPage` already do. */
export function LocaleProvider(props: { locale: Locale; timeZone?: string; children: ComponentChildren }) {
  const { locale, timeZone = 'Europe/Paris' } = props
  return <Tongue.Provider value={{ locale, language: locale, timeZone }}>{props.children}</Tongue.Provider>
}

export const useLocale = (): Locale => Tongue.use().locale

/** The translator of a room's texts: `const t = useTexts(texts)`, then `t('publish.done', { name })`. */
export function useTexts<Key extends string>(texts: Texts<Key>): Translate<Key> {
  return texts.in(useLocale())
}

/** `lang` and `dir` for a passage in `language`; empty when the passage around it is already in that language. */
export const useLanguageAttributes = (language: string | undefined) => attributesIn(language, Tongue.use().language)

const attributesIn = (language: string | undefined, around: string): { lang?: string; dir?: 'ltr' | 'rtl' } =>
  !language || sameLanguage(language, around) ? {} : { lang: language, dir: directionOf(language) }

const sameLanguage = (one: string, other: string) => one === other || one.toLowerCase() === other.toLowerCase()

type ForeignTag = 'span' | 'p' | 'div' | 'h1' | 'h2' | 'h3' | 'blockquote' | 'article' | 'section' | 'bdi'

/**
 * Wraps words that may be in another language than the words around: sets `lang` and `dir`, never `dir=auto`.
 * `<Foreign lang={text.language} as="p">{text.body}</Foreign>`
 */
export function Foreign(props: {
  lang: string | undefined
  as?: ForeignTag
  class?: string | undefined
  id?: string | undefined
  children: ComponentChildren
}) {
  const tongue = Tongue.use()
  const attributes = useLanguageAttributes(props.lang)
  const Tag = props.as ?? 'span'
  const inside = (
    <Tongue.Provider value={{ ...tongue, language: props.lang ?? tongue.language }}>{props.children}</Tongue.Provider>
  )
  if (!props.as && !attributes.lang && !props.class && !props.id) return inside
  return (
    <Tag class={props.class} id={props.id} {...attributes}>
      {inside}
    </Tag>
  )
}

/** Someone's own words, between the quotation marks of their language. */
export function Quote(props: { text: string; lang?: string | undefined; as?: ForeignTag; class?: string }) {
  const tongue = Tongue.use()
  const language = props.lang ?? tongue.language
  return (
    <Foreign lang={language} as={props.as ?? 'blockquote'} class={props.class ?? 'quote'}>
      {quoted(props.text, language)}
    </Foreign>
  )
}

/** A day in words: `<Day value="2026-03-12" />` shows “12 mars 2026” and keeps the machine date. */
export function Day(props: { value: string | Date; style?: DayStyle }) {
  const { locale, timeZone } = Tongue.use()
  return (
    <time datetime={machineDay(props.value, timeZone)}>{formatDay(props.value, locale, props.style, timeZone)}</time>
  )
}

/** A day and an hour: “12 mars 2026, 14 h 10”. */
export function Moment(props: { value: string | Date }) {
  const { locale, timeZone } = Tongue.use()
  return <time datetime={toDate(props.value).toISOString()}>{formatMoment(props.value, locale, timeZone)}</time>
}

const machineDays = remembered<Intl.DateTimeFormat>(100)
const numbers = remembered<Intl.NumberFormat>(10)

function machineDay(value: string | Date, timeZone: string): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  const make = () => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return machineDays(timeZone, make).format(toDate(value))
}

/** The name of a language for the reader, as a word inside a sentence: “arabe”. */
export const useLanguageName = () => {
  const locale = useLocale()
  return (language: string) => languageName(language, locale)
}

/** A number as the page's language writes it. */
export function useNumber(): (value: number) => string {
  const locale = useLocale()
  const format = numbers(locale, () => new Intl.NumberFormat(intlLocale[locale]))
  return (value) => format.format(value)
}
