// Words without their endings. PostgreSQL's own dictionaries know about thirty languages; for the others, two words are
// of one family when they begin alike and differ by their last letters.

import { sql, type Kysely } from 'kysely'
import { fold } from './fold.ts'

/** The dictionaries of PostgreSQL, and the languages (first part of their tags) each knows. Estonian came with version 18. */
const languages = {
  arabic: 'ar ary arq aeb arz apc apd ajp acm ayl shu',
  armenian: 'hy',
  basque: 'eu',
  catalan: 'ca',
  danish: 'da',
  dutch: 'nl',
  english: 'en',
  estonian: 'et',
  finnish: 'fi',
  french: 'fr',
  german: 'de',
  greek: 'el',
  hindi: 'hi',
  hungarian: 'hu',
  indonesian: 'id',
  irish: 'ga',
  italian: 'it',
  lithuanian: 'lt',
  nepali: 'ne',
  norwegian: 'no nb nn',
  portuguese: 'pt',
  romanian: 'ro',
  russian: 'ru',
  serbian: 'sr',
  spanish: 'es',
  swedish: 'sv',
  tamil: 'ta',
  turkish: 'tr',
  yiddish: 'yi',
}
const dictionaries = new Map(
  Object.entries(languages).flatMap(([name, tags]) => tags.split(' ').map((tag): [string, string] => [tag, name])),
)

const byScript: readonly [RegExp, readonly string[]][] = [
  [/\p{Script=Arabic}/u, ['arabic']],
  [/\p{Script=Cyrillic}/u, ['russian', 'serbian']],
  [/\p{Script=Greek}/u, ['greek']],
  [/\p{Script=Armenian}/u, ['armenian']],
  [/\p{Script=Devanagari}/u, ['hindi', 'nepali']],
  [/\p{Script=Tamil}/u, ['tamil']],
  [/\p{Script=Hebrew}/u, ['yiddish']],
]
const ofOtherScripts = new Set(byScript.flatMap(([, names]) => names))
const latin = Object.keys(languages).filter((name) => !ofOtherScripts.has(name) || name === 'serbian')

const known = new Map<string, string | undefined>()

/** The dictionary of a language, `french` for `fr-FR` and for `fra`; undefined when PostgreSQL has none. */
export function dictionaryOf(language: string): string | undefined {
  if (!known.has(language)) {
    if (known.size > 1_000) known.clear()
    const base = language.toLowerCase().split('-')[0] as string
    known.set(language, dictionaries.get(base) ?? dictionaries.get(shortTag(base)))
  }
  return known.get(language)
}

/** `fr` for `fra`: stories that come from elsewhere may bear either. */
function shortTag(tag: string): string {
  try {
    return (Intl.getCanonicalLocales(tag)[0] ?? tag).split('-')[0] as string
  } catch {
    return tag
  }
}

/** Every dictionary that a word typed in this script may be asked to. */
export function dictionariesFor(word: string): readonly string[] {
  if (/\p{Script=Latin}/u.test(word)) return latin
  return byScript.find(([script]) => script.test(word))?.[1] ?? []
}

/** Words to ask, by dictionary: in lower case, as they are written. */
export type Asks = Map<string, Set<string>>
/** The lexemes of one word by one dictionary, without the accents: `french~emigr`. */
export type Stems = (dictionary: string, word: string) => readonly string[]

/** Notes a word to be asked of a dictionary; `stemsOf` asks them all at once. */
export function ask(asks: Asks, dictionary: string, word: string): void {
  const words = asks.get(dictionary)
  if (words) words.add(word)
  else asks.set(dictionary, new Set([word]))
}

// The same few thousand words come back: a dictionary is asked about each of them once.
const kept = new Map<string, Map<string, readonly string[]>>()
const maxKept = 100_000
let keptWords = 0

/** Asks PostgreSQL's dictionaries, all at once. */
export async function stemsOf(db: Kysely<any>, asks: Asks): Promise<Stems> {
  const found = new Map<string, Map<string, readonly string[]>>()
  const unknown: { dictionary: string; word: string; folded: string }[] = []
  for (const [dictionary, words] of asks) {
    const known = kept.get(dictionary)
    const mine = new Map<string, readonly string[]>()
    found.set(dictionary, mine)
    for (const word of words) {
      const lexemes = known?.get(word)
      if (lexemes) mine.set(word, lexemes)
      else unknown.push({ dictionary, word, folded: fold(word) })
    }
  }
  if (unknown.length > 0) {
    const stems = await askPostgres(db, unknown)
    if (keptWords > maxKept) {
      kept.clear()
      keptWords = 0
    }
    for (const { dictionary, word, folded } of unknown) {
      // People type with or without accents, and endings bear accents: the stem of the word, and of the word without.
      const both = [word, folded].map((form) => fold(stems.get(`${dictionary} ${form}`) ?? ''))
      const lexemes = [...new Set(both)].filter(Boolean).map((stem) => `${dictionary}~${stem}`)
      found.get(dictionary)?.set(word, lexemes)
      if (!kept.has(dictionary)) kept.set(dictionary, new Map())
      kept.get(dictionary)?.set(word, lexemes)
      keptWords += 1
    }
  }
  return (dictionary, word) => found.get(dictionary)?.get(word) ?? []
}

/** The stem of each word with and without its accents, by `dictionary form`; '' for a word the dictionary drops. */
async function askPostgres(
  db: Kysely<any>,
  unknown: readonly { dictionary: string; word: string; folded: string }[],
): Promise<Map<string, string>> {
  const asked = new Map<string, [dictionary: string, form: string]>()
  for (const { dictionary, word, folded } of unknown)
    for (const form of [word, folded]) asked.set(`${dictionary} ${form}`, [dictionary, form])
  const pairs = [...asked.values()]
  // One line a word: a stem holds no line break. A dictionary that this version lacks gives nothing.
  const { rows } = await sql<{ stems: string }>`
    select coalesce(string_agg(coalesce((case when dictionary.oid is not null then ts_lexize(dictionary.oid, word) end)[1], ''), E'\n' order by at), '') as stems
    from unnest(${pairs.map(([dictionary]) => `${dictionary}_stem`)}::text[], ${pairs.map(([, form]) => form)}::text[]) with ordinality as asked(name, word, at)
    left join pg_catalog.pg_ts_dict as dictionary
      on dictionary.dictname = asked.name and dictionary.dictnamespace = 'pg_catalog'::regnamespace`.execute(db)
  const stems = (rows[0]?.stems ?? '').split('\n')
  return new Map([...asked.keys()].map((key, at) => [key, stems[at] ?? '']))
}

// Of, in, to, from, and: one letter written with the word that follows, in Ethiopic, Syriac and Hebrew; and the article
// of Arabic with what comes before it, which the dictionary does not always know from the word's own letters (بلاد).
const particles = /^(?:[የበለከወܕܘܒܠהובלמשכ](?=\p{L}{3})|(?:[وفبك]?ال|و?لل)(?=\p{L}{3}))/u

/** Dictionaries that leave many endings: in these languages, beginnings help too. */
const hesitant = new Set(['armenian', 'serbian'])

/** What is kept of a word beside itself: its stem, or its beginnings in a language without dictionary. */
export function kinOf(word: string, folded: string, dictionary: string | undefined, stems: Stems): readonly string[] {
  if (!dictionary) return beginningsOf(folded)
  const lexemes = stems(dictionary, word)
  if (hesitant.has(dictionary)) return [...lexemes, ...beginningsOf(folded)]
  if (dictionary === 'arabic') return [...lexemes, `~${folded.replace(particles, '')}`]
  return lexemes
}

/**
 * For languages without dictionary: the beginnings of a word that has lost some last letters: up to three, more in a long
 * word (languages that write one ending after the other), four letters remaining. `школа` and `школами` share `~школ`.
 */
export function beginningsOf(folded: string): readonly string[] {
  if (folded.length < 3 || /^\d/.test(folded)) return []
  const beginnings: string[] = []
  for (const form of new Set([folded, folded.replace(particles, '')])) {
    const letters = [...form]
    const { length } = letters
    beginnings.push(`~${form}`)
    const most = length < 8 ? 3 : length < 12 ? 4 : 6
    const least = length <= 4 ? 3 : Math.max(4, length - most)
    for (let at = length - 1; at >= least; at--) beginnings.push(`~${letters.slice(0, at).join('')}`)
  }
  return beginnings
}
