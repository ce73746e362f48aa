// Hiding a name that must not be shown, in every word that goes to the shelf (P-21).

import type { Block, Document, InlineNode } from '../contribution/document.ts'

export type Redaction = (text: string) => string

const mark = '[…]'

/** Gives the function that takes exact phrases out of a text, whatever their capitals, accents and spaces. */
export function redactPhrases(phrases: readonly string[]): Redaction {
  const folded = phrases
    .map((phrase) => foldedOf(phrase.normalize('NFC').trim()).folded.toLowerCase())
    .filter((phrase) => phrase !== '')
    .toSorted((a, b) => b.length - a.length)
  if (folded.length === 0) return (text) => text
  const pattern = new RegExp(
    folded.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')).join('|'),
    'gu',
  )
  return (given) => {
    const text = given.normalize('NFC')
    const { folded: searched, at } = foldedOf(text)
    let redacted = ''
    let done = 0
    for (const match of searched.toLowerCase().matchAll(pattern)) {
      redacted += text.slice(done, at[match.index]) + mark
      done = at[match.index + match[0].length] ?? text.length
    }
    return done === 0 ? given : redacted + text.slice(done)
  }
}

/**
 * Gives the function that replaces hidden names by the name chosen instead, or by […].
 * Each capitalised word of a name counts on its own: hiding "Maria da Luz" hides "Maria" and "Luz", in capitals or with
 * other accents too. An ordinary word in small letters stays: hiding "Rose" does not hide a rose.
 */
export function redactionOf(hidden: readonly { names: readonly string[]; shown: string | null }[]): Redaction {
  const replacements = new Map<string, string>()
  for (const { names, shown } of hidden)
    for (const name of names) for (const written of writingsOf(name)) replacements.set(written, shown ?? mark)
  if (replacements.size === 0) return (text) => text
  // Longest first, so that a full name is replaced once and not word by word.
  const words = [...replacements.keys()].toSorted((a, b) => b.length - a.length)
  return (given) => {
    const text = given.normalize('NFC')
    const { folded, at } = foldedOf(text)
    // Most texts say few of them: looking for each first costs far less than one pattern of all.
    const said = words.filter((word) => folded.includes(word))
    if (said.length === 0) return given
    const pattern = new RegExp(said.map(bounded).join('|'), 'gu')
    let redacted = ''
    let done = 0
    for (const match of folded.matchAll(pattern)) {
      redacted += text.slice(done, at[match.index]) + (replacements.get(match[0]) ?? mark)
      done = at[match.index + match[0].length] ?? text.length
    }
    return done === 0 ? given : redacted + text.slice(done)
  }
}

// Small words of names, which are small words of sentences too: "Le Goff" must not hide every "Le".
const particles = new Set('le la les du de des da das do dos di del della el al van von der den ter bin ibn'.split(' '))

/** The ways in which a name, and each word that names someone, may be written; folded. */
function writingsOf(name: string): string[] {
  const { folded } = foldedOf(name.normalize('NFC').trim())
  // Typed all in small letters, or all in capitals: the text will have it properly.
  const even = folded === folded.toLowerCase() || folded === folded.toUpperCase()
  const proper = even ? folded.replace(/\p{L}+/gu, capitalised) : folded
  const parts = proper.split(/[\s’'-]+/).filter((word) => isNameWord(word) && !particles.has(word.toLowerCase()))
  const whole = /\s/.test(proper) ? [proper, proper.toLowerCase(), proper.replace(/\p{L}+/gu, capitalised)] : []
  return [folded, ...whole, ...parts, ...parts.map(capitalised)]
    .filter((word) => [...word].length >= 2)
    .flatMap((word) => [word, word.toUpperCase()])
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
  const text = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const [begins, ends] = ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])']
  // No spaces between words, or particles tied to the end of a name.
  if (/^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]/u.test(word)) return text
  if (/^\p{sc=Hang}/u.test(word)) return begins + text
  // "And", "to", "by", "the" are written tied to the name that follows.
  if (/^\p{sc=Arab}/u.test(word)) return `(?<=${begins}[وفبكلس]{0,2}(?:ال)?)${text}${ends}`
  if (/^\p{sc=Hebr}/u.test(word)) return `(?<=${begins}[והבכלמש]{0,3})${text}${ends}`
  return begins + text + ends
}

/** The text without accents nor vowel marks, in one spelling of the Arabic letters, and where each letter comes from. */
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
    const plain = /\p{sc=Hang}/u.test(letter) ? letter : letter.normalize('NFKD').replace(/[\p{M}\u0640]/gu, '')
    const one = plain
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

/** A document with every text passed through the redaction. */
export function redactDocument(document: Document, redact: Redaction): Document {
  return { type: 'doc', content: document.content.map((block) => redactBlock(block, redact)) }
}

function redactBlock<Node extends Block>(block: Node, redact: Redaction): Node {
  if (block.type === 'blockquote')
    return { ...block, content: block.content.map((paragraph) => redactBlock(paragraph, redact)) }
  if (!block.content) return block
  return {
    ...block,
    content: block.content.map((node): InlineNode =>
      node.type === 'text' ? { ...node, text: redact(node.text) } : node,
    ),
  }
}

/** Any JSON value with every string passed through the redaction. */
export function redactValue<Value>(value: Value, redact: Redaction): Value {
  if (typeof value === 'string') return redact(value) as Value
  if (Array.isArray(value)) return value.map((each: unknown) => redactValue(each, redact)) as Value
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactValue(each, redact)])) as Value
  return value
}
