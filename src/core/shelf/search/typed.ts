// What someone typed in the search box, as terms: words, "words in this order" between any quotation marks, -words that
// must not be there. Bounded, total and pure: whatever is typed gives terms, and nothing typed can be an operator.

import { fold } from './fold.ts'
import { isStopWord } from './stop-words.ts'
import { wordsOf, type Word } from './words.ts'

export type AskedWord = {
  /** As typed, in lower case: what the dictionaries are asked about. */
  lower: string
  folded: string
  /** « сім’я » as one word, « porte » of « porte-monnaie » has none. */
  joined?: string
  /** For scripts without spaces: the letters, two at least unless one was typed. */
  letters?: readonly string[]
  /** Nobody says it: words that may be meant, found as well. */
  also?: readonly AskedWord[]
  /** Words that begin so are found too: someone may still be typing it. */
  isBeginning: boolean
  /** Where it was typed. */
  start: number
  end: number
}
export type Term = {
  /** `not`: none of its words may be there, or not in this order when there are several. */
  kind: 'word' | 'phrase' | 'not'
  words: readonly AskedWord[]
}

const maxTyped = 200
const maxWords = 10

const marks = [
  String.raw`"(?<q1>[^"]*)"`,
  String.raw`«(?<q2>[^»]*)»`,
  String.raw`“(?<q3>[^”“]*)[”“]`,
  String.raw`„(?<q4>[^“”]*)[“”]`,
  String.raw`「(?<q5>[^」]*)」`,
  String.raw`(?<=^|\s|-)['‘](?<q6>[^'’‘]+)['’](?=$|\s)`,
]
const pieces = new RegExp(
  String.raw`(?<minus>(?<=^|\s)[-−–](?=[\p{L}\p{N}"«“„「'‘]))?(?:${marks.join('|')}|(?<plain>[^\s"«“„「]+|["«“„「]))`,
  'gu',
)

/**
 * `termsOf('la gare "de Besançon" -Brest')`: the word gare, a phrase, and a word that must not be there. `shortest`: from
 * how many letters the last word may be the beginning of another.
 */
export function termsOf(typed: string, { shortest = 3 }: { shortest?: number } = {}): Term[] {
  const asked = typed.slice(0, maxTyped)
  const terms: Term[] = []
  let room = maxWords
  for (const piece of asked.matchAll(pieces)) {
    const { minus, plain, ...quotes } = piece.groups as Record<string, string | undefined>
    const phrase = Object.values(quotes).find((each) => each !== undefined)
    const text = phrase ?? plain ?? ''
    const at = piece.index + piece[0].indexOf(text, minus ? 1 : 0)
    const groups = groupsOf(text, at)
      .slice(0, room)
      .filter((group) => group.length > 0)
    if (groups.length === 0) continue
    room -= groups.length
    if (phrase !== undefined) terms.push({ kind: minus ? 'not' : 'phrase', words: lettersApart(groups.flat()) })
    else if (minus) terms.push({ kind: 'not', words: groups.flatMap(unwantedWords) })
    else terms.push(...groups.flatMap(askedWords).map((word): Term => ({ kind: 'word', words: [word] })))
  }
  return withBeginning(telling(terms), shortest)
}

/** Words of one token together: what an apostrophe parts, letters of one run. */
function groupsOf(text: string, at: number): Word[][] {
  const groups: Word[][] = []
  for (const word of wordsOf(text)) {
    const placed = { ...word, start: word.start + at, end: word.end + at }
    if (word.follows) groups.at(-1)?.push(placed)
    else groups.push([placed])
  }
  return groups
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

function askedWords(group: readonly Word[]): AskedWord[] {
  const [first] = group
  if (!first) return []
  if (first.kind === 'word') {
    const told = group.filter((word) => !isStopWord(word.text.toLowerCase()))
    return (told.length ? told : group).map((word) => plainWord(word, group.length > 1 ? first.joined : undefined))
  }
  // A dictionary cuts the run in words; a letter alone says little beside them.
  const run = group.map((word) => word.text).join('')
  const cuts = [...segmenter.segment(run)].map(({ index }) => first.start + index)
  const words: Word[][] = []
  for (const letter of group) {
    if (words.length === 0 || cuts.includes(letter.start)) words.push([letter])
    else words.at(-1)?.push(letter)
  }
  const long = words.filter((letters) => letters.length > 1)
  return (long.length ? long : [group]).map((letters) => runOf(letters))
}

const unwantedWords = (group: readonly Word[]): AskedWord[] =>
  group[0]?.kind === 'letter' ? [runOf(group)] : askedWords(group)

function plainWord(word: Word, joined?: string): AskedWord {
  const { folded, start, end } = word
  return { lower: word.text.toLowerCase(), folded, ...(joined && { joined }), isBeginning: false, start, end }
}

function runOf(letters: readonly Word[]): AskedWord {
  const folded = letters.map((letter) => letter.folded)
  const [first, last] = [letters[0] as Word, letters.at(-1) as Word]
  const text = folded.join('')
  return { lower: text, folded: text, letters: folded, isBeginning: false, start: first.start, end: last.end }
}

/** In a phrase the order counts: words as they come, runs of letters whole. */
function lettersApart(words: readonly Word[]): AskedWord[] {
  const asked: AskedWord[] = []
  let run: Word[] = []
  const close = () => {
    if (run.length) asked.push(runOf(run))
    run = []
  }
  for (const word of words) {
    if (!word.follows || word.kind === 'word') close()
    if (word.kind === 'letter') run.push(word)
    else asked.push(plainWord(word))
  }
  close()
  return asked
}

/** Without the words that say nothing, unless all are so. */
function telling(terms: readonly Term[]): Term[] {
  const kept = terms.filter(({ kind, words }) => kind !== 'word' || !words.every(({ lower }) => isStopWord(lower)))
  return kept.some(({ kind }) => kind !== 'not') ? kept : [...terms]
}

/** The last word may not be finished. */
function withBeginning(terms: readonly Term[], shortest: number): Term[] {
  const last = terms.at(-1)
  const [word] = last?.words ?? []
  if (last?.kind !== 'word' || !word || word.letters || [...word.folded].length < shortest) return [...terms]
  return [...terms.slice(0, -1), { kind: 'word', words: [{ ...word, isBeginning: true }] }]
}

/** Whether anything is looked for: only words that must not be there, or no word at all, ask for nothing. */
export const asksNothing = (terms: readonly Term[]): boolean => terms.every(({ kind }) => kind === 'not')

/** The same question with one of its words changed. */
export const changed = (terms: readonly Term[], word: AskedWord, by: AskedWord): Term[] =>
  terms.map((term) =>
    term.words.includes(word) ? { ...term, words: term.words.map((each) => (each === word ? by : each)) } : term,
  )

/** A word in the place of another. */
export const spelled = ({ start, end }: AskedWord, text: string): AskedWord => ({
  lower: text.toLowerCase(),
  folded: fold(text),
  isBeginning: false,
  start,
  end,
})
