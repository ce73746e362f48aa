// Which paragraphs of a text may say what was asked, without reading its words one by one: a page of results looks into
// two dozen whole stories.

import { foldLetters } from './fold.ts'
import type { AskedWord, Term } from './typed.ts'

const most = 3
// What is read of a text none of whose paragraphs seems to say it: its words may begin otherwise (an article, an ending).
const blind = 4_000

/** The paragraphs where most of the words asked may be said, the best first; at most three. */
export function passagesOf(text: string, terms: readonly Term[]): string[] {
  if (!asksAnything(terms)) return []
  const paragraphs = text.split(/\n+/)
  const best = bestOf(paragraphs, terms)
  if (best.length === 0) return [text.slice(0, blind)]
  return best.map((at) => paragraphs[at] as string)
}

const asksAnything = (terms: readonly Term[]): boolean =>
  terms.some(({ kind, words }) => kind !== 'not' && words.length)

/** Which of these may say most of the words asked: their ranks, the best first; at most three. */
export function bestOf(paragraphs: readonly string[], terms: readonly Term[]): number[] {
  const asked = terms.flatMap(({ kind, words }) => (kind === 'not' ? [] : words)).map(beginningsOf)
  return paragraphs
    .map((paragraph, at) => {
      const folded = foldLetters(paragraph)
      return {
        at,
        said: asked.filter((each) => each.some((beginning) => folded.includes(beginning))).length,
      }
    })
    .filter(({ said }) => said > 0)
    .sort((one, other) => other.said - one.said || one.at - other.at)
    .slice(0, most)
    .map(({ at }) => at)
}

// Endings change, beginnings hardly do.
const beginningsOf = (word: AskedWord): string[] =>
  [word, ...(word.also ?? [])].map(({ folded, letters }) => letters?.join('') ?? [...folded].slice(0, 3).join(''))
