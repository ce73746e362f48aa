// What is kept of one contribution's words: two tsvectors written by us, so that no dictionary file and no extension is
// asked of the database. `strong` bears what names it (titles, those who tell, places, themes), `words` everything.
// A lexeme is a folded word (with its places, for phrases), `french~emigr` (its stem in the text's language), `~школ`
// (a beginning, in languages without dictionary), or one letter and two letters of scripts without spaces. In `strong`,
// `=neige` is a word of a title or of the name of who tells: what the search box proposes while one types.

import { isVoice } from '../../contribution/content.ts'
import { plainTextOf, type Document } from '../../contribution/document.ts'
import { ask, beginningsOf, dictionaryOf, kinOf, type Asks, type Stems } from './stems.ts'
import { paired, wordsOf, type Word } from './words.ts'

/** What is read of a contribution that goes to the shelf: a ShelvedItem is one. */
export type Told = {
  id: string
  language: string
  texts: readonly { language: string; title: string; lead: string; quote: string; body: Document }[]
  credits: readonly { role: string; name: string | null }[]
  places: readonly { name: string; country: string }[]
  media?: readonly {
    words: readonly { language: string; title: string; caption: string; alt: string; description: string }[]
    transcripts: readonly Timed[]
    descriptions?: readonly Timed[]
  }[]
}
type Timed = { language: string; cues: readonly { text: string }[] }
type Piece = { text: string; language: string; isStrong: boolean; isName?: boolean }
/** A piece cut in words, and the dictionary of its language. */
export type Read = {
  words: readonly Word[]
  dictionary: string | undefined
  isStrong: boolean
  /** A title, or the name of who tells. */
  isName: boolean
}

/** `themes`: names of its themes, in every language they have one. */
export const readTold = (item: Told, themes: readonly Record<string, string>[]): Read[] =>
  piecesOf(item, themes).map(({ text, language, isStrong, isName = false }) => ({
    words: [...wordsOf(text)],
    dictionary: dictionaryOf(language),
    isStrong,
    isName,
  }))

function piecesOf(item: Told, themes: readonly Record<string, string>[]): Piece[] {
  const names = item.credits.flatMap((credit): Piece[] => {
    const isStrong = isVoice(credit)
    return credit.name ? [{ text: credit.name, language: item.language, isStrong, isName: isStrong }] : []
  })
  const places = item.places.flatMap(({ name, country }) => [
    { text: name, language: item.language, isStrong: true },
    ...countryNames(country).map((each) => ({ ...each, isStrong: true })),
  ])
  return [
    ...item.texts.map(({ title, language }) => ({ text: title, language, isStrong: true, isName: true })),
    ...names,
    ...places,
    ...themes.flatMap((each) => Object.entries(each).map(([language, text]) => ({ text, language, isStrong: true }))),
    ...item.texts.map(({ language, lead, quote, body }) => ({
      text: [lead, quote, plainTextOf(body)].join('\n\n'),
      language,
      isStrong: false,
    })),
    ...(item.media ?? []).flatMap(heardAndSeen),
  ]
}

/** What is said in a sound, what one sees in a film, and what is told of a picture. */
const heardAndSeen = ({ words, transcripts, descriptions = [] }: NonNullable<Told['media']>[number]): Piece[] => [
  ...words.map(({ language, title, caption, alt, description }) => ({
    text: [title, caption, alt, description].join('\n\n'),
    language,
    isStrong: false,
  })),
  // A sentence goes on from one caption to the next: so do phrases.
  ...[...transcripts, ...descriptions].map(({ language, cues }) => ({
    text: cues.map(({ text }) => text).join('\n'),
    language,
    isStrong: false,
  })),
]

const countryKept = new Map<string, { text: string; language: string }[]>()

/** A country in the languages of the interface: who looks for “Algérie” finds Oran. */
function countryNames(country: string): { text: string; language: string }[] {
  if (!/^[A-Z]{2}$/i.test(country)) return []
  const code = country.toUpperCase()
  const names =
    countryKept.get(code) ??
    ['fr', 'en', 'ar'].flatMap((language) => {
      const text = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }).of(code)
      return text ? [{ text, language }] : []
    })
  countryKept.set(code, names)
  return names
}

/** What the dictionaries must be asked before the vectors can be written. */
export function askAbout(asks: Asks, read: readonly Read[]): void {
  for (const { words, dictionary } of read)
    if (dictionary) for (const word of words) if (isStemmed(word)) ask(asks, dictionary, word.text.toLowerCase())
}

const isStemmed = ({ kind, folded }: { kind: string; folded: string }): boolean =>
  kind === 'word' && folded.length > 2 && !/^\d/.test(folded)

export type Vectors = {
  /** Texts that PostgreSQL reads as tsvector. */
  strong: string
  words: string
  /** Words of the dictionary of the shelf (see slips.ts), each once. */
  said: string[]
}

// PostgreSQL's own limits: a place is at most 16383, a lexeme has at most 255 of them, a vector holds less than 1 MB of
// lexemes and places.
const lastPlace = 16_383
const maxPlaces = 255
const maxBytes = 1_000_000
// No phrase goes on from one text to the next.
const betweenTexts = 10

/** The vectors of a contribution read by `readTold`, once the dictionaries have answered `askAbout`. */
export function vectorsOf(read: readonly Read[], stems: Stems): Vectors {
  const strong = vector()
  const all = vector()
  const said = new Set<string>()
  const add = (isStrong: boolean, lexeme: string, at?: number) => {
    all.add(lexeme, at)
    if (isStrong) strong.add(lexeme, at)
  }
  let place = 0
  for (const { words, isStrong, isName } of read) {
    let before: string | undefined
    for (const word of words) {
      place += 1
      add(isStrong, word.folded, word.kind === 'word' ? place : undefined)
      if (word.kind === 'letter') {
        if (isName) strong.add(`=${word.folded}`)
        if (before !== undefined && word.follows) {
          add(isStrong, before + word.folded, place - 1)
          if (isName) strong.add(`=${before}${word.folded}`)
        }
        before = word.folded
        continue
      }
      before = undefined
      if (isName) strong.add(`=${word.folded}`)
      if (word.joined) add(isStrong, word.joined, place)
      for (const each of [word.folded, word.joined]) if (each && isSaid(each)) said.add(each)
    }
    place += betweenTexts
  }
  // Their kin come after: in a text too long for one vector, words as they are written are all there.
  for (const { words, dictionary, isStrong } of read)
    for (const word of words) {
      if (isStemmed(word))
        for (const lexeme of kinOf(word.text.toLowerCase(), word.folded, dictionary, stems)) add(isStrong, lexeme)
      if (word.joined && !dictionary) for (const lexeme of beginningsOf(word.joined)) add(isStrong, lexeme)
    }
  return { strong: strong.text(), words: all.text(), said: [...said].filter((word) => all.has(word)) }
}

/** Whether a lexeme is a word of the shelf's dictionary, whose spelling someone may miss: no stem, number or letters. */
export const isSaid = (lexeme: string): boolean =>
  lexeme.length >= 3 && lexeme.length <= 30 && !/[~\d]/.test(lexeme) && !paired.test(lexeme)

function vector() {
  const places = new Map<string, number[]>()
  let bytes = 0
  return {
    add(lexeme: string, at?: number): void {
      let held = places.get(lexeme)
      if (!held) {
        const size = Buffer.byteLength(lexeme) + 4
        if (bytes + size > maxBytes) return
        bytes += size
        places.set(lexeme, (held = []))
      }
      if (at === undefined || at > lastPlace || held.length >= maxPlaces || held.at(-1) === at || bytes > maxBytes)
        return
      held.push(at)
      bytes += 2
    },
    has: (lexeme: string): boolean => places.has(lexeme),
    text: (): string =>
      [...places]
        .map(([lexeme, held]) => (held.length ? `${quoted(lexeme)}:${held.join(',')}` : quoted(lexeme)))
        .join(' '),
  }
}

/** A lexeme that PostgreSQL reads as it is, whatever it holds. */
export const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, (sign) => sign + sign)}'`
