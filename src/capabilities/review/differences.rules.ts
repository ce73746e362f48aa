// What changed between two texts, as runs laid out in paragraphs with the passages of remarks. Pure.

import type { Piece } from '#core/contribution/differences.ts'
import { plainOf, type Document } from '#core/contribution/document.ts'
import type { Passage, Placed } from './anchors.rules.ts'

export type Run = Piece & { marked?: boolean; remarks?: number[] }
export type Laid = { paragraphs: Run[][]; offsets: number[] }

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
