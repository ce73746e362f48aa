// The two sides of a comparison, laid out in paragraphs for ui/compare.tsx. Pure.

import { afterSide, beforeSide, differencesBetween, type Piece } from '#core/contribution/differences.ts'
import type { Paragraph } from '#ui/compare.tsx'

/** The two sides: before with what was taken out, after with what was put in. */
export function sidesOf(before: string, after: string, language: string): { before: Paragraph[]; after: Paragraph[] } {
  const pieces = differencesBetween(before, after, language)
  return { before: inParagraphs(beforeSide(pieces)), after: inParagraphs(afterSide(pieces)) }
}

function inParagraphs(pieces: readonly Piece[]): Paragraph[] {
  const paragraphs: Paragraph[] = [[]]
  for (const piece of pieces)
    piece.text.split(/\n{2,}/).forEach((text, index) => {
      if (index > 0) paragraphs.push([])
      if (text !== '') paragraphs.at(-1)?.push({ ...piece, text })
    })
  return paragraphs.filter((paragraph) => paragraph.length > 0)
}
