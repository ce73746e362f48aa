// The words of a text, in order, with where they stand. Scripts that write without spaces are cut in letters (graphemes):
// search knows them by pairs of letters, so that a word is found wherever a dictionary would have cut.

import { fold } from './fold.ts'

/** Scripts without spaces between words, and Hangul, whose words take their endings without a space. */
export const paired =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u

export type Word = {
  /** Where it stands in the text, in UTF-16 units. */
  start: number
  end: number
  /** As it is written. */
  text: string
  /** As it is compared. */
  folded: string
  kind: 'word' | 'letter'
  /** This word and what an apostrophe or a thin joint parts from it, as one: `aujourdhui`, `ميروم`. */
  joined?: string
  /** Nothing stands between it and the word before: letters of one run, parts of one word. */
  follows: boolean
}

const letters = String.raw`\p{L}\p{M}\p{N}`
const joints = String.raw`'’ʼʻʹ‘\u00b4\u0060\u05f3\u200c\u200d\u00ad\u2060`
const tokens = new RegExp(`[${letters}]+(?:[${joints}]+[${letters}]+)*`, 'gu')
const parts = new RegExp(`[^${joints}]+`, 'gu')
const joint = new RegExp(`[${joints}]`, 'u')
const runs = new RegExp(`(?:${paired.source}|\\p{M})+|(?:(?!${paired.source}).)+`, 'gsu')
// These part nothing: they only say how letters are joined, or where a line may break.
const seamless = /^[\u200d\u00ad\u2060]+$/u
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
// Elided words: the joined form (« limmigré ») is nobody's spelling.
const elided =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|dell|nell|all|dall|sull|un|quest|quell|bell|sant)$/

/** Every word of a text. Never fails; linear in the text's length. */
export function* wordsOf(text: string): Generator<Word> {
  const mayBePaired = paired.test(text)
  for (const token of text.matchAll(tokens)) {
    if (!mayBePaired || !paired.test(token[0])) {
      yield* plainWords(token[0], token.index)
      continue
    }
    let follows = false
    for (const run of token[0].matchAll(runs)) {
      const at = token.index + run.index
      if (!paired.test(run[0])) yield* plainWords(run[0], at)
      else
        for (const { segment, index } of graphemes.segment(run[0])) {
          const folded = fold(segment)
          if (!folded) continue
          yield { start: at + index, end: at + index + segment.length, text: segment, folded, kind: 'letter', follows }
          follows = true
        }
      follows = false
    }
  }
}

function* plainWords(token: string, at: number): Generator<Word> {
  // Most words are so, and texts are read again for each extract.
  if (!joint.test(token)) {
    const folded = fold(token)
    if (folded) yield { start: at, end: at + token.length, text: token, folded, kind: 'word', follows: false }
    return
  }
  const whole = token.replace(/[\u200d\u00ad\u2060]/gu, '')
  const cut = [...token.matchAll(parts)]
  const isOne =
    cut.length === 1 || [...token.matchAll(new RegExp(`[${joints}]+`, 'gu'))].every(([joint]) => seamless.test(joint))
  if (isOne) {
    const folded = fold(whole)
    if (folded) yield { start: at, end: at + token.length, text: whole, folded, kind: 'word', follows: false }
    return
  }
  const folds = cut.map(([part]) => fold(part))
  const joined = folds.some((each) => elided.test(each)) && !/c['’ʼ]h/iu.test(token) ? undefined : fold(whole)
  let follows = false
  for (const [index, part] of cut.entries()) {
    const folded = folds[index] as string
    if (!folded) continue
    const start = at + part.index
    yield {
      start,
      end: start + part[0].length,
      text: part[0],
      folded,
      kind: 'word',
      follows,
      ...(joined && !follows ? { joined } : {}),
    }
    follows = true
  }
}
