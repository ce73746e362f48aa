// What changed between two texts, word by word, as runs laid out in paragraphs. Pure. Words are cut by the rules of the
// text's own language, so that scripts without spaces are compared too.

import { diffArrays } from 'diff'
import { plainOf, type Document } from '#core/contribution/document.ts'
import type { Passage, Placed } from './anchors.rules.ts'

export type Piece = { kind: 'same' | 'removed' | 'added'; text: string }
export type Run = Piece & { marked?: boolean; remarks?: number[] }
export type Laid = { paragraphs: Run[][]; offsets: number[] }

// Two long texts that share nothing would take minutes to compare: past this, they are shown whole.
const patience = { timeout: 1_500, maxEditLength: 6_000 }

const wordsOf = (text: string, language: string): string[] =>
  [...segmenterOf(language).segment(text)].map((each) => each.segment)

function segmenterOf(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter('und', { granularity: 'word' })
  }
}

/** What to remove and add to go from one text to the other. Put together, same + added is the second text, exactly. */
export function differencesBetween(before: string, after: string, language: string): Piece[] {
  if (before === after) return after === '' ? [] : [{ kind: 'same', text: after }]
  const changes = diffArrays(wordsOf(before, language), wordsOf(after, language), patience)
  if (!changes)
    return [
      { kind: 'removed' as const, text: before },
      { kind: 'added' as const, text: after },
    ].filter((each) => each.text !== '')
  return withoutIslands(
    changes.map((each): Piece => ({
      kind: each.added ? 'added' : each.removed ? 'removed' : 'same',
      text: each.value.join(''),
    })),
  )
}

/** Spaces alone between two changed words read better as part of the change. */
function withoutIslands(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    if (removed) joined.push({ kind: 'removed', text: removed })
    if (added) joined.push({ kind: 'added', text: added })
    removed = added = ''
  }
  pieces.forEach((piece, index) => {
    if (piece.kind === 'removed') removed += piece.text
    else if (piece.kind === 'added') added += piece.text
    else if (removed && added && /^[^\S\n]+$/.test(piece.text) && pieces[index + 1]) {
      removed += piece.text
      added += piece.text
    } else {
      flush()
      joined.push(piece)
    }
  })
  flush()
  return joined
}

export const beforeSide = (pieces: readonly Piece[]): Piece[] => pieces.filter((each) => each.kind !== 'added')
export const afterSide = (pieces: readonly Piece[]): Piece[] => pieces.filter((each) => each.kind !== 'removed')

/** The pieces of one side cut at its paragraphs, with the passages of remarks marked and numbered. */
export function layOut(document: Document, pieces: readonly Piece[], remarks: readonly Placed<unknown>[] = []): Laid {
  const placed = remarks.flatMap(({ number, passage }) => (passage ? [{ number, ...passage }] : []))
  const laid: Laid = { paragraphs: [], offsets: [] }
  let offset = 0
  for (const block of document.content) {
    const end = offset + plainOf(block).length
    laid.offsets.push(offset)
    laid.paragraphs.push(runsWithin(pieces, { start: offset, end }, placed))
    offset = end + blockGap
  }
  return laid
}

/** Length of what parts two blocks in `plainTextOf`. */
const blockGap = 2

function runsWithin(
  pieces: readonly Piece[],
  block: Passage,
  placed: readonly (Passage & { number: number })[],
): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const piece of pieces) {
    const start = Math.max(at, block.start)
    const end = Math.min(at + piece.text.length, block.end)
    const cuts = [
      ...new Set([
        start,
        end,
        ...placed.flatMap((each) => [each.start, each.end]).filter((cut) => cut > start && cut < end),
      ]),
    ].sort((a, b) => a - b)
    for (let index = 0; index + 1 < cuts.length; index++) {
      const [from, to] = [cuts[index] as number, cuts[index + 1] as number]
      const marked = placed.some((each) => each.start <= from && to <= each.end)
      const numbers = placed.filter((each) => lastSign(each, block) === to).map((each) => each.number)
      runs.push({
        kind: piece.kind,
        text: piece.text.slice(from - at, to - at),
        ...(marked && { marked }),
        ...(numbers.length > 0 && { remarks: numbers }),
      })
    }
    at += piece.text.length
  }
  return runs
}

/** Where a remark’s number stands in this block: at the end of its passage, when it ends here. */
const lastSign = (passage: Passage, block: Passage): number | undefined =>
  passage.end > block.start && passage.end <= block.end ? passage.end : undefined

// Dates and closed choices ('sound', 'place_of_birth') are not words that someone reads.
const forMachines = /^(?:[\d\s\-/.:~?%X[\]{},]+|[a-z_]+|[A-Z]{2,3})$/

/** The words of details, to show what accompanies a text whatever its kind. */
export function wordsOfDetails(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' || forMachines.test(value.trim()) ? [] : [value.trim()]
  if (Array.isArray(value)) return value.flatMap(wordsOfDetails)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(wordsOfDetails) : []
}
