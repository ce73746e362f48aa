// Hiding what must not be said, in every word that goes to the shelf (P-21): names, and phrases that were sealed.

import type { Block, Document, InlineNode } from '../contribution/document.ts'
import { isOrdinaryWord } from './ordinary-words.ts'

export type Redaction = (text: string) => string
/** For pieces of one text that follow one another: what is hidden may begin in one and end in the next. */
export type RedactionAcross = (pieces: readonly string[]) => string[]
/** Names to hide, and what to say instead: a name, nothing, or something made of each way it is written. */
export type HiddenNames = { names: readonly string[]; shown: string | null | ((written: string) => string) }

/** Said in place of what is hidden. */
export const hiddenMark = '[…]'

/** One text at a time. */
export const redactionIn =
  (across: RedactionAcross): Redaction =>
  (text) =>
    across([text])[0] ?? ''

/**
 * Gives the function that takes exact phrases out of a text, whatever their capitals, accents, spaces and punctuation.
 * A phrase is whole words; one that ends with * takes the rest of its last word too.
 */
export function redactPhrases(phrases: readonly string[]): RedactionAcross {
  const patterns = phrases.flatMap(phrasePattern)
  if (patterns.length === 0) return (pieces) => [...pieces]
  return (pieces) => {
    const texts = pieces.map((piece) => piece.normalize('NFC'))
    const text = texts.join('\n')
    const { folded, at } = foldedOf(text)
    const searched = lowered(folded)
    // Each phrase is looked for alone: of two that overlap, both go whole.
    const found = patterns
      .filter(({ longest }) => searched.includes(longest))
      .flatMap(({ pattern }) => [...searched.matchAll(pattern)])
      .map((match) => ({ start: at[match.index] ?? 0, end: at[match.index + match[0].length] ?? text.length }))
      .map(({ start, end }) => ({ start, end: endOfSentence(text, start, end) }))
      .toSorted((one, other) => one.start - other.start)
    if (found.length === 0) return [...pieces]
    const parts = apartFrom(found)
    let begin = 0
    let next = 0
    return texts.map((piece, index) => {
      const from = begin
      begin += piece.length + 1
      while ((parts[next]?.end ?? Infinity) <= from) next += 1
      let shown = ''
      let done = 0
      // A part that goes on in the next piece is looked at again there.
      for (let at = next; (parts[at]?.start ?? Infinity) < from + piece.length; at += 1) {
        const { start = 0, end = 0 } = parts[at] ?? {}
        shown += piece.slice(done, Math.max(0, start - from)) + hiddenMark
        done = Math.min(end - from, piece.length)
      }
      return done === 0 ? (pieces[index] ?? '') : shown + piece.slice(done)
    })
  }
}

const sentenceBegins = /(?:^|[\n.!?…؟。！？।]|:(?=\s*[«"“‹]))[\s«»"“”‹›('’—–-]*$/u
const sentenceEnds = /^\s*[.!?…؟。！？।]+(?![\p{L}\p{N}])/u

/** A phrase that is a whole sentence takes its own full stop with it. */
function endOfSentence(text: string, start: number, end: number): number {
  const closing = sentenceEnds.exec(text.slice(end, end + 20))?.[0].length ?? 0
  return closing > 0 && sentenceBegins.test(text.slice(Math.max(0, start - 20), start)) ? end + closing : end
}

/** Parts in their order, those that overlap made one. */
function apartFrom(found: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = []
  for (const { start, end } of found) {
    const last = parts.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else parts.push({ start, end })
  }
  return parts
}

/** Whether something can be searched in it: a letter or a digit. */
export const hasWords = (phrase: string): boolean => wordsOf(phrase).length > 0

const wordsOf = (phrase: string): string[] =>
  lowered(foldedOf(phrase.normalize('NFC')).folded)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const unspaced = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]/u

function phrasePattern(phrase: string): { pattern: RegExp; longest: string }[] {
  const words = wordsOf(phrase)
  const [first, ...rest] = words
  if (first === undefined) return []
  const isOpen = phrase.trimEnd().endsWith('*')
  const gap = '[^\\p{L}\\p{N}]'
  // Without spaces between words, a line may be cut anywhere.
  const body = (word: string) => (unspaced.test(word) ? [...word].join(`${gap}*`) : word)
  const { before } = edges(first)
  const { after } = edges(words.at(-1) ?? first)
  const source = before + [first, ...rest].map(body).join(`${gap}+`) + (isOpen ? '[\\p{L}\\p{N}]*' : after)
  const [longest = ''] = words.filter((word) => !unspaced.test(word)).toSorted((a, b) => b.length - a.length)
  return [{ pattern: new RegExp(source, 'gu'), longest }]
}

const lowered = (folded: string): string => folded.toLowerCase().replaceAll('ς', 'σ')

/**
 * Gives the function that replaces hidden names by the name chosen instead, or by […].
 * Each capitalised word of a name counts on its own: hiding "Maria da Luz" hides "Maria" and "Luz", in whatever letters,
 * with other accents too. An ordinary word in small letters stays: hiding "Rose" does not hide a rose; with `anyCase`,
 * for a text that has no capitals at all, it does.
 */
export function redactionOf(hidden: readonly HiddenNames[], { anyCase = false } = {}): Redaction {
  const replacements = new Map<string, string>()
  for (const { names, shown } of hidden)
    for (const written of names.flatMap(writingsOf)) {
      const instead = typeof shown === 'function' ? shown(written) : (shown ?? hiddenMark)
      // A word of two people's names: whose it is here, nobody knows.
      replacements.set(written, (replacements.get(written) ?? instead) === instead ? instead : hiddenMark)
    }
  if (replacements.size === 0) return (text) => text
  // Longest first, so that a full name is replaced once and not word by word.
  const words = [...replacements.keys()].toSorted((a, b) => b.length - a.length)
  const ordinary = new Set(anyCase ? [] : words.filter(isOrdinaryWord))
  return (given) => {
    const text = given.normalize('NFC')
    const { folded, at } = foldedOf(text)
    const searched = lowered(folded)
    // Most texts say few of them: looking for each first costs far less than one pattern of all.
    const said = words.filter((word) => searched.includes(word))
    if (said.length === 0) return given
    const pattern = new RegExp(said.map(bounded).join('|'), 'gu')
    let redacted = ''
    let done = 0
    for (const match of searched.matchAll(pattern)) {
      if (ordinary.has(match[0]) && /^\p{Ll}/u.test(folded.slice(match.index))) continue
      redacted += text.slice(done, at[match.index]) + (replacements.get(match[0]) ?? hiddenMark)
      done = at[match.index + match[0].length] ?? text.length
    }
    return done === 0 ? given : redacted + text.slice(done)
  }
}

/** Whether one of these names or phrases may be said in this text: quick, and never wrong when it says no. */
export function mayBeSaidIn(text: string): (names: readonly string[], phrases: readonly string[]) => boolean {
  const searched = lowered(foldedOf(text.normalize('NFC')).folded)
  return (names, phrases) =>
    names
      .flatMap(writingsOf)
      .some((word) => searched.includes(word) && new RegExp(bounded(word), 'u').test(searched)) ||
    phrases.flatMap(phrasePattern).some(({ longest }) => searched.includes(longest))
}

/** Long enough to have a capital somewhere, when whoever wrote it uses them. */
const longEnough = 40

/** Names and phrases together, for the pieces of one text. What is said instead of a name hides what others hide. */
export function redactionAcross(hidden: readonly HiddenNames[], phrases: readonly string[]): RedactionAcross {
  const seal = redactPhrases(phrases)
  const safe = hidden.map((each): HiddenNames => {
    if (typeof each.shown !== 'string') return each
    const others = hidden.filter((other) => other !== each).map(({ names }) => ({ names, shown: null }))
    return { names: each.names, shown: redactionOf(others)(redactionIn(seal)(each.shown)) }
  })
  const redact = redactionOf(safe)
  const redactFlat = redactionOf(safe, { anyCase: true })
  return (pieces) => {
    const text = pieces.join(' ')
    // Machines, and some people, write without any capital: a name is then written as any other word.
    const isFlat = text.length >= longEnough && !/\p{Lu}/u.test(text)
    return seal(pieces).map((piece) => (isFlat ? redactFlat : redact)(piece))
  }
}

/** “Z. B.” for “Zohra Benali”. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s’'-]+/)
    .filter((word) => /\p{L}/u.test(word) && !isParticle(word))
    .map((word) => `${[...word.replace(/^[^\p{L}]+/u, '')][0]?.toUpperCase() ?? ''}.`)
    .join(' ') || hiddenMark

// Small words of names, which are small words of sentences too: "Le Goff" must not hide every "Le".
const particles = new Set(
  (
    'le la les du de des da das do dos di del della el al van von der den ter bin ibn ' +
    // Nor must "Madame Benali" hide every "Madame".
    'm mr mme mlle mrs ms dr monsieur madame mademoiselle maitre docteur mister miss doctor السيد السيده الدكتور'
  ).split(' '),
)
const isParticle = (word: string): boolean =>
  particles.has(foldedOf(word.normalize('NFC')).folded.toLowerCase().replace(/\.$/, ''))

/** A name, and each of its words that names someone, as redaction compares them: folded, in small letters. */
function writingsOf(name: string): string[] {
  const { folded } = foldedOf(name.normalize('NFC').trim())
  // Typed all in small letters, or all in capitals: each of its words may be a name.
  const even = folded === folded.toLowerCase() || folded === folded.toUpperCase()
  const parts = folded
    .split(/[\s’'-]+/)
    .filter((word) => isNameWord(even ? capitalised(word) : word) && !isParticle(word))
  return [folded, ...parts].map(lowered).filter((word) => [...word].length >= 2)
}

const capitalised = (word: string): string => {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('').toLowerCase()
}

/** A word long enough to name someone: capitalised, or in a script that has no capitals. */
function isNameWord(word: string): boolean {
  const [first = ''] = word
  return [...word].length >= 2 && first === first.toUpperCase() && /\p{L}/u.test(first)
}

/** A name is a whole word, in the way its script parts words. */
function bounded(word: string): string {
  const { before, after } = edges(word)
  return before + word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + after
}

/** What stands before and after a whole word. */
function edges(word: string): { before: string; after: string } {
  const [begins, ends] = ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])']
  // No spaces between words, or particles tied to the end of a name.
  if (unspaced.test(word)) return { before: '', after: '' }
  if (/^\p{sc=Hang}/u.test(word)) return { before: begins, after: '' }
  // "And", "to", "by", "the" are written tied to the name that follows.
  if (/^\p{sc=Arab}/u.test(word)) return { before: `(?<=${begins}[وفبكلس]{0,2}(?:ال)?)`, after: ends }
  if (/^\p{sc=Hebr}/u.test(word)) return { before: `(?<=${begins}[והבכלמש]{0,3})`, after: ends }
  return { before: begins, after: ends }
}

/**
 * The text without accents, vowel marks nor letters that do not show, ligatures apart, in one spelling of the Arabic
 * letters, and where each letter comes from.
 */
function foldedOf(text: string): { folded: string; at: number[] } {
  const at: number[] = []
  let folded = ''
  let index = 0
  for (const letter of text) {
    // Most letters of most texts: nothing to fold.
    if (letter < '\u0080') {
      at.push(index)
      folded += letter
      index += 1
      continue
    }
    // Syllables of Hangul stay whole: a name must not match half of one.
    const plain = /\p{sc=Hang}/u.test(letter) ? letter : letter.normalize('NFKD').replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    const one = apart(plain, text[index + letter.length] ?? '')
      .replace(/[\u0671]/g, 'ا')
      .replace(/ة/g, 'ه')
      .replace(/[ىی]/g, 'ي')
      .replace(/ک/g, 'ك')
    for (let unit = 0; unit < one.length; unit++) at.push(index)
    folded += one
    index += letter.length
  }
  return { folded, at }
}

const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }

/** “œ” is “oe”; a capital one is “OE” among capitals, “Oe” before a small letter. */
function apart(letter: string, next: string): string {
  const small = ligatures[letter.toLowerCase()]
  if (small === undefined) return letter
  if (letter === letter.toLowerCase()) return small
  return /\p{Ll}/u.test(next) ? capitalised(small) : small.toUpperCase()
}

/** A document with all its texts, in their order, passed through the redaction. */
export function redactDocument(document: Document, redact: RedactionAcross): Document {
  const texts: string[] = []
  eachText(document, (text) => {
    texts.push(text)
    return text
  })
  const shown = redact(texts).values()
  return eachText(document, (text) => shown.next().value ?? text)
}

const eachText = (document: Document, change: Redaction): Document => ({
  type: 'doc',
  content: document.content.map((block) => eachTextOf(block, change)),
})

function eachTextOf<Node extends Block>(block: Node, change: Redaction): Node {
  if (block.type === 'blockquote')
    return { ...block, content: block.content.map((paragraph) => eachTextOf(paragraph, change)) }
  if (!block.content) return block
  return {
    ...block,
    content: block.content.map((node): InlineNode =>
      node.type === 'text' ? { ...node, text: change(node.text) } : node,
    ),
  }
}

/**
 * Any JSON value with every string passed through the redaction, but for what stands under the names of `codes`: dates,
 * countries, choices of a list. A point of a map whose name is hidden in part loses its degrees.
 */
export function redactValue<Value>(value: Value, redact: Redaction, codes: readonly string[] = []): Value {
  if (typeof value === 'string') return redact(value) as Value
  if (Array.isArray(value)) return value.map((each: unknown) => redactValue(each, redact, codes)) as Value
  if (value === null || typeof value !== 'object') return value
  const shown: Record<string, unknown> = {}
  let isHidden = false
  for (const [key, each] of Object.entries(value)) {
    shown[key] = codes.includes(key) ? each : redactValue(each, redact, codes)
    isHidden ||= typeof each === 'string' && shown[key] !== each
  }
  if (isHidden && 'lat' in shown && 'lon' in shown) return { ...shown, lat: null, lon: null } as Value
  return shown as Value
}
