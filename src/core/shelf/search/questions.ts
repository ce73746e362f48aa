// Terms as a PostgreSQL tsquery. Every lexeme is quoted by us: whatever was typed, PostgreSQL can read it.

import { ask, beginningsOf, dictionariesFor, type Asks, type Stems } from './stems.ts'
import type { AskedWord, Term } from './typed.ts'
import { quoted } from './vectors.ts'

const isStemmed = ({ letters, folded }: AskedWord): boolean => !letters && folded.length > 2 && !/^\d/.test(folded)

/** What the dictionaries must be asked before the question can be written: each word, in every language it may be in. */
export function asksOfTerms(terms: readonly Term[], asks: Asks = new Map()): Asks {
  for (const word of terms.flatMap(({ words }) => words.flatMap((each) => [each, ...(each.also ?? [])])))
    if (isStemmed(word)) for (const dictionary of dictionariesFor(word.lower)) ask(asks, dictionary, word.lower)
  return asks
}

/** Lexemes of a word's family, in every language it may be in: `french~emigr`, `~emigr`. */
export const familyOf = (word: AskedWord, stems: Stems): string[] => [
  ...new Set([...stemsOfWord(word, stems), ...beginningsOfWord(word)]),
]

const stemsOfWord = (word: AskedWord, stems: Stems): string[] =>
  isStemmed(word) ? dictionariesFor(word.lower).flatMap((dictionary) => [...stems(dictionary, word.lower)]) : []
const beginningsOfWord = (word: AskedWord): string[] =>
  isStemmed(word) ? [...beginningsOf(word.folded), ...beginningsOf(word.joined ?? '')] : []

/** The tsquery of one word as dictionaries know it, without what only begins like it. */
export const strictQuestionOf = (word: AskedWord, stems: Stems): string =>
  anyOf([...exactly(word), ...stemsOfWord(word, stems).map(quoted)])

/** The tsquery of these terms, all of which must hold; undefined when they ask for nothing. */
export function questionOf(terms: readonly Term[], stems: Stems): string | undefined {
  const wanted = terms.filter(({ kind }) => kind !== 'not').map((term) => ofTerm(term, stems))
  if (wanted.length === 0) return undefined
  const unwanted = terms.filter(({ kind }) => kind === 'not').map((term) => `!(${ofTerm(term, stems)})`)
  return [...wanted, ...unwanted].join(' & ')
}

/**
 * The same as several questions, one of which must hold. A word said in twenty ways is asked for in twenty short questions:
 * an index answers each from one list, where one long question makes it weigh every way for every row.
 */
export function questionsOf(terms: readonly Term[], stems: Stems): string[] {
  const [term, ...others] = terms
  const [word, ...more] = term?.words ?? []
  const isOneWord = term?.kind === 'word' && others.length === 0 && more.length === 0
  if (isOneWord && word && !word.letters) return waysOf(word, stems)
  const question = questionOf(terms, stems)
  return question === undefined ? [] : [question]
}

const ofTerm = ({ kind, words }: Term, stems: Stems): string =>
  kind === 'phrase' || (kind === 'not' && words.length > 1)
    ? phrase(words)
    : words.map((word) => ofWord(word, stems)).join(' & ')

function ofWord(word: AskedWord, stems: Stems): string {
  return word.letters ? ofLetters(word.letters) : anyOf(waysOf(word, stems))
}

const ofLetters = (letters: readonly string[]): string => `(${pairsOf(letters).map(quoted).join(' & ')})`

/** Each way a word may be said, and what may be meant by it. */
const waysOf = (word: AskedWord, stems: Stems): string[] => [
  ...exactly(word),
  ...familyOf(word, stems).map(quoted),
  ...(word.also ?? []).map((each) => ofWord(each, stems)),
]

const anyOf = (questions: readonly string[]): string => `(${questions.join(' | ')})`

const exactly = (word: AskedWord): string[] =>
  [word.folded, ...(word.joined ? [word.joined] : [])].map((lexeme) => quoted(lexeme) + (word.isBeginning ? ':*' : ''))

/** The tsquery of words that name a contribution (`=neige` in vectors.ts): the last one may be a beginning. */
export const nameQuestionOf = (words: readonly AskedWord[]): string =>
  words
    .flatMap(({ letters, folded, isBeginning }) =>
      letters ? pairsOf(letters).map((pair) => quoted(`=${pair}`)) : [quoted(`=${folded}`) + (isBeginning ? ':*' : '')],
    )
    .join(' & ')

/** Words in this order, one after the other. A run of letters holds as many places as letters, one more than pairs. */
function phrase(words: readonly AskedWord[]): string {
  const steps = words.flatMap(({ letters, folded }) =>
    letters
      ? pairsOf(letters).map((pair, at, pairs) => ({ lexeme: pair, then: at === pairs.length - 1 ? 2 : 1 }))
      : [{ lexeme: folded, then: 1 }],
  )
  // A letter alone is kept without its places.
  if (words.length > 1 && words.some(({ letters }) => letters?.length === 1))
    return `(${steps.map(({ lexeme }) => quoted(lexeme)).join(' & ')})`
  return `(${steps.map(({ lexeme }, at) => (at ? `<${steps[at - 1]?.then ?? 1}> ` : '') + quoted(lexeme)).join(' ')})`
}

/** 移民的 is 移民 and 民的: wherever a dictionary would cut, both are stored. */
const pairsOf = (letters: readonly string[]): string[] =>
  letters.length < 2 ? [...letters] : letters.slice(1).map((letter, at) => `${letters[at] as string}${letter}`)
