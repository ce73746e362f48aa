// Interface texts: ICU messages kept beside the room that shows them, in French (the source), English and Arabic.
// A missing text is a type error; tests/texts.test.ts checks that placeholders agree. Content languages are not here.

import { IntlMessageFormat } from 'intl-messageformat'
import { remembered } from '#core/platform/remembered.ts'

export const locales = ['fr', 'en', 'ar'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'fr'

export type TextValues = Record<string, string | number | Date>
/** Gives the text of a key, with its ICU placeholders filled. */
export type Translate<Key extends string> = (key: Key, values?: TextValues) => string
/** The texts of one room. `texts.in('ar')` gives its translator. */
export type Texts<Key extends string> = {
  readonly in: (locale: Locale) => Translate<Key>
  readonly catalogues: Record<Locale, Record<Key, string>>
}

/**
 * Declares the texts of a room: `defineTexts({ fr, en, ar })`, where each is an imported JSON file of flat keys.
 * French gives the keys; a key missing in English or Arabic does not compile.
 */
export function defineTexts<const French extends Record<string, string>>(catalogues: {
  fr: French
  en: Record<keyof French & string, string>
  ar: Record<keyof French & string, string>
}): Texts<keyof French & string> {
  type Key = keyof French & string
  const translatorOf = (locale: Locale): Translate<Key> => {
    const ready = new Map<Key, string | Say>()
    return (key, values) => {
      let said = ready.get(key)
      if (said === undefined) ready.set(key, (said = compile(catalogues[locale][key] as string, locale)))
      return typeof said === 'string' ? said : said(values)
    }
  }
  const translators = { fr: translatorOf('fr'), en: translatorOf('en'), ar: translatorOf('ar') }
  return { in: (locale) => translators[locale], catalogues: catalogues as Record<Locale, Record<Key, string>> }
}

type Say = (values?: TextValues) => string
type Part = ReturnType<IntlMessageFormat['getAst']>[number]

// Kinds of parts, as the parser of intl-messageformat numbers them.
const [literal, argument, plural, pound] = [0, 1, 6, 7] as const

/** A message ready to be said, part by part: hundreds stand on a page, and most only have words to put in. */
function compile(message: string, locale: Locale): string | Say {
  if (!message.includes('{') && !message.includes("'")) return message
  const says = new IntlMessageFormat(message, intlLocale[locale], undefined, { ignoreTag: true })
    .getAst()
    .map((part) => sayOf(part, locale))
  return (values = {}) => says.reduce((said, say) => said + say(values), '')
}

function sayOf(part: Part, locale: Locale): Say {
  if (part.type === literal) return () => part.value
  const format = new IntlMessageFormat([part], intlLocale[locale])
  // A word that is missing, or a day where a word is wanted, is told by the library.
  const inFull: Say = (values) => String(format.format(values))
  if (part.type === argument)
    return (values) => {
      const word = values?.[part.value]
      return typeof word === 'string' || typeof word === 'number' ? String(word) : inFull(values)
    }
  if (part.type === plural && Object.values(part.options).every(({ value }) => value.every(isPlain))) {
    // Choosing a plural takes as long as a paragraph: each number is chosen once.
    const chosen = remembered<string>(200)
    return (values) => {
      const count = values?.[part.value]
      return typeof count === 'number' ? chosen(String(count), () => inFull(values)) : inFull(values)
    }
  }
  return inFull
}

const isPlain = ({ type }: Part): boolean => type === literal || type === pound

/** The locale given to Intl: Arabic as read in France and the Maghreb, with Latin digits. */
export const intlLocale: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-u-nu-latn-ca-gregory' }

const rightToLeft = new Set(['ar', 'ary', 'arz', 'fa', 'prs', 'ps', 'ur', 'ckb', 'he', 'yi', 'dv', 'sd', 'ug'])

/** Writing direction of a BCP 47 language tag. Computed, never `auto` (RGAA 4.1.2, 8.10.2). */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [primary = '', ...rest] = language.toLowerCase().split('-')
  if (rest.includes('latn')) return 'ltr'
  return rightToLeft.has(primary) || rest.includes('arab') || rest.includes('hebr') ? 'rtl' : 'ltr'
}

const names = remembered<string>(1_000)

/** The name of a language in itself ("Türkçe"), or in another locale when one is given. */
export const languageName = (language: string, locale?: Locale): string =>
  names(`${locale ?? ''} ${language}`, () => nameOf(language, locale))

// Intl makes a whole dictionary for one name: each is asked once.
function nameOf(language: string, locale?: Locale): string {
  try {
    const shown = locale ? intlLocale[locale] : language
    const name = new Intl.DisplayNames([shown, 'fr'], { type: 'language', fallback: 'code' }).of(language) ?? language
    return locale ? name : name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
  } catch {
    // No tag at all, in an address or an old row: one word too strange must not take a whole list away.
    return language
  }
}
