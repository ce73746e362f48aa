// The passage of a text where what was searched is said, with each word found apart, so that a page can mark it.

import { plainTextOf, type Document } from '../../contribution/document.ts'
import { familyOf } from './questions.ts'
import { ask, dictionaryOf, kinOf, type Asks, type Stems } from './stems.ts'
import type { AskedWord, Term } from './typed.ts'
import type { Word } from './words.ts'

export type Segment = { text: string; hit: boolean }
export type Hit = { start: number; end: number; asked: number }

/** `plain` words of a text or of a document. */
export const plainOf = (text: Document | string): string => (typeof text === 'string' ? text : plainTextOf(text))

/** Asks about the words of a text that may be of the family of a word asked, and about no other. */
export function askAboutText(asks: Asks, said: readonly Word[], language: string, terms: readonly Term[]): void {
  const dictionary = dictionaryOf(language)
  const asked = withAlso(wantedWords(terms))
  if (!dictionary || asked.length === 0) return
  for (const word of said)
    if (word.kind === 'word' && asked.some((each) => mayBeKin(word.folded, each.folded)))
      ask(asks, dictionary, word.text.toLowerCase())
}

// Endings change, beginnings hardly do; Arabic writes the article and small words before, in one word.
const arabic = /\p{Script=Arabic}/u
const mayBeKin = (one: string, other: string): boolean =>
  arabic.test(one) ? one.length > 2 : one.slice(0, 3) === other.slice(0, 3)

const wantedWords = (terms: readonly Term[]): AskedWord[] =>
  terms.flatMap(({ kind, words }) => (kind === 'not' ? [] : words))
const withAlso = (words: readonly AskedWord[]): AskedWord[] => words.flatMap((word) => [word, ...(word.also ?? [])])

/** Words to be found only together, by their rank among those asked: “de” of “rue de la gare” is not found by itself. */
function phrasesIn(terms: readonly Term[]): { from: number; to: number }[] {
  let from = 0
  return terms
    .filter(({ kind }) => kind !== 'not')
    .flatMap(({ kind, words }) => {
      const phrase = { from, to: (from += words.length) }
      return kind === 'phrase' && words.length > 1 && words.every((word) => !word.letters) ? [phrase] : []
    })
}

/** How many different things are asked: a passage that says as many says everything. */
export const askedIn = (terms: readonly Term[]): number =>
  wantedWords(terms).length - phrasesIn(terms).reduce((sum, { from, to }) => sum + to - from - 1, 0)

/** How many different things asked were found. */
export const saidIn = (hits: readonly Hit[]): number => new Set(hits.map(({ asked }) => asked)).size

/** Where the words asked stand among those of a text, in order; none overlaps another. */
export function hitsIn(said: readonly Word[], language: string, terms: readonly Term[], stems: Stems): Hit[] {
  const wanted = wantedWords(terms)
  const plain = wanted.flatMap((each, asked) =>
    [each, ...(each.also ?? [])].map((word) => ({ word, asked, family: new Set(familyOf(word, stems)) })),
  )
  const dictionary = dictionaryOf(language)
  const isSaid = (each: Word, { word, family }: (typeof plain)[number]): boolean => {
    if (word.letters || each.kind !== 'word') return false
    if (each.folded === word.folded || (word.joined !== undefined && each.joined === word.joined)) return true
    if (word.isBeginning && each.folded.startsWith(word.folded)) return true
    if (!mayBeKin(each.folded, word.folded)) return false
    return kinOf(each.text.toLowerCase(), each.folded, dictionary, stems).some((lexeme) => family.has(lexeme))
  }
  const hits: Hit[] = []
  const [letters, spoken] = [said.filter(({ kind }) => kind === 'letter'), said.filter(({ kind }) => kind !== 'letter')]
  const phrases = phrasesIn(terms)
  const alone = plain.filter(({ asked }) => !phrases.some(({ from, to }) => asked >= from && asked < to))
  for (const word of spoken) {
    const found = alone.find((each) => isSaid(word, each))
    if (found) hits.push({ start: word.start, end: word.end, asked: found.asked })
  }
  for (const { from, to } of phrases) {
    const ways = Array.from({ length: to - from }, (_, step) => plain.filter(({ asked }) => asked === from + step))
    for (let at = 0; at + ways.length <= spoken.length; at++) {
      const run = spoken.slice(at, at + ways.length)
      const isRun = run.every((word, step) => ways[step]?.some((each) => isSaid(word, each)))
      if (isRun) hits.push({ start: (run[0] as Word).start, end: (run.at(-1) as Word).end, asked: from })
    }
  }
  for (const { word, asked } of plain) if (word.letters) hits.push(...runsIn(letters, word.letters, asked))
  return hits
    .sort((one, other) => one.start - other.start)
    .filter((hit, at, all) => at === 0 || hit.start >= (all[at - 1] as Hit).end)
}

function runsIn(letters: readonly Word[], run: readonly string[], asked: number): Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at + run.length <= letters.length; at++) {
    const isRun = run.every(
      (letter, step) => letters[at + step]?.folded === letter && (step === 0 || letters[at + step]?.follows),
    )
    if (isRun) hits.push({ start: (letters[at] as Word).start, end: (letters[at + run.length - 1] as Word).end, asked })
  }
  return hits
}

/** Letters shown of a text around what was found. */
const extractLetters = 200
const before = 60

/**
 * The best passage: the one where most of the words asked are said, then where they are said most. Undefined when none
 * is. Cut between words, never inside a letter; `…` where the text goes on.
 */
export function extractOf(text: string, hits: readonly Hit[], length = extractLetters): Segment[] | undefined {
  if (hits.length === 0) return undefined
  let best = { at: 0, different: 0, all: 0 }
  for (const [at, first] of hits.entries()) {
    const inside = hits.slice(at, at + 50).filter((hit) => hit.end <= first.start + length - before)
    const different = new Set(inside.map(({ asked }) => asked)).size
    if (different > best.different || (different === best.different && inside.length > best.all))
      best = { at, different, all: inside.length }
  }
  const first = hits[best.at] as Hit
  const start = text.length <= length ? 0 : cutAt(text, Math.max(0, first.start - before), 1, first.start)
  const end =
    text.length - start <= length ? text.length : Math.max(first.end, cutAt(text, start + length, -1, first.end))
  const inside = hits.filter((hit) => hit.start >= start && hit.end <= end)
  const segments: Segment[] = []
  let at = start
  for (const hit of inside) {
    if (hit.start > at) segments.push({ text: text.slice(at, hit.start), hit: false })
    segments.push({ text: text.slice(hit.start, hit.end), hit: true })
    at = hit.end
  }
  if (at < end) segments.push({ text: text.slice(at, end), hit: false })
  const trimmed = segments.map((segment) => ({ ...segment, text: segment.text.replace(/\s+/gu, ' ') }))
  if (start > 0) trimmed.unshift({ text: '… ', hit: false })
  if (end < text.length) trimmed.push({ text: ' …', hit: false })
  return merged(trimmed)
}

/** The whole of a short text (a title), with what was found apart. */
export const markedIn = (text: string, hits: readonly Hit[]): Segment[] =>
  extractOf(text, hits, text.length) ?? [{ text, hit: false }]

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The nearest place between two words going from `at` in a direction, no further than `limit`; else between letters. */
function cutAt(text: string, at: number, direction: 1 | -1, limit: number): number {
  if (at <= 0) return 0
  for (let step = 0; step < 30; step++) {
    const here = at + step * direction
    if (direction === 1 ? here >= limit : here <= limit) break
    if (/\s/u.test(text[here - 1] ?? '')) return direction === 1 ? here : here - 1
  }
  // No space: a script that writes without them, or one very long word.
  const from = Math.max(0, at - 40)
  const cuts = [...graphemes.segment(text.slice(from, at + 40))].map(({ index }) => from + index)
  return direction === 1 ? (cuts.find((cut) => cut >= at) ?? at) : (cuts.findLast((cut) => cut <= at) ?? at)
}

function merged(segments: readonly Segment[]): Segment[] {
  const together: Segment[] = []
  for (const segment of segments) {
    const last = together.at(-1)
    if (last && last.hit === segment.hit) last.text += segment.text
    else if (segment.text) together.push({ ...segment })
  }
  return together
}
