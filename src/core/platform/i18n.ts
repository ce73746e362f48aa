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

// The first two kinds of a parsed message, as the parser of intl-messageformat numbers them.
const literal = 0
const argument = 1

type Say = (values?: TextValues) => string

/** The most answers that a message keeps: minutes, counts of stories, ages. */
const mostKept = 200

/** A message ready to be said: hundreds stand on a page. */
function compile(message: string, locale: Locale): string | Say {
  if (!message.includes('{') && !message.includes("'")) return message
  const format = new IntlMessageFormat(message, intlLocale[locale], undefined, { ignoreTag: true })
  const parts = format.getAst()
  const inFull: Say = (values) => String(format.format(values))
  if (!parts.every((each) => each.type === literal || each.type === argument)) return onceANumber(inFull)
  return (values = {}) => {
    let said = ''
    for (const { type, value } of parts) {
      // What is missing, or a day where a word is wanted, is told as for every other message.
      if (type === argument && !isWord(values[value])) return inFull(values)
      said += type === argument ? values[value] : value
    }
    return said
  }
}

/** Choosing a plural takes as long as a paragraph: with one number and nothing else, each is chosen once. */
function onceANumber(say: Say): Say {
  const answers = remembered<string>(mostKept)
  return (values = {}) => {
    const [only, ...others] = Object.entries(values)
    if (!only || typeof only[1] !== 'number' || others.length > 0) return say(values)
    return answers(`${only[0]} ${only[1]}`, () => say(values))
  }
}

const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number'

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
