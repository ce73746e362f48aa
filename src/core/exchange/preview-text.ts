// Words on a drawing: which can be drawn with the fonts at hand, and how they fall into lines. Pure: the fonts are given.

import type { Font } from './truetype.ts'

/** Marks that order letters and draw nothing: they would only be in the way of measuring. */
const invisible = /(?![\u200c\u200d])\p{Cf}/gu

/** Words as they will be drawn: composed, one line, without marks of order. */
export const drawn = (text: string): string =>
  text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/\u202f/g, '\u00a0')
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim()

/** Whether every letter has a shape in one of the fonts: no empty box is ever drawn for one that has none. */
export const isDrawable = (text: string, fonts: readonly Font[]): boolean =>
  [...text].every((letter) => /[\s\u200c\u200d]/.test(letter) || fonts.some((font) => font.has(codeOf(letter))))

/** Width in parts of the font's size. Letters that join are measured apart: the sum is never too small by much. */
export function widthOf(text: string, fonts: readonly Font[]): number {
  let width = 0
  for (const letter of text) width += fonts.find((font) => font.has(codeOf(letter)))?.widthOf(codeOf(letter)) ?? 0
  return width
}

export type Block = { lines: string[]; size: number }
export type Box = { width: number; height: number; sizes: readonly number[]; lineHeight: number }

/** The largest size at which the words fit the box; at the smallest, what does not fit is cut with an ellipsis. */
export function fitted(text: string, box: Box, fonts: readonly Font[]): Block {
  for (const [index, size] of box.sizes.entries()) {
    const lines = linesOf(text, box.width / size, fonts)
    const room = Math.max(1, Math.floor(box.height / (size * box.lineHeight)))
    if (lines.length <= room) return { lines, size }
    if (index === box.sizes.length - 1) {
      const kept = lines.slice(0, room)
      return { lines: [...kept.slice(0, -1), shortened(kept.at(-1) ?? '', box.width / size, fonts)], size }
    }
  }
  return { lines: [], size: 0 }
}

/** Lines no wider than `width`, broken at spaces, or inside a word that alone is too wide. */
function linesOf(text: string, width: number, fonts: readonly Font[]): string[] {
  const lines: string[] = []
  let line = ''
  const add = (piece: string, space: string): void => {
    const longer = line === '' ? piece : line + space + piece
    if (widthOf(longer, fonts) <= width) line = longer
    else {
      if (line !== '') lines.push(line)
      line = piece
    }
  }
  for (const word of text.split(' ')) {
    if (widthOf(word, fonts) <= width) add(word, ' ')
    else for (const [index, letter] of graphemesOf(word).entries()) add(letter, index === 0 ? ' ' : '')
  }
  return line === '' ? lines : [...lines, line]
}

/** Cut so that an ellipsis still fits; the mark that closes a quotation goes with the rest. */
export function shortened(text: string, width: number, fonts: readonly Font[]): string {
  const letters = graphemesOf(text)
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, fonts) > width) letters.pop()
  return `${letters.join('').replace(/[\s,;:.…]+$/u, '')}…`
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })
const graphemesOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0
